using System.Buffers;
using System.Text;
using System.Text.Json;
using SagsFlow.Data;
using SagsFlow.Engine.Bpmn;
using SagsFlow.Engine.Execution;
using SagsFlow.Engine.Feel;
using SagsFlow.Infrastructure.Sider;

namespace SagsFlow.Processer;

/// <summary>
/// Runs a step and everything it leads to inside the transaction that is open: stores the state, opens and closes what is waited for, starts
/// called processes and reports their end to the caller.
/// </summary>
public sealed class ProcessRunner(Arbejde work, ProcessCatalog catalog, Forumopgaver forumTasks, Beskedformidling messages, Moedefakta meetings)
{
    /// <summary>The steps taken since this was made, in order; a decision keeps them to be able to take its token back.</summary>
    public List<StepTaken> Taken { get; } = [];

    /// <summary>One step of one instance.</summary>
    /// <param name="Instance">Which.</param>
    /// <param name="RevisionBefore">0 when the step started it.</param>
    /// <param name="RevisionAfter">One more.</param>
    /// <param name="TookMessage">Whether it took a message that had been stored before, which cannot be put back.</param>
    public readonly record struct StepTaken(InstanceId Instance, int RevisionBefore, int RevisionAfter, bool TookMessage = false);

    /// <summary>Starts the newest version of a process for a case.</summary>
    /// <exception cref="InvalidOperationException">There is no such process.</exception>
    /// <exception cref="BeskedringException">Messages go in a ring.</exception>
    public Task StartAsync(InstanceId id, string processId, SagId sag, string center, IReadOnlyDictionary<string, FeelValue> variables, CancellationToken ct) =>
        RunAsync(new Queue<Pending>([new Pending(id, new Start(variables), new NewInstance(processId, sag, center, null, null))]), ct);

    /// <summary>Gives an instance a command.</summary>
    /// <returns>What came of it in that instance; a refusal leaves everything as it was.</returns>
    /// <exception cref="BeskedringException">Messages go in a ring.</exception>
    public async Task<StepResult> StepAsync(InstanceId id, Command command, CancellationToken ct) =>
        (await RunAsync(new Queue<Pending>([new Pending(id, command, null)]), ct))!;

    /// <summary>Sends a message or signal from outside, and carries out all it leads to.</summary>
    /// <inheritdoc cref="Beskedformidling.SendAsync"/>
    /// <exception cref="BeskedringException">Messages go in a ring.</exception>
    public async Task<Beskedformidling.Sent> SendAsync(EventKind kind, string name, string? key, FeelContext payload, Sager.Sag? sag, DateTimeOffset expires, CancellationToken ct)
    {
        var sent = await messages.SendAsync(kind, name, key, payload, sag, expires, ct);
        await RunAsync(new Queue<Pending>(), ct);
        return sent;
    }

    /// <summary>What a command would give, without storing anything.</summary>
    public async Task<StepResult> PreviewAsync(InstanceId id, Command command, CancellationToken ct)
    {
        var stored = await FindAsync(id, ct);
        var definition = catalog.ByHash(stored.DefinitionHash);
        return Kernel.Step(definition, ProcessState.Read(stored.State), command, await ContextAsync(definition, stored.SagId, stored.CenterId, ct));
    }

    /// <summary>
    /// What a case's definitions read of its meeting may have changed: their timers follow, in this transaction. Rows that are to be seen must be
    /// written first.
    /// </summary>
    public async Task FactsChangedAsync(IEnumerable<SagId> cases, CancellationToken ct)
    {
        foreach (var sag in cases.Distinct())
        {
            foreach (var id in await work.Store.InstancesOfAsync(sag, ct))
            {
                if (await FindAsync(id, ct) is { Ended: false } stored && Moedefakta.Laeses(catalog.ByHash(stored.DefinitionHash)))
                {
                    await StepAsync(id, new DataChanged(), ct);
                }
            }
        }
    }

    /// <summary>
    /// Takes steps back: instances they started are cancelled, the others are put back to where they stood. A caller comes before what it
    /// called, so that the call is open again when the called one is.
    /// </summary>
    public async Task RestoreAsync(SagId sag, IReadOnlyList<StepTaken> steps, StateHistory history, string reason, CancellationToken ct)
    {
        foreach (var step in steps)
        {
            await work.Store.DeleteMessagesSentAfterAsync(step.Instance, step.RevisionBefore, ct);
        }

        foreach (var started in steps.Where(s => s.RevisionBefore == 0))
        {
            await StepAsync(started.Instance, new Cancel(reason), ct);
        }

        var stored = new List<(StepTaken Step, int Depth)>();
        foreach (var step in steps.Where(s => s.RevisionBefore > 0))
        {
            stored.Add((step, await DepthAsync(step.Instance, ct)));
        }

        foreach (var (step, _) in stored.OrderBy(s => s.Depth))
        {
            var earlier = await history.AtAsync(sag, step.Instance, step.RevisionBefore, ct);
            await StepAsync(step.Instance, new Restore(earlier, reason), ct);
        }
    }

