using Microsoft.EntityFrameworkCore;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Infrastructure;
using SagsFlow.Moeder;

namespace SagsFlow.Referater;

/// <summary>The state of a meeting's minutes as the API shows it.</summary>
/// <param name="MoedeId">The meeting.</param>
/// <param name="Trin">How far they have come.</param>
/// <param name="Udgave">How often they have been published.</param>
/// <param name="RettetSiden">Whether they now read otherwise than what is published.</param>
/// <param name="Advarsler">What the secretary should know before publishing; empty for others.</param>
public sealed record ReferatstandSvar(
    Guid MoedeId,
    Referattrin Trin,
    DateTimeOffset? Godkendt,
    string? GodkendtAf,
    IReadOnlyList<string> Underskrivere,
    DateTimeOffset? Offentliggjort,
    string? OffentliggjortAf,
    int Udgave,
    bool RettetSiden,
    IReadOnlyList<string> Advarsler,
    int Version) : IVersionssvar
{
    /// <summary>When the meeting is, local time, where it lies ahead; it is then most likely not the one that was held.</summary>
    public DateTime? Kommer { get; init; }
}

/// <summary>How far minutes have come.</summary>
public enum Referattrin
{
    Udkast,
    Godkendt,
    Offentliggjort,
}

/// <summary>Finds and shows the state of minutes.</summary>
public sealed class Referatstande(Arbejde arbejde, Adgang adgang, Referatbygger bygger, Lukninger lukninger, Dagsordener dagsordener, Forakatalog fora)
{
    public Task<Referatstand?> FindAsync(MoedeId id, CancellationToken ct) => arbejde.Db.Referater.FirstOrDefaultAsync(r => r.MoedeId == id, ct);

    /// <summary>The meeting and the state of its minutes, for its secretary; or why not.</summary>
    public async Task<(Moede Moede, Referatstand? Stand, Fejl? Fejl)> TilSekretaerAsync(MoedeId id, CancellationToken ct)
    {
        if (await arbejde.Db.Moeder.FirstOrDefaultAsync(m => m.Id == id, ct) is not { } moede)
        {
            return (null!, null, MoedeFejl.FindesIkke);
        }

        return !adgang.Person.ErSekretaerFor(moede.ForumId) ? (moede, null, ReferatFejl.IkkeSekretaer(fora.Navn(moede.ForumId)))
            : moede.Status != MoedeStatus.Afsluttet ? (moede, null, ReferatFejl.MoedeIkkeAfsluttet)
            : (moede, await FindAsync(id, ct), null);
    }

    /// <summary>When the meeting is, local time, if that lies ahead.</summary>
    public static DateTime? Kommer(Moede moede, DateTimeOffset nu) => moede.Start > LokalTid.Af(nu) ? moede.Start : null;

    public async Task<ReferatstandSvar> VisAsync(Moede moede, Referatstand? stand, CancellationToken ct)
    {
        var erSekretaer = adgang.Person.ErSekretaerFor(moede.ForumId);
        var rettet = stand?.Indhold is { } ude && Json.Tekst(ude.Punkter) != Json.Tekst((await bygger.BygAsync(moede, medKladder: false, ct)).Punkter);
        return new ReferatstandSvar(
            moede.Id.Value,
            stand?.Offentliggjort is not null ? Referattrin.Offentliggjort : stand?.Godkendt is not null ? Referattrin.Godkendt : Referattrin.Udkast,
            stand?.Godkendt,
            stand?.GodkendtAf,
            stand?.Underskrivere ?? [],
            stand?.Offentliggjort,
            stand?.OffentliggjortAf,
            stand?.Udgave ?? 0,
            rettet,
            erSekretaer ? await AdvarslerAsync(moede, ct) : [],
            stand?.Version ?? 0)
        {
            Kommer = Kommer(moede, arbejde.Nu),
        };
    }

    /// <summary>What the public would learn of closed items, and what it should be able to (domain: § 8).</summary>
    private async Task<IReadOnlyList<string>> AdvarslerAsync(Moede moede, CancellationToken ct)
    {
        var advarsler = new List<string>();
        var politisk = fora.Forum(moede.ForumId)?.ErPolitisk == true;
        var lukkede = Dagsorden.IOrden(await dagsordener.PunkterAsync(moede.Id, ct)).Where(p => p is { Nr: not null, Lukket: not null }).ToList();
        var id = moede.Id;
        var offentlige = (await arbejde.Db.Beslutninger.AsNoTracking().Where(b => b.MoedeId == id && b.OffentligBeslutning != null).Select(b => b.DagsordenspunktId).ToListAsync(ct)).ToHashSet();
        var kendte = await lukninger.AdvarslerAsync(lukkede, ct);
        foreach (var punkt in lukkede)
        {
            advarsler.AddRange(kendte[punkt.Id].Select(a => $"Punkt {punkt.Nr}: {a}"));
            if (politisk && punkt.Lukket!.OffentligTitel is null)
            {
                advarsler.Add($"Punkt {punkt.Nr}: Det lukkede punkt har ingen offentlig titel, så der står kun »Lukket«.");
            }

            if (politisk && punkt.Tilstand == PunktTilstand.PaaDagsorden && !offentlige.Contains(punkt.Id))
            {
                advarsler.Add($"Punkt {punkt.Nr}: Det lukkede punkt har ingen offentlig beslutning, så der står intet om, hvad der blev besluttet.");
            }
        }

        return advarsler;
    }
}
