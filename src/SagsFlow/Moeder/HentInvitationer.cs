using MediatR;
using Microsoft.EntityFrameworkCore;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Infrastructure;

namespace SagsFlow.Moeder;

/// <summary>Which of an agenda's guests get a calendar invitation, and which do not; for its secretary.</summary>
public sealed record HentInvitationer(Guid MoedeId, Side Side) : IForespoergsel<Liste<PunktgaesterSvar>>;

/// <summary>The guests of one item.</summary>
/// <param name="Inviteres">Names of those who are known; they are invited when the agenda is sent.</param>
/// <param name="Inviteret">Names of those who have an invitation now.</param>
/// <param name="IkkeInviteret">What names nobody who is known, or nobody with access.</param>
public sealed record PunktgaesterSvar(Guid PunktId, IReadOnlyList<string> Inviteres, IReadOnlyList<string> Inviteret, IReadOnlyList<string> IkkeInviteret);

public sealed class HentInvitationerHandler(Arbejde arbejde, Adgang adgang, Forakatalog fora, Dagsordener dagsordener, Invitationer invitationer) : IRequestHandler<HentInvitationer, Svar<Liste<PunktgaesterSvar>>>
{
    public async Task<Svar<Liste<PunktgaesterSvar>>> Handle(HentInvitationer request, CancellationToken cancellationToken)
    {
        var fundet = await arbejde.Db.Moeder.AsNoTracking().ForSekretaerAsync(request.MoedeId, adgang.Person, fora, cancellationToken);
        if (fundet.Fejl is { } ikkeHer)
        {
            return ikkeHer;
        }

        var moede = fundet.Vaerdi;
        var id = moede.Id;

        var sendte = await (
            from i in arbejde.Db.Punktinvitationer.AsNoTracking()
            join b in arbejde.Db.Brugere on i.Brugernavn equals b.Brugernavn
            where i.MoedeId == id && !i.Aflyst
            select new { i.DagsordenspunktId, b.Navn }).ToListAsync(cancellationToken);
        var svar = new List<PunktgaesterSvar>();
        foreach (var punkt in Dagsorden.IOrden(await dagsordener.PunkterAsync(id, cancellationToken)).Where(p => p.Tilstand == PunktTilstand.PaaDagsorden))
        {
            var fundne = await invitationer.FindAsync(moede, punkt, cancellationToken);
            IReadOnlyList<string> inviteret = [.. sendte.Where(s => s.DagsordenspunktId == punkt.Id).Select(s => s.Navn)];
            if (fundne.Kendte.Count + fundne.Ukendte.Count + inviteret.Count > 0)
            {
                svar.Add(new PunktgaesterSvar(punkt.Id.Value, [.. fundne.Kendte.Select(b => b.Navn)], inviteret, fundne.Ukendte));
            }
        }

        return Liste<PunktgaesterSvar>.Af(svar, request.Side);
    }
}