    /// <summary>The number of the open task at a node, the newest when there are several; null when there is none.</summary>
    public async Task<long?> OpenWaitAsync(InstanceId id, string node, CancellationToken ct) =>
        await work.Store.FindInstanceAsync(id, ct) is { } stored
            ? ProcessState.Read(stored.State).Waits.LastOrDefault(w => w.Kind == WaitKind.Task && w.NodeId == node)?.Number
            : null;

    private async Task<int> DepthAsync(InstanceId id, CancellationToken ct)
    {
        var depth = 0;
        while (await work.Store.FindInstanceAsync(id, ct) is { ParentId: { } parent })
        {
            id = parent;
            depth++;
        }

        return depth;
    }

    private sealed record NewInstance(string ProcessId, SagId Sag, string Center, InstanceId? Parent, long? ParentWait);

    private sealed record Pending(InstanceId Id, Command Command, NewInstance? New, bool TookMessage = false);

    /// <summary>Messages and signals are delivered one at a time, each when all that came before it is done.</summary>
    private async Task<StepResult?> RunAsync(Queue<Pending> pending, CancellationToken ct)
    {
        try
        {
            StepResult? first = null;
            while (pending.TryDequeue(out var next) || (next = Of(await messages.NextAsync(ct))) is not null)
            {
                var result = await OneAsync(next, pending, ct);
                first ??= result;
            }

            return first;
        }
        finally
        {
            messages.Clear();
        }
    }

    private static Pending? Of(Beskedformidling.Delivery? delivery) => delivery is null ? null : new Pending(
        delivery.Instance, delivery.Command, delivery.New is var (process, sag, center) ? new NewInstance(process, sag, center, null, null) : null, delivery.TookEarlier);

    /// <summary>What expressions may read beside the instance's variables; a called process and one that a message starts have it of their case too.</summary>
    internal static Dictionary<string, FeelValue> Facts(SagId sag, string center) => new(StringComparer.Ordinal)
    {
        ["sag"] = FeelValue.Of(new Dictionary<string, FeelValue>(StringComparer.Ordinal) { ["id"] = FeelValue.Of(sag.ToString()), ["center"] = FeelValue.Of(center) }),
    };

    private async Task<StepResult> OneAsync(Pending pending, Queue<Pending> more, CancellationToken ct)
    {
        var stored = pending.New is null ? await FindAsync(pending.Id, ct) : null;
        var definition = stored is null
            ? catalog.FindNewest(pending.New!.ProcessId) ?? throw new InvalidOperationException($"Process {pending.New.ProcessId} is unknown.")
            : catalog.ByHash(stored.DefinitionHash);
        var before = stored is null ? null : ProcessState.Read(stored.State);
        var result = Kernel.Step(definition, before, pending.Command, await ContextAsync(definition, stored?.SagId ?? pending.New!.Sag, stored?.CenterId ?? pending.New!.Center, ct));
        if (result.Outcome != StepOutcome.Applied)
        {
            return result;
        }

        var instance = await StoreAsync(pending, stored, definition, result, ct);
        WriteHistory(instance, pending.Command, result);
        Taken.Add(new StepTaken(pending.Id, stored?.Revision ?? 0, instance.Revision, pending.TookMessage));
        await ApplyAsync(instance, result.Effects, pending.Command is FireTimer, more, ct);
        return result;
    }

    private async Task<StoredInstance> FindAsync(InstanceId id, CancellationToken ct) =>
        await work.Store.FindInstanceAsync(id, ct) ?? throw new InvalidOperationException($"Process instance {id} is unknown.");

    private async ValueTask<StepContext> ContextAsync(ProcessDefinition definition, SagId sag, string center, CancellationToken ct)
    {
        var facts = Facts(sag, center);
        if (Moedefakta.Laeses(definition))
        {
            facts[Moedefakta.Navn] = await meetings.ForAsync(sag, ct);
        }

        return new StepContext(work.Nu, LokalTid.Zone, facts);
    }

