using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Infrastructure;
using SagsFlow.Moeder;
using SagsFlow.Opgaver;
using SagsFlow.Processer;
using SagsFlow.Sager;

namespace SagsFlow.Tests.Integration;

/// <summary>
/// The server's clock jumps, as when it is set right, a machine wakes, or summer time comes: each timer and reminder is given once, never early, and
/// none is lost. The program runs in this process, so that its clock can be put wherever.
/// </summary>
public sealed class UrspringTests : IAsyncLifetime
{
    private readonly DirectoryInfo _mappe = Directory.CreateTempSubdirectory("sagsflow-test-");
    private WebApplication _app = null!;

    private Ur Uret => _app.Services.GetRequiredService<Ur>();

    public async Task InitializeAsync()
    {
        var bygger = Vaert.Bygger([]);
        bygger.Logging.ClearProviders();
        bygger.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:SagsFlow"] = $"Data Source={Path.Combine(_mappe.FullName, "sagsflow.db")};Pooling=False", ["Demo"] = "true", ["Ur"] = "2025-01-06T08:00",
        });
        bygger.TilfoejSagsFlow();
        _app = bygger.Build();
        Assert.Empty(await _app.Services.GetRequiredService<Start>().KlargoerAsync(CancellationToken.None));
    }

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        _mappe.Delete(recursive: true);
    }

    [Theory]
    [InlineData("2025-01-06T08:00", 60)]
    [InlineData("2025-01-06T08:00", 24 * 60)]
    [InlineData("2025-03-27T02:30", 60)]
    [InlineData("2025-10-23T02:30", 60)]
    public async Task Timer_UretSpringerFremOgTilbage_FalderEnGangOgAldrigFoer(string indsendt, int spring)
    {
        Saet(indsendt);
        var sag = await SendAsync("sagsbehandler", new OpretSag(new SagBody { Titel = "Springende ur", Center = "CBA", Workflow = "direktionssag" }));
        var opgave = (await SendAsync("sagsbehandler", new HentOpgaver(true, new SagId(sag.Id), null, Side.Af(1, 1)))).Elementer[0];
        await SendAsync("sagsbehandler", new AfslutOpgave(new OpgaveId(opgave.Id), new AfslutningBody("indsend", null, null, null)));
        var forfald = DateTimeOffset.FromUnixTimeMilliseconds(Tal("SELECT MIN(forfald) FROM timer"));

        // Now and then a step back, as when somebody sets the clock right.
        var nu = forfald.AddMinutes(-3.5 * spring);
        var faldet = false;
        foreach (var minutter in new[] { 0, spring, spring, -spring, spring, spring, spring, -2 * spring, -spring, 3 * spring, 24 * 60 })
        {
            nu = nu.AddMinutes(minutter);
            Uret.Saet(nu);
            await _app.Services.GetRequiredService<TimerQueue>().DrainAsync(CancellationToken.None);
            faldet |= nu >= forfald;
            Assert.Equal(faldet ? 1 : 0, Tal("SELECT COUNT(*) FROM besked WHERE brugernavn = 'centerchef' AND tekst LIKE 'Påmindelse: %Godkend%'"));
        }

        Assert.True(faldet);
    }

    [Fact]
    public async Task Paamindelse_UretSpringer_KommerEnGangPrTrin_OgDetSprungneSamles()
    {
        await SendAsync("sekretariat", new OpretMoede("DIR", new DateTime(2025, 4, 22, 9, 0, 0, DateTimeKind.Unspecified), null, null, []));
        await SendAsync("sagsbehandler", new OpretSag(new SagBody { Titel = "Springende påmindelser", Center = "CBA", Workflow = "direktionssag", OensketMoede = new OensketMoedeBody("DIR", new DateOnly(2025, 4, 22)) }));

        // The hand-in is Monday 7 April: the steps are on 24 and 31 March, 3, 7 and 8 April; summer time comes on 30 March.
        var antal = new List<long>();
        foreach (var nu in new[] { "2025-03-21T23:30", "2025-03-24T06:30", "2025-03-24T07:30", "2025-03-24T06:30", "2025-03-24T08:30", "2025-03-23T08:30", "2025-03-24T08:30", "2025-03-29T23:30", "2025-03-31T06:30", "2025-03-31T07:30", "2025-03-31T06:30", "2025-04-07T08:00", "2025-04-06T08:00", "2025-04-07T08:00" })
        {
            Saet(nu);
            await _app.Services.GetRequiredService<TimerQueue>().DrainAsync(CancellationToken.None);
            antal.Add(Tal("SELECT COUNT(*) FROM besked WHERE brugernavn = 'sagsbehandler' AND tekst LIKE 'Påmindelse: %Springende påmindelser%'"));
        }

        // From 31 March straight to 7 April: the step that was jumped over is not sent beside the one that holds now.
        Assert.Equal([0, 0, 1, 1, 1, 1, 1, 1, 1, 2, 2, 3, 3, 3], antal);
    }

    private void Saet(string lokal) => Uret.Saet(LokalTid.TilOejeblik(DateTime.Parse(lokal, System.Globalization.CultureInfo.InvariantCulture)));

    private long Tal(string sql)
    {
        using var forbindelse = new SqliteConnection($"Data Source={Path.Combine(_mappe.FullName, "sagsflow.db")};Pooling=False;Default Timeout=30");
        forbindelse.Open();
        using var kommando = forbindelse.CreateCommand();
        kommando.CommandText = sql;
        return Convert.ToInt64(kommando.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }

    private async Task<T> SendAsync<T>(string som, IRequest<Svar<T>> request)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Kald>().SaetPerson((await scope.ServiceProvider.GetRequiredService<Personer>().FindAsync(som, CancellationToken.None))!);
        var svar = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request);
        Assert.Null(svar.Fejl);
        return svar.Vaerdi;
    }
}
