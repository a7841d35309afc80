using MediatR;
using Microsoft.EntityFrameworkCore;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Frister;
using SagsFlow.Infrastructure;
using SagsFlow.Infrastructure.Sider;
using SagsFlow.Sager;

namespace SagsFlow.Moeder;

/// <summary>What sending a meeting's agenda would do now, and what whoever sends it should know first; for its secretary.</summary>
public sealed record HentUdsendelse(Guid MoedeId) : IForespoergsel<UdsendelsesudsigtSvar>;

/// <param name="Udgave">The edition it would be.</param>
/// <param name="Punkter">What each item would be, against the last edition.</param>
/// <param name="Advarsler">What stands in the way of a good agenda, in words; none of it stops the sending.</param>
/// <param name="Hindring">Why it cannot be sent now; null when it can.</param>
public sealed record UdsendelsesudsigtSvar(int Udgave, IReadOnlyList<PunktforskelSvar> Punkter, IReadOnlyList<string> Advarsler, string? Hindring);

/// <summary>What an item will say when the agenda is sent.</summary>
public sealed record Frosset(Sagsindhold Indhold, string? Journalnummer);

/// <summary>The text an agenda takes with it: that of each case for the forum, as it is now. What has been decided keeps the text that was decided on.</summary>
public sealed class Udsendelsestekster(Arbejde arbejde)
{
    public async Task<IReadOnlyDictionary<DagsordenspunktId, Frosset>> HentAsync(MoedeId moede, IReadOnlyCollection<Dagsordenspunkt> punkter, CancellationToken ct)
    {
        var forelaeggelseIder = punkter.Where(p => p.ForelaeggelseId is not null).Select(p => p.ForelaeggelseId!.Value).ToList();
        var sagIder = punkter.Where(p => p.SagId is not null).Select(p => p.SagId!.Value).Distinct().ToList();
        var forelaeggelser = await arbejde.Db.Forelaeggelser.Where(f => forelaeggelseIder.Contains(f.Id)).ToDictionaryAsync(f => f.Id, ct);
        var sager = await arbejde.Db.Sager.Where(s => sagIder.Contains(s.Id)).ToDictionaryAsync(s => s.Id, ct);
        var afgjorte = (await arbejde.Db.Beslutninger.Where(b => b.MoedeId == moede).Select(b => b.DagsordenspunktId).ToListAsync(ct)).ToHashSet();
        return punkter.Where(p => p is { ForelaeggelseId: not null, Tilstand: PunktTilstand.PaaDagsorden } && !afgjorte.Contains(p.Id)).ToDictionary(p => p.Id, p =>
        {
            var sag = sager[p.SagId!.Value];
            return new Frosset(forelaeggelser[p.ForelaeggelseId!.Value].Indhold ?? sag.Indhold, sag.Journalnummer);
        });
    }
}

public sealed class HentUdsendelseHandler(
    Arbejde arbejde, Adgang adgang, Forakatalog fora, Dagsordener dagsordener, Udsendelsestekster tekster, Lukninger lukninger, VarsledeSager varslede, Moedefrister moedefrister, TimeProvider ur)
    : IRequestHandler<HentUdsendelse, Svar<UdsendelsesudsigtSvar>>
{
    public async Task<Svar<UdsendelsesudsigtSvar>> Handle(HentUdsendelse request, CancellationToken cancellationToken)
    {
        var fundet = await arbejde.Db.Moeder.AsNoTracking().ForSekretaerAsync(request.MoedeId, adgang.Person, fora, cancellationToken);
        if (fundet.Fejl is { } ikkeHer)
        {
            return ikkeHer;
        }

        var moede = fundet.Vaerdi;
        var id = moede.Id;

        var punkter = await dagsordener.PunkterAsync(id, cancellationToken);
        var nye = Dagsorden.Naeste(punkter, await tekster.HentAsync(id, punkter, cancellationToken));
        var sidste = await arbejde.Db.Dagsordensudgaver.AsNoTracking().Where(u => u.MoedeId == id).OrderByDescending(u => u.Nr).FirstOrDefaultAsync(cancellationToken);
        var hindring = moede.TjekAabent()
            ?? (nye.Count == 0 ? MoedeFejl.TomDagsorden : Dagsorden.Aendrede(nye, sidste?.Punkter).Count == 0 ? MoedeFejl.IntetNyt : null);
        return new UdsendelsesudsigtSvar(
            moede.Udgave + 1,
            [.. Dagsordensforskel.Find(sidste?.Punkter, nye).Select(f => new PunktforskelSvar(f.Punkt.Id, f.Punkt.Nr, f.Punkt.Journalnummer, f.Punkt.Indhold.Titel, f.Punkt.Lukket, f.Art, f.Aendringer, f.Grund))],
            moede.TjekAabent() is null ? await AdvarslerAsync(moede, punkter, nye, cancellationToken) : [],
            hindring?.Tekst);
    }

    private async Task<IReadOnlyList<string>> AdvarslerAsync(Moede moede, List<Dagsordenspunkt> punkter, List<UdsendtPunkt> nye, CancellationToken ct)
    {
        var nu = LokalTid.Af(ur.GetUtcNow());
        var advarsler = new List<string>();
        var aendringer = await arbejde.Db.FristaendringerAsync([moede.Id], ct);
        if (moede.Udsendt is null && moedefrister.Af(moede.ForumId, moede.Start, Moedefristart.Udsendelse)?.Med(aendringer[moede.Id]) is { } frist && frist.Forfald < nu)
        {
            advarsler.Add($"Fristen for at udsende dagsordenen var {Dansk.Tid(frist.Forfald)} ({frist.Regel.Tekst}; grundlag: {frist.Regel.Grundlag}).");
        }

        var levende = punkter.Where(p => p.Tilstand == PunktTilstand.PaaDagsorden).ToDictionary(p => p.Id.Value);
        advarsler.AddRange(nye.Where(p => p.Journalnummer is null && levende.TryGetValue(p.Id, out var l) && !l.ErFastPunkt).Select(p => $"Punkt {p.Nr}, {p.Indhold.Titel}, mangler journalnummer."));
        var lukkede = nye.Where(p => p.Lukket && levende.ContainsKey(p.Id)).ToList();
        var kendte = await lukninger.AdvarslerAsync([.. lukkede.Select(p => levende[p.Id])], ct);
        advarsler.AddRange(lukkede.SelectMany(p => kendte[levende[p.Id].Id].Select(a => $"Punkt {p.Nr} er lukket: {a}")));

        var mangler = (await varslede.TilAsync(moede, ct)).Select(v => $"»{v.Aflevering.Sag.Titel}« fra {fora.Centernavn(v.Aflevering.Sag.CenterId)} er meldt til mødet, men {(v.HosSekretariatet ? "ligger til kontrol i sekretariatet" : "ikke afleveret")}.");
        return [.. advarsler, .. mangler];
    }
}
