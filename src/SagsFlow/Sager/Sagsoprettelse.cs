using SagsFlow.Data;
using SagsFlow.Engine.Bpmn;
using SagsFlow.Engine.Feel;
using SagsFlow.Fora;
using SagsFlow.Forelaeggelser;
using SagsFlow.Processer;
using SagsFlow.Ruteplaner;

namespace SagsFlow.Sager;

/// <summary>Makes a draft and begins its process, for whoever may ask for one: a caseworker, a plan, the year's recurring cases.</summary>
public sealed class Sagsoprettelse(Arbejde arbejde, Forakatalog fora, ProcessRunner runner, Forumopgaver forumopgaver, Genplanlaegning genplanlaegning)
{
    /// <summary>Stores the case with its attachments and planned route, and starts its process; in the transaction that runs.</summary>
    /// <param name="body">Valid, and its forum known.</param>
    /// <param name="tekst">What the case's history says of how it came to be.</param>
    public async Task<Sag> OpretAsync(SagBody body, Center center, ProcessDefinition definition, string tekst, CancellationToken ct)
    {
        var sag = Sag(body, center, definition);
        await GemAsync(sag, body, definition, tekst, ct);
        return sag;
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

    private async Task GemAsync(Sag sag, SagBody body, ProcessDefinition definition, string tekst, CancellationToken ct)
    {
        arbejde.Db.Sager.Add(sag);
        arbejde.Db.Bilag.AddRange((body.Bilag ?? []).Select((b, i) => new Bilag
        {
            Id = NytId.Af<BilagId>(arbejde.Nu), SagId = sag.Id, Navn = b.Navn!.Trim(), Raekkefoelge = i + 1, Intern = b.Intern, Oprettet = arbejde.Nu,
        }));
        PlanlaegRuten(sag, definition);
        arbejde.Historik.Tilfoej(sag.Kaede, "sag-oprettet", tekst);

        // The rows must be there before the process reaches nodes that look for them.
        await arbejde.SkrivNuAsync(ct);
        var variable = new Dictionary<string, FeelValue>(StringComparer.Ordinal);
        await runner.StartAsync(sag.InstansId, definition.Id, sag.Id, sag.CenterId, variable, ct);
        await genplanlaegning.SagAsync(sag.Id, fortael: false, ct);
    }

    /// <summary>What the definition says of the route before anything is decided: its forum tasks in file order, a forum that is chosen on the way as politics.</summary>
    private void PlanlaegRuten(Sag sag, ProcessDefinition definition)
    {
        var planlagt = new List<Forelaeggelse>();
        foreach (var node in definition.Nodes.Where(Attribut.ErForumopgave))
        {
            planlagt.Add(forumopgaver.Planlaeg(sag, planlagt, Attribut.Literal(node, Attribut.Forum) ?? Forelaeggelse.Politik, node.Id));
        }
    }
}
