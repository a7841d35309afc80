using MediatR;
using Microsoft.EntityFrameworkCore;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Infrastructure;
using SagsFlow.Moeder;

namespace SagsFlow.Referater;

/// <summary>Published minutes, the newest meeting first; for anybody.</summary>
/// <param name="Forum">Only this forum's, or null.</param>
public sealed record HentOffentligeReferater(string? Forum, Side Side) : IForespoergsel<Liste<OffentligtReferatLinje>>, IOffentlig;

/// <summary>A line of the list.</summary>
public sealed record OffentligtReferatLinje(Guid MoedeId, string Forum, string ForumNavn, DateOnly Dato, DateTimeOffset Offentliggjort);

public sealed class HentOffentligeReferaterHandler(Arbejde arbejde, Forakatalog fora) : IRequestHandler<HentOffentligeReferater, Svar<Liste<OffentligtReferatLinje>>>
{
    public async Task<Svar<Liste<OffentligtReferatLinje>>> Handle(HentOffentligeReferater request, CancellationToken cancellationToken)
    {
        var forum = request.Forum;
        var ude =
            from r in arbejde.Db.Referater.AsNoTracking()
            join m in arbejde.Db.Moeder on r.MoedeId equals m.Id
            where r.Offentliggjort != null && (forum == null || m.ForumId == forum)
            select new { m.Id, m.ForumId, m.Start, r.Offentliggjort };
        var total = await ude.CountAsync(cancellationToken);
        var udsnit = await ude.OrderByDescending(x => x.Start).ThenBy(x => x.Id).Skip(request.Side.Spring).Take(request.Side.Antal).ToListAsync(cancellationToken);
        return Liste<OffentligtReferatLinje>.Af(
            [.. udsnit.Select(x => new OffentligtReferatLinje(x.Id.Value, x.ForumId, fora.Navn(x.ForumId), DateOnly.FromDateTime(x.Start), x.Offentliggjort!.Value))], total, request.Side);
    }
}

/// <summary>Published minutes; for anybody.</summary>
public sealed record HentOffentligtReferat(Guid MoedeId) : IForespoergsel<OffentligtReferat>, IOffentlig;

/// <summary>Minutes as the public reads them.</summary>
public sealed record OffentligtReferat(Referat Referat, DateTimeOffset Offentliggjort);

public sealed class HentOffentligtReferatHandler(Arbejde arbejde) : IRequestHandler<HentOffentligtReferat, Svar<OffentligtReferat>>
{
    public async Task<Svar<OffentligtReferat>> Handle(HentOffentligtReferat request, CancellationToken cancellationToken)
    {
        var id = new MoedeId(request.MoedeId);
        if (await arbejde.Db.Referater.AsNoTracking().FirstOrDefaultAsync(r => r.MoedeId == id, cancellationToken) is not { Indhold: { } referat, Offentliggjort: { } tid })
        {
            return ReferatFejl.IkkeOffentligt;
        }

        var naevnte = referat.Punkter.Select(p => p.Id).Concat(referat.Punkter.SelectMany(p => p.Beslutninger ?? []).Select(b => b.PunktId).OfType<Guid>())
            .Distinct().Select(p => new DagsordenspunktId(p)).ToArray();
        var lukkede = await arbejde.Db.Dagsordenspunkter.AsNoTracking().Where(p => naevnte.Contains(p.Id) && p.Lukket != null).ToDictionaryAsync(p => p.Id.Value, p => p.Lukket!, cancellationToken);
        return new OffentligtReferat(Referatregler.MedLukkede(referat, lukkede), tid);
    }
}
