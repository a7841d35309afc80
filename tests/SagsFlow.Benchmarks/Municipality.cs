using System.Globalization;
using System.Reflection;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using SagsFlow.Beslutninger;
using SagsFlow.Data;
using SagsFlow.Moeder;
using SagsFlow.Sager;
using SagsFlow.Soegning;

namespace SagsFlow.Benchmarks;

/// <summary>
/// Fills a database as a large municipality would in many years. A few cases are brought by real commands to the places a case can be in, and
/// their rows are copied under new ids with other words, days and meetings.
/// </summary>
internal sealed class Municipality(Rig rig)
{
    public const int Cases = 100_000;
    public const int Meetings = 3_000;
    private const int Running = 3_000;
    private const string Word = "@@";

    /// <summary>What a copy is made anew of, in the order that references need.</summary>
    private static readonly string[] Tables = ["process_instance", "sag", "sagsversion", "forelaeggelse", "dagsordenspunkt", "beslutning", "bestilling", "bilag", "opgave", "timer", "historik", "chain"];

    private static readonly string[] Instants = ["oprettet", "indsendt", "afsluttet", "tid", "registreret", "ekspederet", "frist"];
    private static readonly string[] Forums = ["DIR", "DIR", "DIR", "CF", "OEU", "BY", "ISU", "AESU", "AMU"];
    private readonly Random _random = new(4711);
    private readonly string[] _words = ReadWords();
    private readonly List<(string Id, string Forum, string Start)> _past = [];
    private readonly List<int> _items = [];

    public async Task FillAsync()
    {
        var templates = await MakeTemplatesAsync();
        using (var db = rig.Open(rig.File))
        {
            Rig.Execute(db, "PRAGMA synchronous=OFF; PRAGMA foreign_keys=OFF; PRAGMA cache_size=-400000;");
            using var transaction = db.BeginTransaction();
            MakeMeetings(db, templates.Ended.Meeting!);
            using var ended = new Copier(db, templates.Ended.Case);
            for (var i = 0; i < Cases - Running; i++)
            {
                Copy(ended, i, TimeSpan.FromHours(-0.9 * i), i % Meetings);
            }

            foreach (var (template, t) in templates.Open.Select((t, n) => (t, n)))
            {
                using var open = new Copier(db, template);
                for (var i = 0; i < Running / templates.Open.Count; i++)
                {
                    Copy(open, Cases + (t * Running) + i, TimeSpan.FromMinutes(-15 * i), null);
                }
            }

            MakeRest(db, templates.Ended.Meeting!.Value);
            transaction.Commit();
            Rig.Execute(db, "INSERT INTO soegeko (kaede) SELECT id FROM chain WHERE id LIKE 'sag:%' OR id LIKE 'moede:%' ON CONFLICT DO NOTHING; PRAGMA wal_checkpoint(TRUNCATE);");
        }

        await IndexAsync();
    }

    /// <summary>Waits until the word index has everything.</summary>
    private async Task IndexAsync()
    {
        var index = rig.Services.GetRequiredService<Soegeindeks>();
        using var reader = rig.Open(rig.File);
        using var left = reader.CreateCommand();
        left.CommandText = "SELECT COUNT(*) FROM soegeko";
        while ((long)left.ExecuteScalar()! > 0)
        {
            await index.IndhentAsync(CancellationToken.None);
        }
    }

    private sealed record Templates((Guid Case, Guid? Meeting) Ended, IReadOnlyList<Guid> Open);

    private async Task<Templates> MakeTemplatesAsync()
    {
        using var reader = rig.Open(rig.File);
        var draft = await NewAsync();
        var submitted = await NewAsync();
        await StepAsync(reader, submitted, "indsend");
        var ready = await NewAsync();
        var ended = await NewAsync();
        foreach (var id in new[] { ready, ended })
        {
            await StepAsync(reader, id, "indsend");
            await StepAsync(reader, id, "godkend");
            await StepAsync(reader, id, "godkend");
        }

        var meeting = await rig.SendAsync("sekretariat", new OpretMoede("DIR", new DateTime(2099, 1, 5, 9, 0, 0), null, "Rådhuset", null));
        using var command = reader.CreateCommand();
        command.CommandText = "SELECT id FROM forelaeggelse WHERE sag_id = @sag";
        command.Parameters.AddWithValue("@sag", ended);
        var item = await rig.SendAsync("sekretariat", new LaegPaaDagsorden(meeting.Id, new NytPunktBody { ForelaeggelseId = Guid.Parse((string)command.ExecuteScalar()!) }));
        await rig.SendAsync("sekretariat", new UdsendDagsorden(meeting.Id));
        await rig.SendAsync("sekretariat", new RegistrerBeslutning(item.Id, new BeslutningBody { Udfald = "godkendt", Tekst = $"Godkendt. {Words(20)}", Bestillinger = [new BestillingBody(Words(8), "CBA", new DateOnly(2099, 1, 5), null)] }));
        await rig.SendAsync("sekretariat", new AfslutMoede(meeting.Id));
        return new Templates((ended, meeting.Id), [draft, submitted, ready]);
    }

