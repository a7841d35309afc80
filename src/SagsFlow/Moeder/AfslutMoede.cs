using MediatR;
using Microsoft.EntityFrameworkCore;
using SagsFlow.Beslutninger;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Infrastructure;

namespace SagsFlow.Moeder;

/// <summary>Closes a meeting: the decisions that are still drafts take effect.</summary>
public sealed record AfslutMoede(Guid MoedeId) : IKommando<MoedeSvar>;

/// <summary>An item with points that nobody answered.</summary>
public sealed record UbesvaretSvar(Guid Id, int? Nr, string Titel, IReadOnlyList<string> Punkter);

public sealed class AfslutMoedeHandler(Arbejde arbejde, Adgang adgang, Forakatalog fora, Dagsordener dagsordener, Ekspedition ekspedition, Punktvisning visning)
    : IRequestHandler<AfslutMoede, Svar<MoedeSvar>>
{
    public async Task<Svar<MoedeSvar>> Handle(AfslutMoede request, CancellationToken cancellationToken)
    {
        var fundet = await arbejde.Db.Moeder.ForSekretaerAsync(request.MoedeId, adgang.Person, fora, cancellationToken);
        if (fundet.Fejl is { } ikkeHer)
        {
            return ikkeHer;
        }

        var moede = fundet.Vaerdi;
        var id = moede.Id;

        if ((moede.TjekAabent() ?? (moede.Udsendt is null ? MoedeFejl.IkkeUdsendt : null)) is { } fejl)
        {
            return fejl;
        }

        var punkter = Dagsorden.IOrden(await dagsordener.PunkterAsync(id, cancellationToken)).Where(p => p is { Nr: not null, Tilstand: PunktTilstand.PaaDagsorden }).ToList();
        var beslutninger = await arbejde.Db.Beslutninger.Where(b => b.MoedeId == id).ToDictionaryAsync(b => b.DagsordenspunktId, cancellationToken);
        var uden = punkter.Where(p => !p.ErFastPunkt && !beslutninger.ContainsKey(p.Id)).ToList();
        if (uden.Count > 0)
        {
            var vist = await visning.VisAsync(moede, uden, cancellationToken);
            return MoedeFejl.UdenUdfald([.. vist.Select(p => new PunktHenvisning(p.Id, p.Nr, p.Titel))]);
        }

        if (await EkspederAsync(moede, punkter, beslutninger, cancellationToken) is { } afvist)
        {
            return afvist;
        }

        moede.Afsluttet = arbejde.Nu;
        arbejde.Historik.Tilfoej(moede.Kaede, "moede-afsluttet", "Mødet er afsluttet, og dets beslutninger har virkning.");
        await arbejde.SkrivNuAsync(cancellationToken);
        return await SvarAsync(moede, punkter, beslutninger, cancellationToken);
    }

    private async Task<Fejl?> EkspederAsync(Moede moede, List<Dagsordenspunkt> punkter, Dictionary<DagsordenspunktId, Beslutning> beslutninger, CancellationToken ct)
    {
        foreach (var punkt in punkter)
        {
            if (!beslutninger.TryGetValue(punkt.Id, out var beslutning))
            {
                arbejde.Db.Beslutninger.Add(IngenBeslutning(moede, punkt));
            }
            else if (beslutning.ErKladde && await ekspedition.UdfoerAsync(beslutning, ct) is { } fejl)
            {
                return fejl with { Tekst = $"Punkt {punkt.Nr}: {fejl.Tekst}" };
            }
        }

        return null;
    }

    /// <summary>A fast punkt that nobody wrote anything about has no decision, and nothing follows from that.</summary>
    private Beslutning IngenBeslutning(Moede moede, Dagsordenspunkt punkt) => new()
    {
        Id = NytId.Af<BeslutningId>(arbejde.Nu),
        DagsordenspunktId = punkt.Id,
        MoedeId = moede.Id,
        ForumId = moede.ForumId,
        Dato = moede.Dato,
        Udfald = Udfald.IngenBeslutning,
        RegistreretAf = arbejde.Aktoer,
        Registreret = arbejde.Nu,
        Ekspederet = arbejde.Nu,
        EkspederetAf = arbejde.Aktoer,
        Virkning = new Beslutninger.Virkning([], [], [], []),
    };

    private async Task<MoedeSvar> SvarAsync(Moede moede, List<Dagsordenspunkt> punkter, Dictionary<DagsordenspunktId, Beslutning> beslutninger, CancellationToken ct)
    {
        var titler = (await visning.VisAsync(moede, punkter, ct)).ToDictionary(p => p.Id, p => p.Titel);
        var ubesvarede =
            from p in punkter
            let b = beslutninger.GetValueOrDefault(p.Id)
            where b is not null
            let mangler = Beslutningsregler.Ubesvarede(b.Udfald, b.Punkter, p.Indhold?.Indstilling)
            where mangler.Count > 0
            select new UbesvaretSvar(p.Id.Value, p.Nr, titler[p.Id.Value], mangler);
        var advarsler =
            from p in punkter
            from advarsel in beslutninger.GetValueOrDefault(p.Id)?.Virkning?.Advarsler ?? []
            select $"Punkt {p.Nr}: {advarsel}";
        return MoedeSvar.Af(moede, fora) with { UbesvaredePunkter = [.. ubesvarede], Advarsler = [.. advarsler] };
    }
}
