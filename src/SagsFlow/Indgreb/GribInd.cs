using MediatR;
using Microsoft.EntityFrameworkCore;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Engine.Bpmn;
using SagsFlow.Engine.Execution;
using SagsFlow.Engine.Feel;
using SagsFlow.Forelaeggelser;
using SagsFlow.Infrastructure;
using SagsFlow.Moeder;
using SagsFlow.Processer;
using SagsFlow.Sager;

namespace SagsFlow.Indgreb;

/// <summary>An administrator intervenes in a case's process, with a reason that stays in the history.</summary>
public sealed record GribInd(SagId Id, IndgrebBody Body) : IKommando<ProcesSvar>, IValideres
{
    public void Valider(Feltfejl fejl) => Body.Valider(fejl);
}

public sealed class GribIndHandler(Arbejde arbejde, Adgang adgang, Sagsspor sagsspor, ProcessRunner runner, Procesvisning visning) : IRequestHandler<GribInd, Svar<ProcesSvar>>
{
    public async Task<Svar<ProcesSvar>> Handle(GribInd request, CancellationToken cancellationToken)
    {
        if (!adgang.Person.ErAdmin)
        {
            return IndgrebFejl.KunAdmin;
        }

        if (await adgang.FindSagAsync(request.Id, cancellationToken) is not { } sag)
        {
            return SagFejl.FindesIkke;
        }

        if (sag.Afsluttet is not null)
        {
            return IndgrebFejl.Slut;
        }

        var body = request.Body;
        var fejl = body.Art == Indgrebsart.ProevIgen ? await ProevIgenAsync(sag, body, cancellationToken) : await UdfoerAsync(sag, body, cancellationToken);
        if (fejl is not null)
        {
            return fejl;
        }

        await arbejde.SkrivNuAsync(cancellationToken);
        return await visning.SvarAsync(sag, cancellationToken);
    }

    private async Task<Fejl?> UdfoerAsync(Sag sag, IndgrebBody body, CancellationToken ct)
    {
        var alle = await sagsspor.AlleAsync(sag, ct);
        if (Plan(sag, body, alle, out var instans, out var indgreb, out var tekst) is { } fejl)
        {
            return fejl;
        }

        var ventede = await arbejde.Db.Forelaeggelser.Where(f => f.SagId == sag.Id && f.Vent != null).ToListAsync(ct);
        var paaDagsorden = await PaaDagsordenAsync(sag.Id, ct);
        if (indgreb is Repeat igen && ventede.Find(f => f.InstansId == instans && f.Vent == igen.At.Number) is { } sammeIgen)
        {
            // The wait that is opened anew looks for the forelæggelse that is to come again at its node.
            (sammeIgen.Vent, sammeIgen.Udsat) = (null, true);
            await arbejde.SkrivNuAsync(ct);
        }

        var resultat = await runner.StepAsync(instans, new Modify(indgreb!, arbejde.Aktoer, body.Begrundelse!.Trim()), ct);
        if (resultat.Outcome == StepOutcome.AlreadyHandled)
        {
            return IndgrebFejl.SketImens;
        }

        if (resultat.Refusal is { } afvist)
        {
            return IndgrebFejl.Afvist(afvist);
        }

        if (ventede.Exists(f => f.Tilstand == ForelaeggelseTilstand.Udgaaet && paaDagsorden.Contains(f.Id)))
        {
            return IndgrebFejl.PaaDagsorden;
        }

        arbejde.Historik.Tilfoej(sag.Kaede, "indgreb", tekst!, body.Begrundelse.Trim());
        return null;
    }

    /// <summary>What is asked of the engine, and how the history tells it.</summary>
    private Fejl? Plan(Sag sag, IndgrebBody body, IReadOnlyList<Spor> alle, out InstanceId instans, out Intervention? indgreb, out string? tekst)
    {
        (instans, indgreb, tekst) = (sag.InstansId, null, null);
        switch (body.Art)
        {
            case Indgrebsart.Opgave:
                var (navn, attributter) = Opgaven(body, alle);
                (indgreb, tekst) = (new AddTask(navn, attributter), $"Opgaven »{navn}« er føjet til sagen.");
                return null;
            case Indgrebsart.Variabel:
                (indgreb, tekst) = (new ChangeVariable(body.Variabel!.Trim(), FeelJson.Read(body.Vaerdi!.Value)), $"Processens variabel »{body.Variabel!.Trim()}« er ændret.");
                return null;
            case Indgrebsart.Spring:
                return Spring(body, alle, body.Node!, ref instans, ref indgreb, ref tekst);
            default:
                return VedTrin(body, alle, ref instans, ref indgreb, ref tekst);
        }
    }

