using MediatR;
using Microsoft.EntityFrameworkCore;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Infrastructure;
using SagsFlow.Opgaver;
using SagsFlow.Sager;

namespace SagsFlow.Frister;

/// <summary>The deadlines of a case: its open tasks, its own dates and the work ordered in it, the nearest first.</summary>
public sealed record HentSagsfrister(SagId Id, Side Side) : IForespoergsel<Liste<FristSvar>>;

/// <summary>A deadline.</summary>
/// <param name="Hvad">What is due.</param>
/// <param name="Forfald">When, local time; the end of the day for a date.</param>
/// <param name="Hvem">Whose it is; null when nobody is named.</param>
/// <param name="Tilstand">How near it is.</param>
/// <param name="Forklaring">Where it comes from.</param>
public sealed record FristSvar(string Hvad, DateTime Forfald, string? Hvem, FristTilstand Tilstand, string Forklaring);

public enum FristTilstand
{
    IGodTid,
    Snart,
    Overskredet,
}

public sealed class HentSagsfristerHandler(Arbejde arbejde, Adgang adgang, Opgavevisning opgavevisning, TimeProvider ur) : IRequestHandler<HentSagsfrister, Svar<Liste<FristSvar>>>
{
    /// <summary>A deadline this near is "snart".</summary>
    private static readonly TimeSpan Snart = TimeSpan.FromDays(3);

    public async Task<Svar<Liste<FristSvar>>> Handle(HentSagsfrister request, CancellationToken cancellationToken)
    {
        if (await adgang.FindSagAsync(request.Id, cancellationToken) is not { } sag)
        {
            return SagFejl.FindesIkke;
        }

        var nu = LokalTid.Af(ur.GetUtcNow());
        var frister = new List<FristSvar>();
        var opgaver = await arbejde.Db.Opgaver.AsNoTracking().Where(o => o.SagId == sag.Id && o.Afsluttet == null && o.Frist != null).ToListAsync(cancellationToken);
        foreach (var opgave in opgaver)
        {
            if (await opgavevisning.SerAsync(opgave, sag, cancellationToken))
            {
                var forfald = LokalTid.Af(opgave.Frist!.Value);
                frister.Add(new FristSvar(opgave.Navn, forfald, opgave.TildeltTil ?? opgave.Rolle, Tilstand(forfald, nu), "Processens tidsfrist for opgaven."));
            }
        }

        if ((await adgang.SkjulteAsync(sag, cancellationToken)).Count == 0)
        {
            frister.AddRange(sag.EgneDatoer.Select(d => Dag(d.Hvad, d.Senest, null, nu, "Sagens egen dato.")));
        }

        var skjultePunkter = await adgang.SkjultePunkterAsync(sag, cancellationToken);
        var bestillinger = await arbejde.Db.Bestillinger.AsNoTracking().Where(b => b.SagId == sag.Id && b.Frist != null && b.Afsluttet == null && b.Trukket == null).ToListAsync(cancellationToken);
        frister.AddRange(bestillinger.Where(b => !skjultePunkter.Contains(b.DagsordenspunktId)).Select(b => Dag(b.Tekst, b.Frist!.Value, b.Ansvarlig, nu, $"Bestilt af {b.ForumId}.")));
        return Liste<FristSvar>.Af([.. frister.OrderBy(f => f.Forfald)], request.Side);
    }

    private static FristSvar Dag(string hvad, DateOnly dag, string? hvem, DateTime nu, string forklaring)
    {
        var forfald = dag.ToDateTime(new TimeOnly(23, 59));
        return new FristSvar(hvad, forfald, hvem, Tilstand(forfald, nu), forklaring);
    }

    /// <summary>How near a deadline is.</summary>
    public static FristTilstand Tilstand(DateTime forfald, DateTime nu) =>
        forfald < nu ? FristTilstand.Overskredet : forfald - nu <= Snart ? FristTilstand.Snart : FristTilstand.IGodTid;
}
