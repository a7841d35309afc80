using MediatR;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Infrastructure;
using SagsFlow.Processer;

namespace SagsFlow.Sager;

/// <summary>Begins a case and its process. The draft is the open first task; completing that task submits it.</summary>
public sealed record OpretSag(SagBody Body) : IKommando<SagSvar>, IValideres
{
    public void Valider(Feltfejl fejl)
    {
        Body.ValiderIndhold(fejl);
        fejl.TjekJournalnummer(Body.Journalnummer);
        fejl.Tjek("center", Body.Center, Tekstregler.LaengsteKort, kraeves: true, enLinje: true);
        fejl.Tjek("maerke", Body.Maerke, 100, enLinje: true);
        if (Body.Sagstype is not null && !Navne.TryLaes<Sagstype>(Body.Sagstype, out _))
        {
            fejl.Tilfoej("sagstype", $"Sagstypen »{Body.Sagstype}« findes ikke. Vælg en af: {string.Join(", ", Enum.GetNames<Sagstype>().Select(Navne.Kebab))}.");
        }

        for (var i = 0; i < (Body.Bilag?.Count ?? 0); i++)
        {
            if (!fejl.Mangler($"bilag[{i}]", Body.Bilag![i]))
            {
                fejl.Tjek($"bilag[{i}].navn", Body.Bilag[i].Navn, Tekstregler.LaengsteTitel, kraeves: true, enLinje: true);
            }
        }

        Body.Lukket?.Valider(fejl, "lukket");
        fejl.TjekEgneDatoer(Body.EgneDatoer);
        fejl.TjekOensketMoede(Body.OensketMoede);
    }
}

public sealed class OpretSagHandler(Arbejde arbejde, Adgang adgang, Forakatalog fora, ProcessCatalog processer, Sagsoprettelse oprettelse, Sagsvisning visning)
    : IRequestHandler<OpretSag, Svar<SagSvar>>
{
    private const string StandardWorkflow = "direktionssag";

    public async Task<Svar<SagSvar>> Handle(OpretSag request, CancellationToken cancellationToken)
    {
        var body = request.Body;
        if (fora.Center(body.Center) is not { } center)
        {
            return SagFejl.UkendtCenter(body.Center!);
        }

        if (!adgang.Person.Centre.Contains(center.Id, StringComparer.Ordinal))
        {
            return SagFejl.IkkeDitCenter;
        }

        if (!center.GaelderDen(LokalTid.Dato(arbejde.Nu)))
        {
            return SagFejl.CenterGaelderIkke(center);
        }

        if (body.OensketMoede is { } oenske && fora.Forum(oenske.Forum) is null)
        {
            return SagFejl.UkendtForum("oensketMoede.forum", oenske.Forum!);
        }

        if (processer.FindNewest(body.Workflow ?? StandardWorkflow) is not { } definition)
        {
            return SagFejl.UkendtWorkflow(body.Workflow!, processer.Newest.Select(e => e.Definition.Id));
        }

        var sag = await oprettelse.OpretAsync(body, center, definition, "Sagen er oprettet som kladde.", cancellationToken);
        return await visning.SvarAsync(sag, cancellationToken);
    }
}
