using SagsFlow.Beslutninger;
using SagsFlow.Brugere;
using SagsFlow.Fora;
using SagsFlow.Moeder;

namespace SagsFlow.Demo;

/// <summary>Tells what happens, a line each: when, who, what.</summary>
public sealed class Fortaeller(TextWriter ud, Forakatalog fora)
{
    private const int HvemBredde = 22;
    private const int TitelBredde = 60;
    private const string Lukket = "Lukket";

    public Task ProgramAsync(DateTime tid, string tekst) => LinjeAsync(tid, "SagsFlow", tekst);

    public Task MoedeAsync(Haendelse h, Demomoede m) =>
        LinjeAsync(h, $"indkalder {fora.Navn(m.Forum)} til møde {m.Start:dd-MM-yyyy 'kl.' HH.mm}, {m.Sted}");

    public Task SagAsync(Haendelse h, Demosag sag, string hvad) => LinjeAsync(h, $"{hvad} {Navn(sag)}");

    public Task DagsordenAsync(Haendelse h, Demomoede m, int stodDer) => LinjeAsync(
        h,
        $"lægger {Antal(h.Punkter.Count, "punkt", "punkter")} på dagsordenen for {Moede(m)}{(stodDer > 0 ? $" ({stodDer} stod der allerede, udskudt dertil)" : "")}");

    public async Task UdsendAsync(Haendelse h, Demomoede m, UdsendelseSvar udsendt)
    {
        await LinjeAsync(h, $"udsender dagsordenen for {Moede(m)}");
        foreach (var p in udsendt.Punkter)
        {
            await UnderAsync($"{p.Nr,2}. {Kort($"{p.Journalnummer} {(p.Lukket ? Lukket : p.Titel)}")}");
        }
    }

    public async Task BeslutAsync(Haendelse h, Demosag sag, Demomoede m, BeslutningSvar b, DateOnly? til)
    {
        await LinjeAsync(h.Tid, fora.Navn(m.Forum), Udfald(b, Navn(sag), til));
        if (b.Udfald == Beslutninger.Udfald.PrPunkt)
        {
            await UnderAsync(string.Join("; ", b.Punkter.GroupBy(p => p.Udfald).Select(g => $"{g.Key.Tekst().ToLowerInvariant()}: {string.Join(", ", g.Select(p => p.Nr))}"))
                + (b.Ubesvarede.Count > 0 ? $"; ubesvaret: {string.Join(", ", b.Ubesvarede)}" : ""));
        }

        if (b.Ruter.Count + b.Bestillinger.Count > 0)
        {
            var videre = b.Ruter.Count == 0 ? null : "derefter til " + string.Join(" og ", b.Ruter.Select(r => r == Forelaeggelser.Forelaeggelse.Politik ? "politisk behandling" : fora.Navn(r)));
            var bestilt = b.Bestillinger.Count == 0 ? null : Antal(b.Bestillinger.Count, "bestilling", "bestillinger");
            await UnderAsync(string.Join("; ", new[] { videre, bestilt }.OfType<string>()));
        }

        foreach (var advarsel in b.Advarsler)
        {
            await UnderAsync("! " + advarsel);
        }
    }

    public async Task AfslutAsync(Haendelse h, Demomoede m, MoedeSvar svar)
    {
        await LinjeAsync(h, $"afslutter mødet i {Moede(m)}; beslutningerne har virkning");
        foreach (var p in svar.UbesvaredePunkter ?? [])
        {
            await UnderAsync($"! Punkt {p.Nr}: indstillingens {(p.Punkter.Count == 1 ? "punkt" : "punkter")} {string.Join(", ", p.Punkter)} er ikke besvaret.");
        }

        foreach (var advarsel in svar.Advarsler ?? [])
        {
            await UnderAsync("! " + advarsel);
        }

        await ud.WriteLineAsync();
    }

    private static string Udfald(BeslutningSvar b, string sag, DateOnly? til) => b.Udfald switch
    {
        Beslutninger.Udfald.Udskudt => $"udsætter {sag} {(til is { } dag ? $"til {dag:dd-MM-yyyy}" : "uden dato; den kommer på ventelisten")}",
        Beslutninger.Udfald.Godkendt => $"godkender {sag}",
        Beslutninger.Udfald.GodkendtMedBemaerkning => $"godkender med bemærkning {sag}",
        Beslutninger.Udfald.GodkendtMedAendring => $"godkender med ændring {sag}",
        Beslutninger.Udfald.PrPunkt => $"beslutter punkt for punkt {sag}",
        Beslutninger.Udfald.TilEfterretning => $"tager til efterretning {sag}",
        Beslutninger.Udfald.Droeftet => $"drøfter {sag}",
        Beslutninger.Udfald.Genfremsaettes => $"vil se igen {sag}",
        _ => $"{b.Udfald.Tekst().ToLowerInvariant()}: {sag}",
    };

    private string Moede(Demomoede m) => $"{fora.Navn(m.Forum)} {m.Id:dd-MM-yyyy}";

    /// <summary>A closed case is named as on the agenda: what a terminal shows may be read over a shoulder.</summary>
    private static string Navn(Demosag sag) => Kort($"{sag.Journalnummer} {(sag.Sag?.Lukket is null ? sag.Titel : Lukket)}");

    private static string Kort(string tekst) => tekst.Length <= TitelBredde ? tekst : tekst[..(TitelBredde - 1)].TrimEnd() + "…";

    private static string Antal(int n, string en, string flere) => $"{n} {(n == 1 ? en : flere)}";

    private Task LinjeAsync(Haendelse h, string hvad) => LinjeAsync(h.Tid, Hvem(h.Bruger), hvad);

    /// <summary>What a demo user is, without what follows the colon.</summary>
    private static string Hvem(string bruger) => Demobrugere.Alle.First(b => b.Brugernavn == bruger).Beskrivelse.Split(':')[0];

    private Task LinjeAsync(DateTime tid, string hvem, string hvad) => ud.WriteLineAsync($"{tid:dd-MM-yyyy HH.mm}  {hvem.PadRight(HvemBredde)} {hvad}");

    private Task UnderAsync(string tekst) => ud.WriteLineAsync(new string(' ', 16 + 2 + HvemBredde + 3) + tekst);
}
