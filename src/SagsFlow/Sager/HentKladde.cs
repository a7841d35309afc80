using MediatR;
using Microsoft.EntityFrameworkCore;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Infrastructure;

namespace SagsFlow.Sager;

/// <summary>A draft for the one who writes it: refused, with the reason, to those who may not.</summary>
public sealed record HentKladde(SagId Id) : IForespoergsel<KladdeSvar>;

/// <param name="Sag">The draft.</param>
/// <param name="Opgave">The open writing task.</param>
/// <param name="Retur">The remark it came back with; null when it has not been returned.</param>
/// <param name="Mangler">What the author should look at before submitting.</param>
public sealed record KladdeSvar(SagSvar Sag, Guid Opgave, HistorikSvar? Retur, IReadOnlyList<MangelSvar> Mangler);

public sealed class HentKladdeHandler(Arbejde arbejde, Kladdeadgang kladder, Forakatalog fora, Sagsvisning visning, TimeProvider ur) : IRequestHandler<HentKladde, Svar<KladdeSvar>>
{
    public async Task<Svar<KladdeSvar>> Handle(HentKladde request, CancellationToken cancellationToken)
    {
        var (sag, fejl) = await kladder.FindAsync(request.Id, _ => null, cancellationToken);
        if (sag is null)
        {
            return fejl!;
        }

        var svar = await visning.SvarAsync(sag, cancellationToken);
        var opgave = (await kladder.SkriveopgaveAsync(sag, cancellationToken))!;
        var paaVejen = await arbejde.Db.Forelaeggelser.AsNoTracking().Where(f => f.SagId == sag.Id).Select(f => f.ForumId).ToListAsync(cancellationToken);
        var politisk = paaVejen.Exists(f => fora.Forum(f) is { ErPolitisk: true });
        return new KladdeSvar(svar, opgave.Id.Value, await ReturAsync(sag, opgave.Oprettet, cancellationToken), Indsendelsestjek.Find(svar, politisk, LokalTid.Dato(ur.GetUtcNow())));
    }

    /// <summary>What was said when the task came back to the author: the last task that was finished before it, when it was with a remark.</summary>
    private async Task<HistorikSvar?> ReturAsync(Sag sag, DateTimeOffset oprettet, CancellationToken ct)
    {
        if (sag.Indsendt is null)
        {
            return null;
        }

        var sidste = await arbejde.Db.Historik.AsNoTracking()
            .Where(h => h.Kaede == sag.Kaede && h.Art == "opgave-afsluttet" && h.Tid <= oprettet)
            .OrderByDescending(h => h.Nr)
            .FirstOrDefaultAsync(ct);
        return sidste is { Begrundelse: not null } h ? new HistorikSvar(h.Nr, h.Tid, h.Art, h.Tekst, h.Aktoer, h.Begrundelse, h.Hash) : null;
    }
}