    private async Task<StoredInstance> StoreAsync(Pending pending, StoredInstance? stored, ProcessDefinition definition, StepResult result, CancellationToken ct)
    {
        var state = StateBytes(result.State);
        if (stored is null)
        {
            var n = pending.New!;
            var made = new StoredInstance(pending.Id, n.ProcessId, definition.ContentHash, n.Sag, n.Center, n.Parent, n.ParentWait, 1, state, result.State.IsEnded);
            await work.Store.InsertInstanceAsync(made, work.Nu, ct);
            return made;
        }

        await work.Store.UpdateInstanceAsync(stored.Id, stored.Revision, state, result.State.IsEnded, ct);
        if (result.State.DefinitionHash != stored.DefinitionHash)
        {
            await work.Store.SetDefinitionAsync(stored.Id, result.State.DefinitionHash, ct);
        }

        return stored with { Revision = stored.Revision + 1, State = state, Ended = result.State.IsEnded, DefinitionHash = result.State.DefinitionHash };
    }

    private async Task ApplyAsync(StoredInstance instance, IReadOnlyList<Effect> effects, bool timeIsUp, Queue<Pending> more, CancellationToken ct)
    {
        foreach (var effect in effects)
        {
            switch (effect)
            {
                case CreateTask create:
                    await CreateTaskAsync(instance, create, effects, ct);
                    break;
                case CancelTask cancel when Attribut.ErForumopgave(cancel.Node):
                    await forumTasks.LukAsync(instance, cancel.Wait, ct);
                    break;
                case CancelTask cancel when timeIsUp && Attribut.ErHoering(cancel.Node):
                    // Silence is recorded as silence, never as consent (domain: § 5).
                    await work.Store.CancelTaskAsync(instance.Id, cancel.Wait, work.Nu, ct, Attribut.IntetSvar);
                    work.Historik.Tilfoej(Kaeder.Sag(instance.SagId), "hoering-uden-svar", $"Høringsfristen for »{cancel.Node.Name ?? cancel.Node.Id}« er udløbet uden svar: »intet svar«. Det er ikke et samtykke.");
                    break;
                case CancelTask cancel:
                    await work.Store.CancelTaskAsync(instance.Id, cancel.Wait, work.Nu, ct);
                    break;
                case ArmTimer arm:
                    await work.Store.InsertTimerAsync(new StoredTimer(instance.Id, arm.Wait, arm.Node.Id, arm.Due, arm.Rule, "{}", 0), ct);
                    work.MeldForfald(arm.Due);
                    break;
                case MoveTimer move:
                    await work.Store.MoveTimerAsync(instance.Id, move.Wait, move.Node.Id, move.Due, move.Rule, ct);
                    work.Historik.Tilfoej(Kaeder.Sag(instance.SagId), "frist-flyttet", $"Fristen ved »{move.Node.Name ?? move.Node.Id}« er nu {Dansk.Tid(move.Due)}.");
                    work.MeldForfald(move.Due);
                    break;
                case TimerStale stale:
                    work.Historik.Tilfoej(Kaeder.Sag(instance.SagId), "frist-uden-vaerdi", $"Fristen ved »{stale.Node.Name ?? stale.Node.Id}« kan ikke beregnes nu og står, som den stod.");
                    break;
                case MoveTask move when Attribut.ErForumopgave(move.Node):
                    await forumTasks.FlytAsync(instance, move, ct);
                    break;
                case MoveTask move:
                    await MoveTaskAsync(instance, move, ct);
                    break;
                case MoveJob move:
                    await work.Store.MoveJobAsync(instance.Id, move.Wait, move.Node.Id, ct);
                    break;
                case CancelTimer cancel:
                    await work.Store.DeleteTimerAsync(instance.Id, cancel.Wait, ct);
                    break;
                case EnqueueJob job:
                    await work.Store.InsertJobAsync(Job.Stored(instance.Id, job), work.Nu, ct);
                    work.MeldForfald(work.Nu);
                    break;
                case CancelJob cancel:
                    await work.Store.CancelJobAsync(instance.Id, cancel.Wait, ct);
                    break;
                case CallProcess call:
                    var child = NytId.Af<InstanceId>(work.Nu);
                    more.Enqueue(new Pending(child, new Start(call.Variables), new NewInstance(call.ProcessId, instance.SagId, instance.CenterId, instance.Id, call.Wait)));
                    break;
                case CancelCall cancel:
                    if (await work.Store.FindChildAsync(instance.Id, cancel.Wait, ct) is { } running)
                    {
                        more.Enqueue(new Pending(running, new Cancel("Afbrudt af den kaldende proces"), null));
                    }

                    break;
                case Subscribe or Unsubscribe or Publish:
                    await messages.ApplyAsync(instance, effect, ct);
                    break;
                case RaiseIncident incident:
                    await work.Store.InsertIncidentAsync(instance.Id, incident.Number, incident.Node.Id, incident.Code, incident.Text, work.Nu, ct);
                    work.Historik.Tilfoej(Kaeder.Sag(instance.SagId), "driftsstop", $"Sagen er gået i stå ved »{incident.Node.Name ?? incident.Node.Id}« og venter på en administrator.");
                    break;
                case ResolveIncident resolved:
                    await work.Store.ResolveIncidentAsync(instance.Id, resolved.Number, work.Nu, ct);
                    break;
                case Ended ended:
                    await EndAsync(instance, ended, more, ct);
                    break;
                case Escalate escalated:
                    if (instance.ParentId is { } caller)
                    {
                        more.Enqueue(new Pending(caller, new CallEscalated(instance.ParentWait!.Value, escalated.Code), null));
                    }

                    break;
                case ReopenCall:
                    // Whoever restores the caller restores the called instance in the same transaction.
                    break;
                default:
                    throw new InvalidOperationException($"Effect {effect.GetType().Name} is not handled.");
            }
        }
    }