    private static (string Navn, IReadOnlyDictionary<string, FeelValue> Attributter) Opgaven(IndgrebBody body, IReadOnlyList<Spor> alle)
    {
        var trin = body.Node is null ? null : alle.Select(s => s.Definition.NodesById.GetValueOrDefault(body.Node)).FirstOrDefault(n => n is not null);
        var navn = IndholdBody.Tom(body.Navn)?.Trim() ?? trin?.Name ?? Foerste(body.Begrundelse!);
        var rolle = body.Rolle ?? (trin is null ? null : Attribut.Literal(trin, Attribut.Rolle)) ?? "sagsbehandler";
        return (navn, new Dictionary<string, FeelValue>(StringComparer.Ordinal) { [Attribut.Rolle] = FeelValue.Of(rolle) });
    }

    private static string Foerste(string begrundelse)
    {
        var linje = begrundelse.Trim().Split('\n')[0].Trim();
        return linje.Length <= Tekstregler.LaengsteTitel ? linje : linje[..(Tekstregler.LaengsteTitel - 1)] + "…";
    }

    private static Fejl? Spring(IndgrebBody body, IReadOnlyList<Spor> alle, string til, ref InstanceId instans, ref Intervention? indgreb, ref string? tekst)
    {
        var mulige = alle.Where(s => s.Definition.NodesById.ContainsKey(til) && (body.Proces is null || s.Definition.Id == body.Proces)).ToList();
        if (mulige.Count == 0)
        {
            return IndgrebFejl.UkendtTrin(til);
        }

        if (Vaelg(mulige, body.Fra, body.Nr, "fra", out var spor) is { } fejl)
        {
            return fejl;
        }

        (instans, indgreb) = (spor!.Instans, new JumpTo(spor.Token.Place, til));
        tekst = $"Sagen er flyttet fra »{spor.Navn}« til »{spor.Definition.NodesById[til].Name ?? til}«.";
        return null;
    }

    private static Fejl? VedTrin(IndgrebBody body, IReadOnlyList<Spor> alle, ref InstanceId instans, ref Intervention? indgreb, ref string? tekst)
    {
        var mulige = alle.Where(s => body.Proces is null || s.Definition.Id == body.Proces).ToList();
        if (body.Art == Indgrebsart.Gentag && body.Node is { } node && mulige.TrueForAll(s => s.Token.NodeId != node) && mulige.Exists(s => s.Definition.NodesById.ContainsKey(node)))
        {
            // What is done already is done again by going back to it.
            return Spring(body, alle, node, ref instans, ref indgreb, ref tekst);
        }

        // Without a step it is the one place where somebody must act: not a call, whose process has a place of its own.
        var kandidater = body.Node is null && body.Nr is null ? mulige.FindAll(s => s.Token.Wait?.Kind != WaitKind.Call || mulige.TrueForAll(m => m.Instans == s.Instans)) : mulige;
        if (Vaelg(kandidater, body.Node, body.Nr, "node", out var spor) is { } fejl)
        {
            return fejl;
        }

        if (body.Art == Indgrebsart.Overspring && UkendtUdfald(body, spor!) is { } ukendt)
        {
            return ukendt;
        }

        instans = spor!.Instans;
        (indgreb, tekst) = body.Art switch
        {
            Indgrebsart.Overspring => ((Intervention)new Skip(spor.Token.Place, Resultat(body, spor)), $"»{spor.Navn}« er sprunget over{(Udfaldet(body, spor) is { } udfald ? $", som om udfaldet var »{udfald}«" : "")}."),
            Indgrebsart.Gentag => (new Repeat(spor.Token.Place), $"»{spor.Navn}« er begyndt forfra."),
            _ => (new CancelToken(spor.Token.Place), $"Sporet ved »{spor.Navn}« er fjernet."),
        };
        return null;
    }

