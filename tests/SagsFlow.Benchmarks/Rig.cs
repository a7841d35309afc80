using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Infrastructure;
using SagsFlow.Sager;

namespace SagsFlow.Benchmarks;

/// <summary>The whole application without its web server, on a database file of its own that is gone when the rig is.</summary>
internal sealed class Rig : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Dictionary<string, Person> _people = new(StringComparer.Ordinal);
    private readonly DirectoryInfo _folder;

    private Rig(WebApplication app, DirectoryInfo folder)
    {
        _app = app;
        _folder = folder;
    }

    public string File => Path.Combine(_folder.FullName, "sagsflow.db");

    /// <summary>Where the loop of plain statements writes: beside the application's file, on the same disk.</summary>
    public string RawFile => Path.Combine(_folder.FullName, "raw.db");

    public IServiceProvider Services => _app.Services;

    public static async Task<Rig> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("sagsflow-bench-");
        Environment.SetEnvironmentVariable("ASPNETCORE_ENVIRONMENT", "Development");
        var builder = Vaert.Bygger([]);
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:SagsFlow"] = $"Data Source={Path.Combine(folder.FullName, "sagsflow.db")}",
            ["Demo"] = "true",
        });
        builder.TilfoejSagsFlow();
        var rig = new Rig(builder.Build(), folder);
        var obstacles = await rig.Services.GetRequiredService<Start>().KlargoerAsync(CancellationToken.None);
        return obstacles.Count == 0 ? rig : throw new InvalidOperationException(string.Join(Environment.NewLine, obstacles));
    }

    /// <summary>Sends a command as a signed-in person would, in a scope of its own and with an idempotency key.</summary>
    /// <param name="version">What the person has seen, for a change; else null.</param>
    public async Task<T> SendAsync<T>(string user, IRequest<Svar<T>> request, int? version = null)
    {
        await using var scope = Services.CreateAsyncScope();
        if (!_people.TryGetValue(user, out var person))
        {
            person = await scope.ServiceProvider.GetRequiredService<Personer>().FindAsync(user, CancellationToken.None) ?? throw new InvalidOperationException($"No user {user}.");
            _people.Add(user, person);
        }

        var call = scope.ServiceProvider.GetRequiredService<Kald>();
        call.SaetPerson(person);
        call.IfMatch = version;
        call.IdempotencyKey = NytId.Guid(TimeProvider.System.GetUtcNow()).ToString();
        var answer = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request);
        return answer.Fejl is { } refused ? throw new InvalidOperationException($"{refused.Slug}: {refused.Tekst}") : answer.Vaerdi;
    }

    /// <summary>A case of ordinary length, as a caseworker would send it.</summary>
    public static SagBody Case(int number) => Json.Laes<SagBody>($$"""
        {"titel":"Anlægsoverførsler fra 2024 til 2025, sag {{number}}","center":"CBA","sagstype":"beslutning",
         "baggrund":"{{Prose(1_200)}}",
         "indstilling":{"indstiller":"CBA","indledning":"Center for Borgmester og Administration indstiller, at Direktionen","punkter":[{"tekst":"godkender overførslerne"},{"tekst":"sender sagen til Økonomiudvalget"}]},
         "sagsfremstilling":"{{Prose(3_500)}}","oekonomi":"{{Prose(400)}}"}
        """);

    public SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        Execute(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=30000; PRAGMA cache_size=-16000; PRAGMA temp_store=MEMORY;");
        return connection;
    }

    public static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Copies the application's file as it is now, for the plain loop.</summary>
    public void CopyToRaw()
    {
        using var from = Open(File);
        using var to = new SqliteConnection($"Data Source={RawFile};Pooling=False");
        to.Open();
        from.BackupDatabase(to);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    private static string Prose(int length) =>
        string.Concat(Enumerable.Repeat("Byrådet har bevilget midler til projekterne, som løber hen over årsskiftet. ", (length / 76) + 1))[..length];
}