    private async Task CreateTaskAsync(StoredInstance instance, CreateTask create, IReadOnlyList<Effect> effects, CancellationToken ct)
    {
        if (Attribut.ErForumopgave(create.Node))
        {
            await forumTasks.AabnAsync(instance, create, ct);
            return;
        }

        DateTimeOffset? due = null;
        foreach (var effect in effects)
        {
            if (effect is ArmTimer arm && arm.TaskWait == create.Wait && (due is null || arm.Due < due))
            {
                due = arm.Due;
            }
        }

        var role = Role(create.Attributes);
        await work.Store.InsertTaskAsync(
            new Opgaver.Opgave
            {
                Id = NytId.Af<OpgaveId>(work.Nu),
                SagId = instance.SagId,
                InstansId = instance.Id,
                Vent = create.Wait,
                Node = create.Node.IsAdHoc ? null : create.Node.Id,
                Navn = create.Node.Name ?? create.Node.Id,
                Rolle = role,
                Enhed = Attribut.RolleHoererTilCenter(role) ? instance.CenterId : null,
                Oprettet = work.Nu,
                Frist = due,
            },
            ct);
    }

    private static string Role(IReadOnlyDictionary<string, FeelValue> attributes) => Attribut.Tekst(attributes, Attribut.Rolle) ?? "sekretariat";

    /// <summary>An open task is another version's now: what people read of it, and whose it is.</summary>
    private Task MoveTaskAsync(StoredInstance instance, MoveTask move, CancellationToken ct)
    {
        var role = Role(move.Attributes);
        return work.Store.MoveTaskAsync(instance.Id, move.Wait, move.Node.Id, move.Node.Name ?? move.Node.Id, role, Attribut.RolleHoererTilCenter(role) ? instance.CenterId : null, ct);
    }

    private async Task EndAsync(StoredInstance instance, Ended ended, Queue<Pending> more, CancellationToken ct)
    {
        if (instance.ParentId is not { } parent)
        {
            await forumTasks.ProcesSluttetAsync(instance, ended, ct);
        }
        else if (!ended.Cancelled)
        {
            var wait = instance.ParentWait!.Value;
            more.Enqueue(new Pending(parent, ended.Error is { } code ? new CallFailed(wait, code) : new CallDone(wait, ended.Variables), null));
        }
    }

    private void WriteHistory(StoredInstance instance, Command command, StepResult result)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var w = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = Json.Indstillinger.Encoder }))
        {
            w.WriteStartObject();
            w.WriteString("instans", instance.Id.Value);
            w.WriteNumber("rev", instance.Revision);
            w.WriteString("definition", instance.DefinitionHash);
            w.WriteString("kommando", command.GetType().Name);
            w.WritePropertyName("haendelser");
            ProcessEvent.WriteAll(w, result.Events);
            w.WriteEndObject();
        }

        work.Historik.TilfoejTrin(Kaeder.Sag(instance.SagId), Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    internal static byte[] StateBytes(ProcessState state)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var w = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = Json.Indstillinger.Encoder }))
        {
            state.WriteTo(w);
        }

        return buffer.WrittenSpan.ToArray();
    }
}
