using Microsoft.EntityFrameworkCore;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Infrastructure;
using SagsFlow.Moeder;

namespace SagsFlow.Beslutninger;

/// <summary>Checks a decision against the item, the process and the meetings it names.</summary>
public sealed class Beslutningstjek(Arbejde arbejde, Ruteplan ruteplan, Forakatalog katalog)
{
    /// <summary>Checks it, and gives the points their identity.</summary>
    /// <param name="tilladteRuter">What the process allows; null when the case waits nowhere.</param>
    public async Task<Svar<Beslutningsudkast>> TjekAsync(Beslutningsudkast u, Punktopslag.Fundet fundet, IReadOnlyList<string>? tilladteRuter, CancellationToken ct)
    {
        var fejl = (fundet.Punkt.ErFastPunkt ? Beslutningsregler.FastPunkt(u) : null)
            ?? Beslutningsregler.KendteRuter(u.Ruter, katalog)
            ?? Beslutningsregler.TilladteRuter(u.Ruter, tilladteRuter)
            ?? Beslutningsregler.Standsning(u, katalog.Forum(fundet.Moede.ForumId))
            ?? await TjekUdskydelseAsync(u.UdskudtTil, fundet.Moede, ct)
            ?? await TjekBestillingerAsync(u.Bestillinger, ct);
        if (fejl is not null)
        {
            return fejl;
        }

        var punkter = Beslutningsregler.Punkter(u.Punkter, fundet.Punkt.Indhold?.Indstilling);
        return punkter.Fejl is { } ukendt ? ukendt : u with { Punkter = punkter.Vaerdi };
    }

    /// <summary>The routes the process allows where the item's forelæggelse waits.</summary>
    public async Task<IReadOnlyList<string>?> TilladteRuterAsync(Punktopslag.Fundet fundet, CancellationToken ct) =>
        fundet.Forelaeggelse is { Vent: not null } f ? await ruteplan.TilladteAsync(f, ct) : null;

    /// <summary>Whether an item can be postponed so.</summary>
    public async Task<Fejl?> TjekUdskydelseAsync(Udskydelse? til, Moede fra, CancellationToken ct)
    {
        if (til?.Dato is { } dag)
        {
            return dag > fra.Dato ? null : BeslutningFejl.UdskudtTilDato;
        }

        if (til?.Moede is not { } navngivet)
        {
            return null;
        }

        var id = new MoedeId(navngivet);
        return await arbejde.Db.Moeder.FirstOrDefaultAsync(m => m.Id == id, ct) is { } maal
            ? Beslutningsregler.KanUdskydesTil(fra, maal)
            : FaellesFejl.Input("udskudtTil", "Det møde, punktet udskydes til, findes ikke.");
    }

    private async Task<Fejl?> TjekBestillingerAsync(IReadOnlyList<BestiltArbejde> bestillinger, CancellationToken ct)
    {
        for (var i = 0; i < bestillinger.Count; i++)
        {
            if (bestillinger[i].Moede is not { } navngivet)
            {
                continue;
            }

            var id = new MoedeId(navngivet);
            if (await arbejde.Db.Moeder.FirstOrDefaultAsync(m => m.Id == id, ct) is not { } moede)
            {
                return FaellesFejl.Input($"bestillinger[{i}].moede", $"Det møde, bestilling {i + 1} har frist til, findes ikke.");
            }

            if (moede.Status == MoedeStatus.Aflyst)
            {
                return BeslutningFejl.BestillingMoedeAflyst(i + 1);
            }
        }

        return null;
    }
}
