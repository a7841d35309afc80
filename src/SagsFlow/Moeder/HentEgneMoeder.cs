using MediatR;
using Microsoft.EntityFrameworkCore;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Infrastructure;

namespace SagsFlow.Moeder;

/// <summary>The caller's forums' meetings that are not closed, in order of time: those to prepare, and those held whose minutes lack something.</summary>
public sealed record HentEgneMoeder(Side Side) : IForespoergsel<Liste<EgetMoedeSvar>>;

/// <summary>A meeting of the caller's own.</summary>
/// <param name="Punkter">How many items are on its agenda.</param>
/// <param name="Mangler">What the secretary lacks, in words; empty for the forum's members.</param>
public sealed record EgetMoedeSvar(MoedeSvar Moede, int Punkter, IReadOnlyList<string> Mangler);

public sealed class HentEgneMoederHandler(Arbejde arbejde, Adgang adgang, Forakatalog fora, TimeProvider ur) : IRequestHandler<HentEgneMoeder, Svar<Liste<EgetMoedeSvar>>>
{
    public async Task<Svar<Liste<EgetMoedeSvar>>> Handle(HentEgneMoeder request, CancellationToken cancellationToken)
    {
        var egne = adgang.Person.Fora.ToArray();
        var moeder = arbejde.Db.Moeder.AsNoTracking().Where(m => egne.Contains(m.ForumId) && m.Afsluttet == null && m.Aflyst == null);
        var total = await moeder.CountAsync(cancellationToken);
        var udsnit = await moeder.OrderBy(m => m.Start).ThenBy(m => m.Id).Skip(request.Side.Spring).Take(request.Side.Antal).ToListAsync(cancellationToken);
        var ider = udsnit.ConvertAll(m => m.Id);
        var punkter = (await arbejde.Db.Dagsordenspunkter.AsNoTracking().Where(p => ider.Contains(p.MoedeId) && p.Tilstand == PunktTilstand.PaaDagsorden)
            .Select(p => new { p.Id, p.MoedeId, HarSag = p.ForelaeggelseId != null }).ToListAsync(cancellationToken)).ToLookup(p => p.MoedeId);
        var besluttede = (await arbejde.Db.Beslutninger.AsNoTracking().Where(b => ider.Contains(b.MoedeId)).Select(b => b.DagsordenspunktId).ToListAsync(cancellationToken)).ToHashSet();
        var nu = LokalTid.Af(ur.GetUtcNow());
        return Liste<EgetMoedeSvar>.Af(
            [
                .. from moede in udsnit
                   let paa = punkter[moede.Id].ToList()
                   let uden = paa.Count(p => p.HarSag && !besluttede.Contains(p.Id))
                   select new EgetMoedeSvar(MoedeSvar.Af(moede, fora), paa.Count, adgang.Person.ErSekretaerFor(moede.ForumId) ? Mangler(moede, paa.Count, uden, nu) : []),
            ],
            total,
            request.Side);
    }

    /// <summary>What stands between a meeting and its end, the first thing first.</summary>
    public static IReadOnlyList<string> Mangler(Moede moede, int punkter, int udenBeslutning, DateTime nu)
    {
        var holdt = moede.Start <= nu;
        var mangler = new List<string>();
        if (punkter == 0)
        {
            mangler.Add("Dagsordenen er tom.");
        }

        if (moede.Udsendt is null)
        {
            mangler.Add(holdt ? "Dagsordenen blev ikke udsendt." : "Dagsordenen er ikke udsendt.");
        }

        if (holdt && udenBeslutning > 0)
        {
            mangler.Add(udenBeslutning == 1 ? "1 punkt har ingen beslutning." : $"{udenBeslutning} punkter har ingen beslutning.");
        }

        if (holdt && udenBeslutning == 0 && moede.Udsendt is not null)
        {
            mangler.Add("Mødet er klar til at blive afsluttet.");
        }

        return mangler;
    }
}
