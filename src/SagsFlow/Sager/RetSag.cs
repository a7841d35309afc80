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
/// <param name="Ryd">Fields to empty: <c>journalnummer</c>, <c>oensketMoede</c>.</param>
public sealed record StamdataBody(string? Journalnummer, string? Maerke, IReadOnlyList<EgenDatoBody>? EgneDatoer, OensketMoedeBody? OensketMoede, IReadOnlyList<string>? Ryd = null)
{
    internal const string RydJournalnummer = "journalnummer";
    internal const string RydOensketMoede = "oensketMoede";

    internal bool Rydder(string felt) => Ryd?.Contains(felt) == true;
}

/// <summary>Sets a case's journalnummer, label, own dates or hoped-for meeting.</summary>
public sealed record RetSag(SagId Id, StamdataBody Body) : IKommando<SagSvar>, IValideres
{
    public void Valider(Feltfejl fejl)
    {
        fejl.TjekJournalnummer(Body.Journalnummer);
        fejl.Tjek("maerke", Body.Maerke, 100, enLinje: true);
        fejl.TjekEgneDatoer(Body.EgneDatoer);
        fejl.TjekOensketMoede(Body.OensketMoede);
        if (Body.Ryd?.FirstOrDefault(r => r is not (StamdataBody.RydJournalnummer or StamdataBody.RydOensketMoede)) is { } ukendt)
        {
            fejl.Tilfoej("ryd", $"»{ukendt}« kan ikke ryddes. Det kan {StamdataBody.RydJournalnummer} og {StamdataBody.RydOensketMoede}.");
        }
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

        var rydderMoede = body.Rydder(StamdataBody.RydOensketMoede) && sag.OensketMoede is not null;
        sag.Journalnummer = body.Rydder(StamdataBody.RydJournalnummer) ? null : IndholdBody.Tom(body.Journalnummer)?.Trim() ?? sag.Journalnummer;
        sag.Maerke = body.Maerke is null ? sag.Maerke : IndholdBody.Tom(body.Maerke);
        sag.EgneDatoer = body.EgneDatoer is { } datoer ? [.. datoer.Select(d => new EgenDato(d.Senest!.Value, d.Hvad!.Trim()))] : sag.EgneDatoer;
        if (rydderMoede)
        {
            await Moedeoenske.SaetAsync(arbejde.Db, sag, null, cancellationToken);
        }
        else if (body.OensketMoede is { } o)
        {
            await Moedeoenske.SaetAsync(arbejde.Db, sag, new OensketMoede(fora.Forum(o.Forum)!.Id, o.Dato!.Value), cancellationToken);
        }

        var moedeAendret = rydderMoede || body.OensketMoede is not null;

        arbejde.Historik.Tilfoej(sag.Kaede, "stamdata-aendret", "Sagens oplysninger er ændret.");
        await arbejde.SkrivNuAsync(cancellationToken);
        await runner.FactsChangedAsync(moedeAendret ? [sag.Id] : [], cancellationToken);
        if (moedeAendret || body.EgneDatoer is not null)
        {
            await genplanlaegning.SagAsync(sag.Id, fortael: false, cancellationToken);
        }

        return await visning.SvarAsync(sag, cancellationToken);
    }
}
