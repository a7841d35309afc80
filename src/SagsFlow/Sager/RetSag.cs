using MediatR;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Forelaeggelser;
using SagsFlow.Infrastructure;
using SagsFlow.Processer;
using SagsFlow.Ruteplaner;

namespace SagsFlow.Sager;

/// <summary>What may be set on a case beside its text; a field that is left out is left as it is.</summary>
public sealed record StamdataBody(string? Journalnummer, string? Maerke, IReadOnlyList<EgenDatoBody>? EgneDatoer, OensketMoedeBody? OensketMoede);

/// <summary>Sets a case's journalnummer, label, own dates or hoped-for meeting.</summary>
public sealed record RetSag(SagId Id, StamdataBody Body) : IKommando<SagSvar>, IValideres
{
    public void Valider(Feltfejl fejl)
    {
        fejl.TjekJournalnummer(Body.Journalnummer);
        fejl.Tjek("maerke", Body.Maerke, 100, enLinje: true);
        fejl.TjekEgneDatoer(Body.EgneDatoer);
        fejl.TjekOensketMoede(Body.OensketMoede);
    }
}

public sealed class RetSagHandler(Arbejde arbejde, Adgang adgang, Kald kald, Forakatalog fora, Sagsvisning visning, ProcessRunner runner, Genplanlaegning genplanlaegning) : IRequestHandler<RetSag, Svar<SagSvar>>
{
    public async Task<Svar<SagSvar>> Handle(RetSag request, CancellationToken cancellationToken)
    {
        if (await adgang.FindSagAsync(request.Id, cancellationToken) is not { } sag)
        {
            return SagFejl.FindesIkke;
        }

        if (!adgang.Person.ErSekretariat && !adgang.Person.Centre.Contains(sag.CenterId, StringComparer.Ordinal))
        {
            return SagFejl.IkkeStamdata;
        }

        if (kald.TjekVersion(sag.Version) is { } foraeldet)
        {
            return foraeldet;
        }

        var body = request.Body;
        if (body.OensketMoede is { } oenske && fora.Forum(oenske.Forum) is null)
        {
            return SagFejl.UkendtForum("oensketMoede.forum", oenske.Forum!);
        }

        sag.Journalnummer = IndholdBody.Tom(body.Journalnummer)?.Trim() ?? sag.Journalnummer;
        sag.Maerke = body.Maerke is null ? sag.Maerke : IndholdBody.Tom(body.Maerke);
        sag.EgneDatoer = body.EgneDatoer is { } datoer ? [.. datoer.Select(d => new EgenDato(d.Senest!.Value, d.Hvad!.Trim()))] : sag.EgneDatoer;
        if (body.OensketMoede is { } o)
        {
            await Moedeoenske.SaetAsync(arbejde.Db, sag, new OensketMoede(fora.Forum(o.Forum)!.Id, o.Dato!.Value), cancellationToken);
        }

        arbejde.Historik.Tilfoej(sag.Kaede, "stamdata-aendret", "Sagens oplysninger er ændret.");
        await arbejde.SkrivNuAsync(cancellationToken);
        await runner.FactsChangedAsync(body.OensketMoede is null ? [] : [sag.Id], cancellationToken);
        if (body.OensketMoede is not null || body.EgneDatoer is not null)
        {
            await genplanlaegning.SagAsync(sag.Id, fortael: false, cancellationToken);
        }

        return await visning.SvarAsync(sag, cancellationToken);
    }
}
