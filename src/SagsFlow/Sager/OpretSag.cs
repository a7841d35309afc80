using MediatR;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Engine.Bpmn;
using SagsFlow.Engine.Feel;
using SagsFlow.Fora;
using SagsFlow.Forelaeggelser;
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

public sealed class OpretSagHandler(Arbejde arbejde, Adgang adgang, Forakatalog fora, ProcessCatalog processer, ProcessRunner runner, Forumopgaver forumopgaver, Sagsvisning visning)
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

        var sag = Sag(body, center, definition);
        await GemAsync(sag, body, definition, cancellationToken);
        return await visning.SvarAsync(sag, cancellationToken);
    }

    private Sag Sag(SagBody body, Center center, ProcessDefinition definition)
    {
        var sag = new Sag
        {
            Id = NytId.Af<SagId>(arbejde.Nu),
            Journalnummer = IndholdBody.Tom(body.Journalnummer)?.Trim(),
            CenterId = center.Id,
            Sagstype = Navne.TryLaes<Sagstype>(body.Sagstype, out var sagstype) ? sagstype : Sagstype.Beslutning,
            Maerke = IndholdBody.Tom(body.Maerke),
            Workflow = definition.Id,
            InstansId = NytId.Af<InstanceId>(arbejde.Nu),
            OprettetAf = arbejde.Aktoer,
            Oprettet = arbejde.Nu,
            Lukket = body.Lukket?.SomLukning(),
            EgneDatoer = [.. (body.EgneDatoer ?? []).Select(d => new EgenDato(d.Senest!.Value, d.Hvad!.Trim()))],
            OensketMoede = body.OensketMoede is { } o ? new OensketMoede(fora.Forum(o.Forum)!.Id, o.Dato!.Value) : null,
        };
        sag.Skriv(body.SomIndhold(null, arbejde.Nu));
        return sag;
    }

    private async Task GemAsync(Sag sag, SagBody body, ProcessDefinition definition, CancellationToken ct)
    {
        arbejde.Db.Sager.Add(sag);
        arbejde.Db.Bilag.AddRange((body.Bilag ?? []).Select((b, i) => new Bilag
        {
            Id = NytId.Af<BilagId>(arbejde.Nu), SagId = sag.Id, Navn = b.Navn!.Trim(), Raekkefoelge = i + 1, Intern = b.Intern, Oprettet = arbejde.Nu,
        }));
        PlanlaegRuten(sag, definition);
        arbejde.Historik.Tilfoej(sag.Kaede, "sag-oprettet", "Sagen er oprettet som kladde.");

        // The rows must be there before the process reaches nodes that look for them.
        await arbejde.SkrivNuAsync(ct);
        var variable = new Dictionary<string, FeelValue>(StringComparer.Ordinal);
        await runner.StartAsync(sag.InstansId, definition.Id, sag.Id, sag.CenterId, variable, ct);
    }

    /// <summary>What the definition says of the route before anything is decided: its forum tasks with a fixed forum, in file order.</summary>
    private void PlanlaegRuten(Sag sag, ProcessDefinition definition)
    {
        var planlagt = new List<Forelaeggelse>();
        foreach (var node in definition.Nodes.Where(Attribut.ErForumopgave))
        {
            if (Attribut.Literal(node, Attribut.Forum) is { } forum)
            {
                planlagt.Add(forumopgaver.Planlaeg(sag, planlagt, forum, node.Id));
            }
        }
    }
}
