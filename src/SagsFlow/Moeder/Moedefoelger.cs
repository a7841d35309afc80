using Microsoft.EntityFrameworkCore;
using SagsFlow.Beslutninger;
using SagsFlow.Bestillinger;
using SagsFlow.Brugere;
using SagsFlow.Data;

namespace SagsFlow.Moeder;

/// <summary>Finds what a moved or cancelled meeting touches, and tells it on every chain it concerns.</summary>
public sealed class Moedefoelger(Arbejde arbejde, Adgang adgang)
{
    /// <summary>The cases' dates that break.</summary>
    public async Task<IReadOnlyList<string>> BrudAsync(Moede moede, IReadOnlyList<Dagsordenspunkt> punkter, DateOnly foer, DateOnly? ny, CancellationToken ct)
    {
        var sagIder = punkter.Where(p => p.SagId is not null).Select(p => p.SagId!.Value).Distinct().ToList();
        var sager = await arbejde.Db.Sager.Where(s => sagIder.Contains(s.Id)).ToDictionaryAsync(s => s.Id, ct);
        var sagspunkter =
            from p in Dagsorden.IOrden(punkter)
            where p.SagId is not null
            let sag = sager[p.SagId!.Value]
            where adgang.Ser(p, moede.ForumId, sag.CenterId)
            select new Moedeflytning.Sagspunkt(p.Nr is { } nr ? $"Punkt {nr}, {sag.Titel}" : sag.Titel, sag.EgneDatoer, sag.OensketMoede);
        return [.. Moedeflytning.Brud(moede.ForumId, foer, ny, sagspunkter)];
    }

    /// <summary>Orders that are due at the meeting follow it.</summary>
    public async Task<IReadOnlyList<string>> FlyttedeBestillingerAsync(Moede moede, CancellationToken ct) =>
        [.. (await BestillingerAsync(moede, ct)).Select(b => $"{Navn(b)} har frist til mødet og forfalder nu den {moede.Dato.Skriv()}.")];

    /// <summary>Orders that were due at a meeting which will not be held.</summary>
    public async Task<IReadOnlyList<string>> StrandedeBestillingerAsync(Moede moede, CancellationToken ct) =>
        [.. (await BestillingerAsync(moede, ct)).Select(b => $"{Navn(b)} havde frist til mødet og mangler nu en frist.")];

    /// <summary>Tells it on the meeting's chain, and for each item that has a case on the case's.</summary>
    public void FortaelPaaAlle(Moede moede, IEnumerable<Dagsordenspunkt> punkter, string art, string tekst, string? begrundelse)
    {
        arbejde.Historik.Tilfoej(moede.Kaede, art, tekst, begrundelse);
        foreach (var punkt in punkter.Where(p => p.SagId is not null))
        {
            arbejde.Historik.Tilfoej(punkt.Kaede, art, tekst, begrundelse, punkt.ForelaeggelseId, punkt.Id);
        }
    }

    private async Task<List<Bestilling>> BestillingerAsync(Moede moede, CancellationToken ct)
    {
        MoedeId? id = moede.Id;
        return await arbejde.Db.Bestillinger.Where(b => b.FristMoedeId == id && b.Afsluttet == null && b.Trukket == null).OrderBy(b => b.Id).ToListAsync(ct);
    }

    /// <summary>What another forum ordered may belong to a closed item of its own.</summary>
    private string Navn(Bestilling b) => adgang.Person.Fora.Contains(b.ForumId, StringComparer.Ordinal) ? $"Bestillingen »{b.Tekst}«" : $"En bestilling fra {b.ForumId}";
}
