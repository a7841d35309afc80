using MediatR;
using Microsoft.EntityFrameworkCore;
using SagsFlow.Data;
using SagsFlow.Infrastructure;

namespace SagsFlow.Moeder;

/// <summary>A meeting's sent agendas, the newest first.</summary>
public sealed record HentUdgaver(Guid MoedeId, Side Side) : IForespoergsel<Liste<UdgaveSvar>>;

/// <summary>An edition.</summary>
/// <param name="Punkter">How many items it has, those withdrawn included.</param>
public sealed record UdgaveSvar(int Nr, DateTimeOffset Tid, string Af, int Punkter);

public sealed class HentUdgaverHandler(Arbejde arbejde) : IRequestHandler<HentUdgaver, Svar<Liste<UdgaveSvar>>>
{
    public async Task<Svar<Liste<UdgaveSvar>>> Handle(HentUdgaver request, CancellationToken cancellationToken)
    {
        var id = new MoedeId(request.MoedeId);
        if (!await arbejde.Db.Moeder.AnyAsync(m => m.Id == id, cancellationToken))
        {
            return MoedeFejl.FindesIkke;
        }

        var alle = await arbejde.Db.Dagsordensudgaver.AsNoTracking().Where(u => u.MoedeId == id).OrderByDescending(u => u.Nr).ToListAsync(cancellationToken);
        return Liste<UdgaveSvar>.Af([.. alle.Select(u => new UdgaveSvar(u.Nr, u.Tid, u.Af, u.Punkter.Count))], request.Side);
    }
}

/// <summary>What is different from one edition to another.</summary>
public sealed record HentUdgaveforskel(Guid MoedeId, int Fra, int Til) : IForespoergsel<UdgaveforskelSvar>;

/// <param name="Punkter">Every item of the later edition, in order.</param>
public sealed record UdgaveforskelSvar(int Fra, int Til, IReadOnlyList<PunktforskelSvar> Punkter);

/// <summary>An item in two editions. Of one that is closed to the caller, only whether it has been added.</summary>
public sealed record PunktforskelSvar(Guid Id, int Nr, string? Journalnummer, string Titel, bool Lukket, Forskelsart Art, IReadOnlyList<Punktaendring> Aendringer, string? Grund);

public sealed class HentUdgaveforskelHandler(Arbejde arbejde, Dagsordener dagsordener, Punktvisning visning) : IRequestHandler<HentUdgaveforskel, Svar<UdgaveforskelSvar>>
{
    public async Task<Svar<UdgaveforskelSvar>> Handle(HentUdgaveforskel request, CancellationToken cancellationToken)
    {
        var id = new MoedeId(request.MoedeId);
        if (await arbejde.Db.Moeder.AsNoTracking().FirstOrDefaultAsync(m => m.Id == id, cancellationToken) is not { } moede)
        {
            return MoedeFejl.FindesIkke;
        }

        var numre = new[] { request.Fra, request.Til };
        var udgaver = await arbejde.Db.Dagsordensudgaver.AsNoTracking().Where(u => u.MoedeId == id && numre.Contains(u.Nr)).ToListAsync(cancellationToken);
        if (udgaver.Find(u => u.Nr == request.Fra) is not { } fra || udgaver.Find(u => u.Nr == request.Til) is not { } til || fra.Nr > til.Nr)
        {
            return MoedeFejl.UdgaveFindesIkke;
        }

        var punkter = await dagsordener.PunkterAsync(id, cancellationToken);
        var viste = (await visning.VisUdgaveAsync(moede, til, punkter, cancellationToken)).ToDictionary(p => p.Id);
        return new UdgaveforskelSvar(fra.Nr, til.Nr, [.. Dagsordensforskel.Find(fra.Punkter, til.Punkter).Select(f => Vis(f, viste[f.Punkt.Id]))]);
    }

    /// <param name="vist">The item as the caller may see it.</param>
    private static PunktforskelSvar Vis(Punktforskel f, PunktSvar vist)
    {
        var svar = new PunktforskelSvar(vist.Id, f.Punkt.Nr, vist.Journalnummer, vist.Titel, vist.Lukket, f.Art, [], null);
        return vist.ErSkjult
            ? svar with { Art = f.Art == Forskelsart.Tilfoejet ? f.Art : Forskelsart.Uaendret }
            : svar with { Aendringer = f.Aendringer, Grund = f.Grund };
    }
}