    private async Task<Guid> NewAsync() => (await rig.SendAsync("sagsbehandler", new OpretSag(Json.Laes<SagBody>($$"""
        {"titel":"{{Words(5)}}","journalnummer":"24/1","center":"CBA","sagstype":"beslutning","baggrund":"{{Words(60)}}",
         "indstilling":{"indstiller":"CBA","punkter":[{"tekst":"{{Words(10)}}"},{"tekst":"{{Words(10)}}"}]},"sagsfremstilling":"{{Words(120)}}","oekonomi":"{{Words(15)}}","bilag":[{"navn":"{{Words(3)}}"}]}
        """)))).Id;

    private Task StepAsync(SqliteConnection reader, Guid id, string outcome) => StepBenchmark.FinishAsync(rig, StepBenchmark.OpenTasks(reader, id)[0], outcome);

    private static string Words(int count) => string.Join(' ', Enumerable.Repeat(Word, count));

    private void MakeMeetings(SqliteConnection db, Guid? template)
    {
        for (var i = 0; i < Meetings; i++)
        {
            var start = LokalTid.Af(TimeProvider.System.GetUtcNow()).Date.AddDays(-1 - (1.5 * i));
            _past.Add((NewId(), Forums[i % Forums.Length], LokalTid.Skriv(start.Date.AddHours(9))));
            _items.Add(0);
            using var insert = db.CreateCommand();
            insert.CommandText = "INSERT INTO moede SELECT @id, @forum, @start, slut, sted, deltagere, udgave, udsendt, afsluttet, aflyst, aflyst_begrundelse, version FROM moede WHERE id = @template";
            insert.Parameters.AddWithValue("@id", _past[i].Id);
            insert.Parameters.AddWithValue("@forum", _past[i].Forum);
            insert.Parameters.AddWithValue("@start", _past[i].Start);
            insert.Parameters.AddWithValue("@template", template!.Value);
            insert.ExecuteNonQuery();
        }
    }

    /// <summary>One case in 33 is closed, one order in 200 is open, and half a year's meetings are to come.</summary>
    private static void MakeRest(SqliteConnection db, Guid template)
    {
        Rig.Execute(db, """
            UPDATE forelaeggelse SET lukket = '{"grund":"Kontraktforhold"}' WHERE rowid % 33 = 0 AND tilstand = 'behandlet';
            UPDATE dagsordenspunkt SET lukket = '{"grund":"Kontraktforhold"}' WHERE forelaeggelse_id IN (SELECT id FROM forelaeggelse WHERE lukket IS NOT NULL);
            UPDATE bestilling SET frist = date('now', (rowid % 200 - 50) || ' days'), afsluttet = CASE WHEN rowid % 200 = 0 THEN NULL ELSE oprettet + 86400000 END;
            """);
        for (var i = 0; i < 120; i++)
        {
            using var insert = db.CreateCommand();
            insert.CommandText = "INSERT INTO moede SELECT @id, @forum, @start, NULL, sted, deltagere, 0, NULL, NULL, NULL, NULL, version FROM moede WHERE id = @template";
            insert.Parameters.AddWithValue("@id", NewId());
            insert.Parameters.AddWithValue("@forum", Forums[i % Forums.Length]);
            insert.Parameters.AddWithValue("@start", LokalTid.Skriv(LokalTid.Af(TimeProvider.System.GetUtcNow()).Date.AddDays(1.5 * (i + 1)).Date.AddHours(9)));
            insert.Parameters.AddWithValue("@template", template);
            insert.ExecuteNonQuery();
        }
    }