    private static Fejl? Vaelg(IReadOnlyList<Spor> mulige, string? node, long? nr, string felt, out Spor? valgt)
    {
        valgt = null;
        var fundne = mulige.Where(s => (nr is null || s.Token.Place.Number == nr) && (node is not null ? s.Token.NodeId == node : nr is not null || s.Token.Kind != OpenTokenKind.Inside)).ToList();

        // The step itself before the sub-process or loop that it is the inside of.
        var naermest = fundne.Exists(s => s.Token.Kind != OpenTokenKind.Inside) ? fundne.FindAll(s => s.Token.Kind != OpenTokenKind.Inside) : fundne;
        if (naermest.Count == 0)
        {
            return IndgrebFejl.StaarIkkeDer(node ?? "nr. " + nr, mulige.Select(s => s.Token.NodeId));
        }

        if (naermest.DistinctBy(s => s.Noegle).Count() > 1)
        {
            return IndgrebFejl.FlereSpor(node is null ? felt : "nr", naermest.Select(s => s.Sted));
        }

        valgt = naermest[0];
        return null;
    }

    /// <summary>What conditions are to see of a step that is skipped: a person's task's first outcome, as if it went on as usual.</summary>
    private static FeelContext? Resultat(IndgrebBody body, Spor spor)
    {
        var udfald = Udfaldet(body, spor);
        return udfald is null ? null : new FeelContext(new Dictionary<string, FeelValue>(StringComparer.Ordinal) { ["udfald"] = FeelValue.Of(udfald) });
    }

    private static string? Udfaldet(IndgrebBody body, Spor spor) => IndholdBody.Tom(body.Udfald)?.Trim() ?? (Personopgave(spor) is { } node ? Attribut.Udfald(node)[0].Id : null);

    private static Node? Personopgave(Spor spor) =>
        spor.Definition.NodesById.GetValueOrDefault(spor.Token.NodeId) is { Kind: NodeKind.UserTask } node && !Attribut.ErForumopgave(node) ? node : null;

    /// <summary>A task and a forum have their outcomes; what else is skipped may be given any.</summary>
    private static Fejl? UkendtUdfald(IndgrebBody body, Spor spor)
    {
        if (IndholdBody.Tom(body.Udfald)?.Trim() is not { } udfald)
        {
            return null;
        }

        string[] kendte = Personopgave(spor) is { } opgave ? [.. Attribut.Udfald(opgave).Select(u => u.Id)]
            : spor.Definition.NodesById.GetValueOrDefault(spor.Token.NodeId) is { Kind: NodeKind.UserTask } ? [.. Enum.GetValues<Beslutninger.Udfald>().Select(Navne.Ord)]
            : [udfald];
        return kendte.Contains(udfald, StringComparer.Ordinal) ? null : FaellesFejl.Input("udfald", $"Udfaldet »{udfald}« findes ikke her. Vælg et af: {string.Join(", ", kendte)}.");
    }

    /// <summary>The case's forelæggelser that are on an agenda and not decided there.</summary>
    private async Task<HashSet<ForelaeggelseId>> PaaDagsordenAsync(SagId sag, CancellationToken ct)
    {
        var punkter = await arbejde.Db.UafgjortePunkter().Where(p => p.SagId == sag && p.ForelaeggelseId != null).Select(p => p.ForelaeggelseId!.Value).ToListAsync(ct);
        return [.. punkter];
    }

    private async Task<Fejl?> ProevIgenAsync(Sag sag, IndgrebBody body, CancellationToken ct)
    {
        var instanser = (await arbejde.Store.InstancesOfAsync(sag.Id, ct)).ToArray();
        var stop = await arbejde.Db.Driftsstop.AsNoTracking().Where(d => instanser.Contains(d.InstansId) && d.Loest == null).OrderBy(d => d.Oprettet).ToListAsync(ct);
        var proevet = false;
        foreach (var et in stop.Where(s => body.Node is null || s.Node == body.Node))
        {
            if (et.Nummer > 0)
            {
                proevet |= (await runner.StepAsync(et.InstansId, new Retry(et.Nummer), ct)).Outcome == StepOutcome.Applied;
            }
            else if (await arbejde.Store.TryAgainAsync(et.InstansId, -et.Nummer, ct))
            {
                await arbejde.Store.ResolveIncidentAsync(et.InstansId, et.Nummer, arbejde.Nu, ct);
                arbejde.MeldForfald(arbejde.Nu);
                proevet = true;
            }
        }

        if (!proevet)
        {
            return IndgrebFejl.IkkeStoppet;
        }

        arbejde.Historik.Tilfoej(sag.Kaede, "indgreb", "Det, der var gået i stå, er prøvet igen.", body.Begrundelse!.Trim());
        return null;
    }
}
