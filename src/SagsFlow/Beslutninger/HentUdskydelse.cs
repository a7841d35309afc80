using MediatR;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Infrastructure;
using SagsFlow.Moeder;

namespace SagsFlow.Beslutninger;

/// <summary>What postponing an item would lead to, before anybody has recorded it; at most one of the three, none is the waiting list.</summary>
public sealed record HentUdskydelse(Guid PunktId, Guid? Moede, DateOnly? Dato, bool? Naeste) : IForespoergsel<UdskydelseSvar>, IValideres
{
    public Udskydelse? Til => Moede is null && Dato is null && Naeste != true ? null : new Udskydelse(Moede, Dato, Naeste == true);

    public void Valider(Feltfejl fejl)
    {
        if ((Moede is null ? 0 : 1) + (Dato is null ? 0 : 1) + (Naeste == true ? 1 : 0) > 1)
        {
            fejl.Tilfoej("moede", "Angiv højst én af moede, dato og naeste=true. Uden nogen af dem kommer punktet på ventelisten.");
        }
    }
}

/// <summary>Where a postponed item would go.</summary>
/// <param name="Dag">The day it would come back; null when nobody would know.</param>
/// <param name="MoedeId">The meeting whose agenda it would come on; null: it would lie on the waiting list.</param>
/// <param name="Start">That meeting's, local time.</param>
/// <param name="Placering">Where it would go, in words.</param>
/// <param name="Foelger">What it would break, in words; empty when nothing.</param>
public sealed record UdskydelseSvar(DateOnly? Dag, Guid? MoedeId, DateTime? Start, string Placering, IReadOnlyList<string> Foelger);

public sealed class HentUdskydelseHandler(Adgang adgang, Punktopslag opslag, Beslutningstjek tjek, Udskydelser udskydelser, Forakatalog fora) : IRequestHandler<HentUdskydelse, Svar<UdskydelseSvar>>
{
    public async Task<Svar<UdskydelseSvar>> Handle(HentUdskydelse request, CancellationToken cancellationToken)
    {
        if (await opslag.FindAsync(new DagsordenspunktId(request.PunktId), cancellationToken) is not { } fundet)
        {
            return BeslutningFejl.PunktFindesIkke;
        }

        var (_, moede, sag, _, _) = fundet;
        if (!adgang.Person.Fora.Contains(moede.ForumId, StringComparer.Ordinal) && !(sag is not null && adgang.Person.Centre.Contains(sag.CenterId, StringComparer.Ordinal)))
        {
            return BeslutningFejl.KunForumOgCenter;
        }

        if (sag is null)
        {
            return BeslutningFejl.FastPunktRute;
        }

        if ((moede.TjekAabent() ?? await tjek.TjekUdskydelseAsync(request.Til, moede, cancellationToken)) is { } fejl)
        {
            return fejl;
        }

        var maal = request.Til is { } til ? await udskydelser.MaalAsync(til, moede, cancellationToken) : null;
        return new UdskydelseSvar(
            maal?.Dato ?? request.Dato, maal?.Id.Value, maal?.Start, Placering(request, maal, moede), await udskydelser.FoelgerAsync(fundet, sag, request.Til, gemmes: false, cancellationToken));
    }

    private string Placering(HentUdskydelse request, Moede? maal, Moede fra) =>
        maal is { Udsendt: not null } ? $"Punktet kommer på tillægsdagsordenen for mødet i {fora.Navn(maal.ForumId)} den {maal.Dato.Skriv()}: dagsordenen er udsendt."
        : maal is not null ? $"Punktet kommer på dagsordenen for mødet i {fora.Navn(maal.ForumId)} den {maal.Dato.Skriv()}."
        : request.Dato is { } dag ? $"{fora.Navn(fra.ForumId)} har ikke noget møde den {dag.Skriv()}. Punktet kommer på ventelisten med den dag som ønske."
        : request.Naeste == true ? $"{fora.Navn(fra.ForumId)} har ikke noget senere møde. Punktet kommer på ventelisten."
        : "Punktet kommer på ventelisten, til det lægges på et møde.";
}
