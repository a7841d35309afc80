using Microsoft.EntityFrameworkCore;
using SagsFlow.Data;
using SagsFlow.Frister;
using SagsFlow.Kalender;
using SagsFlow.Moeder;

namespace SagsFlow.Aarshjul;

/// <summary>An occurrence with its dates as things stand.</summary>
/// <param name="Raekke">What has become of it; null while nothing has.</param>
/// <param name="Ophoert">Whether the case has ended with this occurrence or one before.</param>
/// <param name="Moede">The meeting it is for; null while there is none.</param>
/// <param name="Aflevering">When it is due at the secretariat, counted from the meeting, else from the first day it can be; null where the forum has no rule.</param>
/// <param name="Kladdedag">The day its draft is made.</param>
public sealed record Planlagt(Forekomst Forekomst, Aarshjulsforekomst? Raekke, bool Ophoert, Omtrentligdato Dato, Moede? Moede, Moedefrist? Aflevering, DateOnly Kladdedag)
{
    /// <summary>Whether the program has still to make its draft.</summary>
    public bool ManglerKladde => Raekke is not { SagId: not null } && !Ophoert && Raekke?.Aendring != Forekomstaendring.SprungetOver && Forekomst.Aar >= Forekomst.Regel.KladderFra;
}

/// <summary>Computes when the recurring cases are due: pure arithmetic over the rules, the meetings and what people have changed.</summary>
public sealed class Aarshjulsplan(Aarshjulskatalog katalog, Arbejdskalender kalender, Moedefrister frister)
{
    public IReadOnlyList<Aarshjulsregel> Regler => katalog.Regler;

    /// <summary>What has become of the occurrences, and the meetings of some years.</summary>
    public sealed record Grundlag(IReadOnlyDictionary<(string Regel, int Aar, int Nr), Aarshjulsforekomst> Raekker, ILookup<string, Moede> Moeder);

    public async Task<Grundlag> HentAsync(SagDbContext db, int fraAar, int tilAar, CancellationToken ct)
    {
        var raekker = await db.Aarshjulsforekomster.AsNoTracking().ToListAsync(ct);

        // What was moved may have left its year.
        var moeder = await db.MellemAsync(Regler.Select(r => r.Forum), new DateOnly(fraAar - 1, 1, 1), new DateOnly(tilAar + 1, 12, 31), ct);
        return new Grundlag(raekker.ToDictionary(r => (r.Regel, r.Aar, r.Nr)), moeder.Where(m => m.Aflyst is null).ToLookup(m => m.ForumId, StringComparer.Ordinal));
    }

    /// <summary>The occurrences of a year in the order they come.</summary>
    public IReadOnlyList<Planlagt> I(int aar, Grundlag grundlag) =>
        [.. Regler.SelectMany(r => r.I(aar)).Select(f => Beregn(f, grundlag)).OrderBy(p => p.Dato.Tidligst ?? p.Dato.Senest).ThenBy(p => p.Forekomst.Titel, StringComparer.Ordinal)];

    /// <summary>The occurrences whose draft should have been made on a day and has not; those that have passed are too late to write. One may
    /// have been moved out of its year, and the next year's are prepared before it begins.</summary>
    public IReadOnlyList<Planlagt> Forfaldne(DateOnly idag, Grundlag grundlag) =>
        [.. Enumerable.Range(idag.Year - 1, 3).SelectMany(aar => I(aar, grundlag)).Where(p => p.ManglerKladde && p.Kladdedag <= idag && p.Dato.Senest >= idag).OrderBy(p => p.Kladdedag)];

    private Planlagt Beregn(Forekomst f, Grundlag grundlag)
    {
        var raekke = grundlag.Raekker.GetValueOrDefault(f.Noegle);
        var forummets = grundlag.Moeder[f.Regel.Forum];
        var dato = raekke is { Aendring: Forekomstaendring.Flyttet, FlyttetTil: { } flyttet } ? Omtrentligdato.Dag(flyttet) : f.Tidspunkt.I(f.Aar);
        var moede = raekke?.Aendring == Forekomstaendring.Flyttet ? forummets.FirstOrDefault(m => m.Dato == dato.Tidligst) : f.Tidspunkt.Moede(f.Aar, forummets);
        if (moede is not null)
        {
            // The words are kept where they say more than the day.
            dato = f.Tidspunkt.MoedeNr is null || raekke?.Aendring == Forekomstaendring.Flyttet ? dato : dato with { Tidligst = moede.Dato, Senest = moede.Dato };
        }

        var foerst = moede?.Start ?? (dato.Tidligst ?? dato.Senest!.Value).ToDateTime(TimeOnly.MinValue);
        var aflevering = frister.Af(f.Regel.Forum, foerst, Fora.Moedefristart.Aflevering);
        var kladdedag = kalender.Foer(DateOnly.FromDateTime(aflevering?.Forfald ?? foerst), f.Regel.ForberedelseArbejdsdage, Taellemaade.Arbejdsdag).Resultat;
        var ophoert = grundlag.Raekker.Values.Any(r => r.Regel == f.Regel.Id && r.Aendring == Forekomstaendring.Ophoert && (r.Aar, r.Nr).CompareTo((f.Aar, f.Nr)) <= 0);
        return new Planlagt(f, raekke, ophoert, dato, moede, aflevering, kladdedag);
    }
}
