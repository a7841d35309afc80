using MediatR;
using Microsoft.EntityFrameworkCore;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Infrastructure;
using SagsFlow.Sager;

namespace SagsFlow.Opgaver;

/// <summary>Lists open tasks, the most urgent first.</summary>
/// <param name="Mine">Only those the caller may finish.</param>
/// <param name="Sag">Only those of one case.</param>
/// <param name="Forfald">Only those due on or before this day.</param>
public sealed record HentOpgaver(bool Mine, SagId? Sag, DateOnly? Forfald, Side Side) : IForespoergsel<Liste<OpgaveSvar>>;

public sealed class HentOpgaverHandler(Arbejde arbejde, Adgang adgang, Opgavevisning visning) : IRequestHandler<HentOpgaver, Svar<Liste<OpgaveSvar>>>
{
    public async Task<Svar<Liste<OpgaveSvar>>> Handle(HentOpgaver request, CancellationToken cancellationToken)
    {
        var db = arbejde.Db;
        var synlige = db.Sager.Where(adgang.SynligSag);
        var opgaver = db.Opgaver.AsNoTracking().Where(o => o.Afsluttet == null && synlige.Any(s => s.Id == o.SagId));
        if (request.Sag is { } sagId)
        {
            opgaver = opgaver.Where(o => o.SagId == sagId);
        }

        if (request.Mine)
        {
            var roller = adgang.Person.Roller.Select(r => Navne.Ord(r.Rolle)).Distinct(StringComparer.Ordinal).ToArray();
            var mig = adgang.Person.Brugernavn;
            opgaver = opgaver.Where(o => o.TildeltTil == mig || (o.TildeltTil == null && roller.Contains(o.Rolle)));
        }

        if (request.Forfald is { } dag)
        {
            var foer = LokalTid.TilOejeblik(dag.AddDays(1).ToDateTime(TimeOnly.MinValue));
            opgaver = opgaver.Where(o => o.Frist != null && o.Frist < foer);
        }

        // Where some of a case's steps are closed to the caller, they are told of no other tasks than their own.
        var skjulte = adgang.SagerMedSkjulte;
        var fundne = (await opgaver.Select(o => new { o.Id, o.TildeltTil, o.Rolle, o.Enhed, o.Frist, o.Oprettet, Skjult = skjulte.Contains(o.SagId) }).ToListAsync(cancellationToken))
            .FindAll(x => visning.Kan(x.TildeltTil, x.Rolle, x.Enhed) || !(request.Mine || x.Skjult));
        var ider = fundne.OrderBy(x => x.Frist ?? DateTimeOffset.MaxValue).ThenBy(x => x.Oprettet).Skip(request.Side.Spring).Take(request.Side.Antal).Select(x => x.Id).ToList();
        var udsnit = (await db.Opgaver.AsNoTracking().Where(o => ider.Contains(o.Id)).ToListAsync(cancellationToken)).OrderBy(o => ider.IndexOf(o.Id)).ToList();
        return Liste<OpgaveSvar>.Af(await visning.SvarAsync(udsnit, cancellationToken), fundne.Count, request.Side);
    }
}

/// <summary>One task.</summary>
public sealed record HentOpgave(OpgaveId Id) : IForespoergsel<OpgaveSvar>;

public sealed class HentOpgaveHandler(Opgavevisning visning) : IRequestHandler<HentOpgave, Svar<OpgaveSvar>>
{
    public async Task<Svar<OpgaveSvar>> Handle(HentOpgave request, CancellationToken cancellationToken) =>
        await visning.FindAsync(request.Id, cancellationToken) is var (opgave, sag)
            ? await visning.SvarAsync(opgave, sag, cancellationToken)
            : OpgaveFejl.FindesIkke;
}
