using MediatR;
using Microsoft.EntityFrameworkCore;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Infrastructure;
using SagsFlow.Moeder;

namespace SagsFlow.Bestillinger;

/// <summary>Who is to do an order, and by when. What is left out stays; null clears it.</summary>
public sealed record RetBestillingBody
{
    public Valgfri<string> Ansvarlig { get; init; }

    public Valgfri<DateOnly?> Frist { get; init; }

    /// <summary>The meeting it is due at; clears the date, as the date clears the meeting.</summary>
    public Valgfri<Guid?> Moede { get; init; }

    /// <summary>Why; kept in the history.</summary>
    public string? Begrundelse { get; init; }
}

/// <summary>Changes who is to do an order, or by when.</summary>
public sealed record RetBestilling(Guid Id, RetBestillingBody Body) : IKommando<BestillingSvar>, IValideres
{
    public void Valider(Feltfejl fejl)
    {
        fejl.Tjek("ansvarlig", Body.Ansvarlig.Vaerdi, Tekstregler.LaengsteKort, enLinje: true);
        fejl.Tjek("begrundelse", Body.Begrundelse, Tekstregler.LaengsteKort);
        if (Body.Frist.Vaerdi is not null && Body.Moede.Vaerdi is not null)
        {
            fejl.Tilfoej("frist", "Angiv enten frist eller moede, ikke begge.");
        }
    }
}

public sealed class RetBestillingHandler(Arbejde arbejde, Adgang adgang, Kald kald, Bestillingsopslag opslag) : IRequestHandler<RetBestilling, Svar<BestillingSvar>>
{
    public async Task<Svar<BestillingSvar>> Handle(RetBestilling request, CancellationToken cancellationToken)
    {
        if (await opslag.FindAsync(new BestillingId(request.Id), cancellationToken) is not { } fundet)
        {
            return BestillingFejl.FindesIkke;
        }

        var b = fundet.Bestilling;
        if (!adgang.Person.ErSekretaerFor(b.ForumId))
        {
            return BestillingFejl.IkkeSekretaer(b.ForumId);
        }

        if (kald.TjekVersion(b.Version) is { } foraeldet)
        {
            return foraeldet;
        }

        if (b.Lukket() is { } lukket)
        {
            return lukket;
        }

        var body = request.Body;
        Moede? moede = null;
        if (body.Moede.Vaerdi is { } navngivet)
        {
            var id = new MoedeId(navngivet);
            moede = await arbejde.Db.Moeder.FirstOrDefaultAsync(m => m.Id == id, cancellationToken);
            if (moede is null)
            {
                return BestillingFejl.MoedeFindesIkke;
            }

            if (moede.Status == MoedeStatus.Aflyst)
            {
                return BestillingFejl.MoedeAflyst;
            }
        }

        if (body.Ansvarlig.ErGivet)
        {
            b.Ansvarlig = string.IsNullOrWhiteSpace(body.Ansvarlig.Vaerdi) ? null : body.Ansvarlig.Vaerdi.Trim();
        }

        b.SaetFrist(body.Frist, body.Moede.ErGivet, moede?.Id);
        arbejde.Historik.Tilfoej(b.Kaede, "bestilling-rettet", "En bestillings frist eller ansvarlige er rettet.", string.IsNullOrWhiteSpace(body.Begrundelse) ? null : body.Begrundelse.Trim(), forelaeggelse: fundet.Punkt.ForelaeggelseId, punkt: b.DagsordenspunktId);
        await arbejde.SkrivNuAsync(cancellationToken);
        return opslag.Svar((await opslag.MedAsync([b], cancellationToken))[0], arbejde.Nu);
    }
}
