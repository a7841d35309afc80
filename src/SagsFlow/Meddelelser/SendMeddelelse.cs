using System.Text.Json;
using MediatR;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Engine.Bpmn;
using SagsFlow.Engine.Feel;
using SagsFlow.Infrastructure;
using SagsFlow.Processer;
using SagsFlow.Sager;

namespace SagsFlow.Meddelelser;

/// <summary>What another system tells the processes.</summary>
/// <param name="Navn">As the processes name it.</param>
/// <param name="Noegle">Which of those who wait it is for; null: one that waits without a key. Signals have none.</param>
/// <param name="Indhold">A JSON object; becomes the variable named as the node that hears it.</param>
/// <param name="Levetid">ISO 8601: how long it is kept for one who is to wait. Null: <see cref="Meddelelser.Levetid.Standard"/>. Signals are not kept.</param>
/// <param name="Art"><c>besked</c> (also when null) or <c>signal</c>.</param>
/// <param name="SagId">The case that a process it starts is to run for; without one it starts none.</param>
public sealed record MeddelelseBody(string? Navn, string? Noegle, JsonElement? Indhold, string? Levetid, string? Art, Guid? SagId)
{
    internal bool ErSignal => Art == StepStore.SignalKind;
}

/// <summary>What came of it.</summary>
/// <param name="Status">
/// <c>leveret</c> to somebody who waited; <c>startet</c>: it started a process; <c>gemt</c> until somebody waits; <c>ingen</c>: nobody heard the signal.
/// </param>
/// <param name="SagId">The case that got a message, for those who may know of it.</param>
/// <param name="Udloeber">When a stored message is deleted.</param>
public sealed record MeddelelseSvar(string Status, Guid? SagId, DateTimeOffset? Udloeber);

/// <summary>Sends a message or a signal from outside.</summary>
public sealed record SendMeddelelse(MeddelelseBody Body) : IKommando<MeddelelseSvar>, IValideres
{
    public void Valider(Feltfejl fejl)
    {
        fejl.Tjek("navn", Body.Navn, Tekstregler.LaengsteKort, kraeves: true, enLinje: true);
        fejl.Tjek("noegle", Body.Noegle, Tekstregler.LaengsteKort, enLinje: true);
        if (Body.Art is not (null or StepStore.MessageKind or StepStore.SignalKind))
        {
            fejl.Tilfoej("art", $"Arten »{Body.Art}« findes ikke. Vælg en af: {StepStore.MessageKind}, {StepStore.SignalKind}.");
        }

        if (Body.Noegle is not null && (Body.ErSignal || string.IsNullOrWhiteSpace(Body.Noegle)))
        {
            fejl.Tilfoej("noegle", Body.ErSignal ? "Et signal høres af alle og har ingen nøgle. Udelad »noegle«." : "»noegle« er tom. Udelad den, hvis beskeden ingen nøgle har.");
        }

        if (Body.Levetid is { } levetid && (Body.ErSignal || !Levetid.ErGyldig(levetid)))
        {
            fejl.Tilfoej("levetid", Body.ErSignal ? "Et signal gemmes ikke. Udelad »levetid«." : "Skriv »levetid« som en varighed på højst ti år, f.eks. P30D, PT12H eller P6M.");
        }

        if (Body.Indhold is { } indhold && !TryIndhold(indhold, out _))
        {
            fejl.Tilfoej("indhold", $"»indhold« skal være et JSON-objekt på højst {Tekstregler.LaengsteTekst} tegn.");
        }
    }

    internal FeelContext Indhold => Body.Indhold is { } indhold && TryIndhold(indhold, out var felter) ? felter : new FeelContext(new Dictionary<string, FeelValue>(StringComparer.Ordinal));

    private static bool TryIndhold(JsonElement json, out FeelContext felter)
    {
        felter = null!;
        try
        {
            if (json.ValueKind != JsonValueKind.Object || json.GetRawText().Length > Tekstregler.LaengsteTekst || FeelJson.Read(json) is not FeelContext objekt)
            {
                return false;
            }

            felter = objekt;
            return true;
        }
        catch (JsonException)
        {
            // An object with a single property such as "@date" means a date, and this one is none.
            return false;
        }
    }
}

public sealed class SendMeddelelseHandler(Arbejde arbejde, Adgang adgang, ProcessRunner runner, ProcessCatalog processer) : IRequestHandler<SendMeddelelse, Svar<MeddelelseSvar>>
{
    public async Task<Svar<MeddelelseSvar>> Handle(SendMeddelelse request, CancellationToken cancellationToken)
    {
        if (!adgang.Person.ErAdmin && !adgang.Person.ErSekretariat)
        {
            return MeddelelseFejl.IkkeTilladt;
        }

        var body = request.Body;
        var sag = body.SagId is { } id ? await adgang.FindSagAsync(new SagId(id), cancellationToken) : null;
        if (body.SagId is not null && sag is null)
        {
            return SagFejl.FindesIkke;
        }

        var kind = body.ErSignal ? EventKind.Signal : EventKind.Message;
        var navn = body.Navn!.Trim();
        var udloeber = Levetid.Udloeb(arbejde.Nu, body.Levetid);
        var sendt = await runner.SendAsync(kind, navn, body.Noegle, request.Indhold, sag, udloeber, cancellationToken);
        var erGemt = kind == EventKind.Message && sendt.Heard.Count == 0 && !sendt.HasStarted;
        if (erGemt && sag is null && processer.StartedBy(kind, navn).FirstOrDefault() is { } proces)
        {
            return MeddelelseFejl.ManglerSag(proces.Name ?? proces.Id);
        }

        await arbejde.SkrivNuAsync(cancellationToken);
        return sendt.Heard.Count > 0 ? new MeddelelseSvar("leveret", kind == EventKind.Message ? await SynligAsync(sendt.Heard[0], cancellationToken) : null, null)
            : sendt.HasStarted ? new MeddelelseSvar("startet", sag!.Id.Value, null)
            : erGemt ? new MeddelelseSvar("gemt", null, udloeber)
            : new MeddelelseSvar("ingen", null, null);
    }

    private async Task<Guid?> SynligAsync(SagId modtager, CancellationToken ct) => await adgang.FindSagAsync(modtager, ct) is { } sag ? sag.Id.Value : null;
}
