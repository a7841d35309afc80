using MediatR;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Infrastructure;

namespace SagsFlow.Bestillinger;

/// <summary>Reports back on an order.</summary>
public sealed record TilbagemeldingBody(string? Tekst, bool Afsluttet);

/// <summary>Reports back on an order, and closes it when the work is done.</summary>
public sealed record MeldTilbage(Guid Id, TilbagemeldingBody Body) : IKommando<BestillingSvar>, IValideres
{
    public void Valider(Feltfejl fejl) => fejl.Tjek("tekst", Body.Tekst, Tekstregler.LaengsteTekst, kraeves: true);
}

public sealed class MeldTilbageHandler(Arbejde arbejde, Adgang adgang, Bestillingsopslag opslag) : IRequestHandler<MeldTilbage, Svar<BestillingSvar>>
{
    public async Task<Svar<BestillingSvar>> Handle(MeldTilbage request, CancellationToken cancellationToken)
    {
        if (await opslag.FindAsync(new BestillingId(request.Id), cancellationToken) is not { } fundet)
        {
            return BestillingFejl.FindesIkke;
        }

        var b = fundet.Bestilling;
        if (!opslag.MaaMelde(fundet))
        {
            return BestillingFejl.IkkeAnsvarlig;
        }

        if (b.MeldTilbage(request.Body.Tekst!.Trim(), request.Body.Afsluttet, adgang.Person.Brugernavn, arbejde.Nu) is { } fejl)
        {
            return fejl;
        }

        arbejde.Historik.Tilfoej(
            b.Kaede,
            b.Afsluttet is null ? "bestilling-tilbagemelding" : "bestilling-afsluttet",
            b.Afsluttet is null ? "Der er meldt tilbage på en bestilling." : "En bestilling er meldt afsluttet.",
            forelaeggelse: fundet.Punkt.ForelaeggelseId,
            punkt: b.DagsordenspunktId);
        await arbejde.SkrivNuAsync(cancellationToken);
        return opslag.Svar(fundet, arbejde.Nu);
    }
}
