using MediatR;
using SagsFlow.Data;
using SagsFlow.Infrastructure;
using SagsFlow.Moeder;
using Microsoft.EntityFrameworkCore;

namespace SagsFlow.Referater;

/// <summary>How far the minutes of a meeting have come; everyone who is signed in may know.</summary>
public sealed record HentReferatstand(Guid MoedeId) : IForespoergsel<ReferatstandSvar>;

public sealed class HentReferatstandHandler(Arbejde arbejde, Referatstande stande) : IRequestHandler<HentReferatstand, Svar<ReferatstandSvar>>
{
    public async Task<Svar<ReferatstandSvar>> Handle(HentReferatstand request, CancellationToken cancellationToken)
    {
        var id = new MoedeId(request.MoedeId);
        return await arbejde.Db.Moeder.AsNoTracking().FirstOrDefaultAsync(m => m.Id == id, cancellationToken) is { } moede
            ? await stande.VisAsync(moede, await stande.FindAsync(id, cancellationToken), cancellationToken)
            : MoedeFejl.FindesIkke;
    }
}
