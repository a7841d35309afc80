using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Infrastructure;
using SagsFlow.Infrastructure.Login;
using SagsFlow.Referater;
using SagsFlow.Sager;
using SagsFlow.Udvikling;

namespace SagsFlow.Demo;

/// <summary><c>demo</c>: plays the real cases of the public minutes through the running engine, into a database of their own.</summary>
public static class DemoKommando
{
    private const string ForudsaetterDemo =
        "Demoen spiller kun, hvor Demo er slået til: i Development, eller med Demo=true et andet sted end i Production.";

    private static readonly byte[] Sqlitehoved = "SQLite format 3\0"u8.ToArray();

    /// <param name="ny">Delete the configured database file first.</param>
    /// <param name="ud">For what happens.</param>
    /// <param name="fejl">For what stops it.</param>
    /// <returns>0 when all of it was played, else 1.</returns>
    public static async Task<int> KoerAsync(bool ny, TextWriter ud, TextWriter fejl, CancellationToken ct)
    {
        try
        {
            await SpilAsync(Demodata.Laes(), ny, ud, ct);
            return 0;
        }
        catch (Exception e) when (e is DemoStoppetException or YamlfejlException)
        {
            await fejl.WriteLineAsync(e.Message);
            return 1;
        }
    }

    private static async Task SpilAsync(Demodata data, bool ny, TextWriter ud, CancellationToken ct)
    {
        var bygger = Vaert.Bygger([]);
        bygger.TilfoejSagsFlow();

        // A database without a clock of its own begins here, before anything is written in it.
        var start = data.Manuskript.Forloeb[0].Tid;
        bygger.Configuration["Ur"] = LokalTid.Skriv(start);
        bygger.Configuration["Logging:LogLevel:Default"] = nameof(LogLevel.Warning);
        await using var app = bygger.Build();
        var tjenester = app.Services;
        if (!tjenester.GetRequiredService<Driftstilstand>().Demo)
        {
            throw new DemoStoppetException(ForudsaetterDemo);
        }

        if (ny)
        {
            SletDatabasen(tjenester.GetRequiredService<Forbindelsestekst>().Tekst);
        }

        var hindringer = await tjenester.GetRequiredService<Start>().KlargoerAsync(ct);
        if (hindringer.Count > 0)
        {
            throw new DemoStoppetException(string.Join(Environment.NewLine, hindringer));
        }

        await TjekTomAsync(tjenester, ct);
        var kald = new Demokald(tjenester.GetRequiredService<IServiceScopeFactory>());
        var afspiller = await tjenester.GetRequiredService<Demospil>().SpilAsync(data, kald, ud, static _ => { }, ct);
        await ReferatproeveAsync(data, afspiller, kald, ud, ct);
        await ud.WriteLineAsync($"{data.AntalSager} sager er spillet. Databasen er mærket som øvelse, og dens ur står på {data.Manuskript.Slut:dd-MM-yyyy HH.mm}.");
    }

    /// <summary>Deletes the file under its lock, so that nobody serves it meanwhile; and only what is an SQLite database.</summary>
    private static void SletDatabasen(string tekst)
    {
        if (Database.Fil(tekst) is not { } fil)
        {
            throw new DemoStoppetException("--ny kan kun lave en ny SQLite-fil. Angiv en tom database med ConnectionStrings__SagsFlow.");
        }

        using var laas = Fillaas.Tag(tekst) ?? throw new DemoStoppetException("Databasen bruges af et SagsFlow, der kører. Stop det først, eller vælg en anden fil med ConnectionStrings__SagsFlow.");
        if (!File.Exists(fil))
        {
            return;
        }

        if (!ErSqlite(fil))
        {
            throw new DemoStoppetException($"{fil} er ikke en SQLite-database og bliver ikke slettet. Angiv en anden fil med ConnectionStrings__SagsFlow.");
        }

        foreach (var endelse in (string[])["", "-wal", "-shm"])
        {
            File.Delete(fil + endelse);
        }
    }

    private static bool ErSqlite(string fil)
    {
        using var stroem = File.OpenRead(fil);
        var hoved = new byte[Sqlitehoved.Length];
        return stroem.Length == 0 || (stroem.ReadAtLeast(hoved, hoved.Length, throwOnEndOfStream: false) == hoved.Length && hoved.AsSpan().SequenceEqual(Sqlitehoved));
    }

    private static async Task TjekTomAsync(IServiceProvider tjenester, CancellationToken ct)
    {
        await using var scope = tjenester.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SagDbContext>();
        if (!await Ibrugtagning.ManglerAsync(db, ct))
        {
            throw new DemoStoppetException("Der er allerede sager eller møder i databasen. Brug --ny for at slette den og lave en ny, eller vælg en anden fil med ConnectionStrings__SagsFlow.");
        }
    }

    /// <summary>
    /// Prints the minutes of the first meeting whose public minutes we have, and says of each such meeting where the two differ. They are read by
    /// one who reads what is open: closed items look as they do in public.
    /// </summary>
    private static async Task ReferatproeveAsync(Demodata data, Afspiller afspiller, Demokald kald, TextWriter ud, CancellationToken ct)
    {
        const string Laeser = "laeser";
        var proever = new List<(Demomoede Moede, string Vores)>();
        foreach (var m in data.Manuskript.Moeder.Where(m => m.Referat is not null))
        {
            proever.Add((m, Referattekst.Skriv(await kald.SendAsync(Laeser, new HentReferat(afspiller.MoedeId(m.Id)), ct))));
        }

        await ud.WriteLineAsync($"Referatet af mødet den {proever[0].Moede.Id:dd-MM-yyyy}, som programmet skriver det:");
        await ud.WriteLineAsync();
        await ud.WriteLineAsync(proever[0].Vores);
        foreach (var (m, vores) in proever)
        {
            await ud.WriteLineAsync($"Sammenligning med det offentlige referat, {m.Referat}:");
            foreach (var linje in Sammenligning.Tekst(Sammenligning.Af(Demodata.Referat(m.Referat!), vores.Split('\n'))))
            {
                await ud.WriteLineAsync(linje);
            }

            await ud.WriteLineAsync();
        }
    }
}
