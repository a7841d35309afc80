using MediatR;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Frister;
using SagsFlow.Infrastructure;
using SagsFlow.Kalender;

namespace SagsFlow.Moeder;

/// <summary>The meetings from one day to another with the days nobody works.</summary>
/// <param name="Fora">Only these forums'; empty: all.</param>
/// <param name="MedFrister">Also what is due for meetings in that time, of meetings that are still open.</param>
public sealed record HentMoedekalender(DateOnly Fra, DateOnly Til, IReadOnlyList<string> Fora, bool MedFrister) : IForespoergsel<MoedekalenderSvar>;

/// <param name="Fridage">Holidays and closing days; weekends are left out.</param>
public sealed record MoedekalenderSvar(IReadOnlyList<MoedeSvar> Moeder, IReadOnlyList<FristSvar> Frister, IReadOnlyList<Fridag> Fridage);

public sealed class HentMoedekalenderHandler(Arbejde arbejde, Forakatalog fora, Arbejdskalender kalender, Fristopgoerelse frister, TimeProvider ur) : IRequestHandler<HentMoedekalender, Svar<MoedekalenderSvar>>
{
    /// <summary>A meeting's deadlines lie this near it, in days.</summary>
    private const int Fristafstand = 60;

    public async Task<Svar<MoedekalenderSvar>> Handle(HentMoedekalender request, CancellationToken cancellationToken)
    {
        var (fra, til) = (request.Fra, request.Til);
        var valgte = request.Fora.Count == 0 ? fora.Fora.Select(f => f.Id) : request.Fora.Select(f => fora.Forum(f)?.Id);
        var omkring = await arbejde.Db.MellemAsync(valgte, request.MedFrister ? fra.AddDays(-Fristafstand) : fra, request.MedFrister ? til.AddDays(Fristafstand) : til, cancellationToken);
        var aabne = request.MedFrister ? omkring.Where(m => m.TjekAabent() is null).ToList() : [];
        var aendringer = await arbejde.Db.FristaendringerAsync(aabne.Select(m => m.Id), cancellationToken);
        var nu = LokalTid.Af(ur.GetUtcNow());
        return new MoedekalenderSvar(
            [.. omkring.Where(m => m.Dato >= fra && m.Dato <= til).Select(m => MoedeSvar.Af(m, fora))],
            [.. aabne.SelectMany(m => frister.Moedets(m, aendringer[m.Id], nu)).Where(f => DateOnly.FromDateTime(f.Forfald) >= fra && DateOnly.FromDateTime(f.Forfald) <= til).OrderBy(f => f.Forfald)],
            [.. Enumerable.Range(fra.Year, til.Year - fra.Year + 1).SelectMany(kalender.Fridage).Where(f => f.Art != Fridagsart.Weekend && f.Dag >= fra && f.Dag <= til)]);
    }
}