    private void Copy(Copier copier, int number, TimeSpan shift, int? meeting)
    {
        var ids = copier.Ids.ToDictionary(id => id, _ => NewId(), StringComparer.OrdinalIgnoreCase);
        copier.Insert((table, column, value) => (column, value) switch
        {
            ("journalnummer", _) => string.Create(CultureInfo.InvariantCulture, $"{10 + (number % 15)}/{number}"),
            ("moede_id", _) when meeting is { } m => _past[m].Id,
            ("forum_id", _) when meeting is { } m => _past[m].Forum,
            ("dato", _) when meeting is { } m => _past[m].Start[..10],
            ("nr", _) when table == "dagsordenspunkt" && meeting is { } m => ++_items[m],
            ("center_id", _) => number % 10 == 0 ? "OEAC" : "CBA",
            (_, long instant) when Instants.Contains(column, StringComparer.Ordinal) => instant + (long)shift.TotalMilliseconds,
            (_, string text) => Text(text, ids),
            _ => value,
        });
    }

    private static string NewId() => NytId.Guid(TimeProvider.System.GetUtcNow()).ToString().ToUpperInvariant();

    private string Text(string text, Dictionary<string, string> ids)
    {
        if (text.Length == 36 && ids.TryGetValue(text, out var id))
        {
            return id;
        }

        if (text.StartsWith("sag:", StringComparison.Ordinal) && ids.TryGetValue(text[4..], out var chain))
        {
            return "sag:" + chain.ToLowerInvariant();
        }

        if (!text.Contains(Word, StringComparison.Ordinal))
        {
            return text;
        }

        var words = new StringBuilder(text.Length * 4);
        var pieces = text.Split(Word);
        for (var i = 0; i < pieces.Length; i++)
        {
            words.Append(pieces[i]);
            if (i < pieces.Length - 1)
            {
                // Some words are said often and most seldom, as people do.
                words.Append(_words[(int)(Math.Pow(_random.NextDouble(), 3) * _words.Length)]);
            }
        }

        return words.ToString();
    }

    private static string[] ReadWords()
    {
        var program = typeof(Sag).Assembly;
        var words = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in program.GetManifestResourceNames().Where(n => n.StartsWith("Demo/", StringComparison.Ordinal)))
        {
            using var text = new StreamReader(program.GetManifestResourceStream(name)!);
            words.UnionWith(Soegeord.Ord(text.ReadToEnd()).Select(o => o.Ord).Where(o => o.All(char.IsLetter)));
        }

        return [.. words];
    }

    /// <summary>The rows of one case, to be written again.</summary>
    private sealed class Copier : IDisposable
    {
        private readonly List<(string Table, string[] Columns, SqliteCommand Command, List<object[]> Rows)> _tables = [];

        public Copier(SqliteConnection db, Guid template)
        {
            foreach (var table in Tables)
            {
                using var read = db.CreateCommand();
                read.CommandText = table switch
                {
                    "sag" => "SELECT * FROM sag WHERE id = @sag",
                    "historik" => "SELECT * FROM historik WHERE kaede = @chain",
                    "chain" => "SELECT * FROM chain WHERE id = @chain",
                    "timer" => "SELECT * FROM timer WHERE instans_id IN (SELECT id FROM process_instance WHERE sag_id = @sag)",
                    _ => $"SELECT * FROM {table} WHERE sag_id = @sag",
                };
                read.Parameters.AddWithValue("@sag", template);
                read.Parameters.AddWithValue("@chain", Kaeder.Sag(new SagId(template)));
                using var r = read.ExecuteReader();
                var columns = Enumerable.Range(0, r.FieldCount).Select(r.GetName).ToArray();
                var rows = new List<object[]>();
                while (r.Read())
                {
                    var row = new object[r.FieldCount];
                    r.GetValues(row);
                    rows.Add(row);
                    if (columns[0] == "id" && row[0] is string { Length: 36 } id)
                    {
                        Ids.Add(id);
                    }
                }

                var insert = db.CreateCommand();
                insert.CommandText = $"INSERT INTO {table} VALUES ({string.Join(", ", columns.Select((_, i) => $"@p{i}"))})";
                foreach (var (_, i) in columns.Select((c, i) => (c, i)))
                {
                    insert.Parameters.Add(new SqliteParameter($"@p{i}", DBNull.Value));
                }

                _tables.Add((table, columns, insert, rows));
            }
        }

        public List<string> Ids { get; } = [];

        public void Insert(Func<string, string, object, object> value)
        {
            foreach (var (table, columns, command, rows) in _tables)
            {
                foreach (var row in rows)
                {
                    for (var i = 0; i < columns.Length; i++)
                    {
                        command.Parameters[i].Value = value(table, columns[i], row[i]);
                    }

                    command.ExecuteNonQuery();
                }
            }
        }

        public void Dispose() => _tables.ForEach(t => t.Command.Dispose());
    }
}
