using System.Text.Json;
using SagsFlow.Data;
using SagsFlow.Engine.Bpmn;
using SagsFlow.Engine.Execution;
using SagsFlow.Engine.Feel;
using SagsFlow.Meddelelser;

namespace SagsFlow.Processer;

/// <summary>
/// Carries messages and signals between running processes, in the transaction of the step that sends them or begins to wait. A message is stored
/// when it is sent, and is matched when the commands at hand are done: it reaches the one that has waited longest for its name and exactly its
/// key, else it starts a process for the sender's case, else it stays until somebody waits or its time is up. A signal reaches all that wait
/// when it is sent, and is never stored. Whoever deletes the row of a wait delivers to it.
/// </summary>
public sealed class Beskedformidling(Arbejde work, ProcessCatalog catalog)
{
    /// <summary>How many messages and signals in a row may each be sent because of the one before, in one transaction.</summary>
    public const int LongestChain = 100;

    /// <summary>How many deliveries one command may lead to.</summary>
    public const int MostDeliveries = 10_000;

    private static readonly Dictionary<string, FeelValue> Nothing = new(StringComparer.Ordinal);

    private readonly Queue<Item> _items = new();
    private readonly Dictionary<Guid, Sent> _sent = [];
    private int _chain;
    private int _deliveries;

    /// <summary>Something to do when the commands at hand are done.</summary>
    private abstract record Item;

    /// <summary>Messages of a name and key are to be matched with those who wait.</summary>
    /// <param name="Message">The one that was sent and may start a process; null when it is a wait that is new.</param>
    private sealed record Match(string Name, string? Key, Guid? Message) : Item;

    private sealed record ToListener(Sent Signal, StoredSubscription Listener) : Item;

    private sealed record ToStart(Sent Signal, ProcessDefinition Process) : Item;

    /// <summary>A message or signal on its way, and what has come of it.</summary>
    /// <param name="Id">A message's id in the table.</param>
    /// <param name="Case">The sender's case, or the one it was sent for; null for none.</param>
    /// <param name="Center">The case's center; null for none.</param>
    public sealed record Sent(Guid Id, EventKind Kind, string Name, string? Key, FeelContext Payload, SagId? Case, string? Center)
    {
        internal int Chain { get; init; }

        /// <summary>The case of each process that heard it.</summary>
        public IList<SagId> Heard { get; } = [];

        /// <summary>Whether it has started a process.</summary>
        public bool HasStarted { get; internal set; }
    }

    /// <summary>A command that delivers something.</summary>
    /// <param name="New">The process and case of an instance it starts; null for one that waits.</param>
    /// <param name="TookEarlier">Whether the message had been stored before the command at hand, so that the step cannot be taken back.</param>
    public sealed record Delivery(InstanceId Instance, Command Command, (string ProcessId, SagId Case, string Center)? New, bool TookEarlier);

    /// <summary>Carries out what a step says of messages and signals.</summary>
    public Task ApplyAsync(StoredInstance instance, Effect effect, CancellationToken ct) => effect switch
    {
        Subscribe wanted => SubscribeAsync(instance, wanted, ct),
        Unsubscribe gone => work.Store.DeleteSubscriptionAsync(instance.Id, gone.Wait, ct),
        Publish sent => PublishAsync(instance, sent, ct),
        _ => throw new ArgumentException($"Effect {effect.GetType().Name} is not about messages.", nameof(effect)),
    };

    /// <summary>Sends something from outside.</summary>
    /// <param name="expires">When a message that nobody has taken is deleted.</param>
    /// <returns>What becomes of it, once the commands it leads to have been carried out.</returns>
    public Task<Sent> SendAsync(EventKind kind, string name, string? key, FeelContext payload, Sager.Sag? sag, DateTimeOffset expires, CancellationToken ct) =>
        SendAsync(new Sent(NytId.Guid(work.Nu), kind, name, key, payload, sag?.Id, sag?.CenterId) { Chain = 1 }, expires, null, ct);

    /// <summary>The next delivery; null when there is none, and the next command begins anew.</summary>
    /// <exception cref="BeskedringException">Messages go in a ring.</exception>
    public async Task<Delivery?> NextAsync(CancellationToken ct)
    {
        while (_items.TryPeek(out var item))
        {
            var delivery = item switch
            {
                Match match => await MatchAsync(match, ct),
                ToListener to => await HearAsync(to, ct),
                ToStart to => Begin(to.Signal, to.Process),
                _ => null,
            };
            if (delivery is null || item is not Match)
            {
                _items.Dequeue();
            }

            if (delivery is not null)
            {
                return delivery;
            }
        }

        return null;
    }

    /// <summary>Forgets what a command led to, whether it went well or not.</summary>
    public void Clear()
    {
        _items.Clear();
        _sent.Clear();
        _chain = 0;
        _deliveries = 0;
    }

    /// <summary>Deletes messages whose time is up, and tells the cases that sent them.</summary>
    /// <returns>How many.</returns>
    public async Task<int> RemoveExpiredAsync(int most, CancellationToken ct)
    {
        var expired = await work.Store.ExpiredMessagesAsync(work.Nu, most, ct);
        foreach (var message in expired)
        {
            if (await work.Store.DeleteStoredMessageAsync(message.Id, ct))
            {
                work.Historik.Tilfoej(
                    message.Case is { } sag ? Kaeder.Sag(sag) : Kaeder.System, "besked-udloebet", $"Ingen tog imod beskeden »{message.Name}« inden for dens levetid, så den er slettet.");
            }
        }

        return expired.Count;
    }

    private async Task SubscribeAsync(StoredInstance instance, Subscribe wanted, CancellationToken ct)
    {
        var isMessage = wanted.Kind == EventKind.Message;
        if (isMessage)
        {
            await work.Store.LockMessagesAsync(ct);
            _items.Enqueue(new Match(wanted.Name, wanted.Key, null));
        }

        var row = new StoredSubscription(instance.Id, wanted.Wait, wanted.Node.Id, instance.SagId, isMessage ? StepStore.MessageKind : StepStore.SignalKind, wanted.Name, wanted.Key);
        await work.Store.InsertSubscriptionAsync(row, work.Nu, ct);
    }

    private Task PublishAsync(StoredInstance instance, Publish sent, CancellationToken ct) => SendAsync(
        new Sent(NytId.Guid(work.Nu), sent.Kind, sent.Name, sent.Key, new FeelContext(sent.Payload), instance.SagId, instance.CenterId) { Chain = _chain + 1 },
        Levetid.Udloeb(work.Nu, Attribut.Literal(sent.Node, Attribut.Levetid)),
        instance,
        ct);

    private async Task<Sent> SendAsync(Sent sent, DateTimeOffset expires, StoredInstance? from, CancellationToken ct)
    {
        if (sent.Kind == EventKind.Signal)
        {
            foreach (var listener in await work.Store.SignalSubscriptionsAsync(sent.Name, ct))
            {
                _items.Enqueue(new ToListener(sent, listener));
            }

            foreach (var process in StartedBy(sent))
            {
                _items.Enqueue(new ToStart(sent, process));
            }

            return sent;
        }

        await work.Store.LockMessagesAsync(ct);
        var row = new StoredMessage(sent.Id, sent.Name, sent.Key, FeelJson.Text(sent.Payload), expires, sent.Case, sent.Center, from?.Id, from?.Revision);
        await work.Store.InsertStoredMessageAsync(row, work.Nu, ct);
        work.MeldForfald(expires);
        _sent.Add(sent.Id, sent);
        _items.Enqueue(new Match(sent.Name, sent.Key, sent.Id));
        return sent;
    }

    private async Task<Delivery?> MatchAsync(Match match, CancellationToken ct)
    {
        if (await work.Store.OldestSubscriptionAsync(match.Name, match.Key, ct) is { } waiting && await work.Store.OldestMessageAsync(match.Name, match.Key, work.Nu, ct) is { } message)
        {
            return await TakeAsync(message, ct) is var (sent, tookEarlier) && await work.Store.DeleteSubscriptionAsync(waiting.InstanceId, waiting.Wait, ct)
                ? Deliver(sent, waiting, tookEarlier)
                : throw new RevisionConflictException(waiting.InstanceId);
        }

        return match.Message is { } id && await work.Store.FindStoredMessageAsync(id, ct) is { } unread && StartedBy(_sent[id]).FirstOrDefault() is { } process
            && await TakeAsync(unread, ct) is var (starter, _)
            ? Begin(starter, process)
            : null;
    }

    /// <summary>Takes a message off the table.</summary>
    /// <returns>It, and whether it had been stored before the command at hand; null when somebody else has it.</returns>
    private async Task<(Sent Message, bool TookEarlier)?> TakeAsync(StoredMessage message, CancellationToken ct)
    {
        if (!await work.Store.DeleteStoredMessageAsync(message.Id, ct))
        {
            return null;
        }

        if (_sent.TryGetValue(message.Id, out var known))
        {
            return (known, false);
        }

        using var content = JsonDocument.Parse(message.Content);
        return (new Sent(message.Id, EventKind.Message, message.Name, message.Key, (FeelContext)FeelJson.Read(content.RootElement), message.Case, message.Center) { Chain = 1 }, true);
    }

    private async Task<Delivery?> HearAsync(ToListener to, CancellationToken ct) =>
        await work.Store.DeleteSubscriptionAsync(to.Listener.InstanceId, to.Listener.Wait, ct) ? Deliver(to.Signal, to.Listener, tookEarlier: false) : null;

    private Delivery Deliver(Sent sent, StoredSubscription to, bool tookEarlier)
    {
        CountOn(sent);
        sent.Heard.Add(to.Case);
        work.Historik.Tilfoej(Kaeder.Sag(to.Case), "besked-modtaget", sent.Kind == EventKind.Signal ? $"Sagen har hørt signalet »{sent.Name}«." : $"Sagen har modtaget beskeden »{sent.Name}«.");
        return new Delivery(to.InstanceId, new Deliver(to.Wait, sent.Payload), null, tookEarlier);
    }

    private Delivery Begin(Sent sent, ProcessDefinition process)
    {
        CountOn(sent);
        sent.HasStarted = true;
        var sag = sent.Case!.Value;
        work.Historik.Tilfoej(
            Kaeder.Sag(sag), "proces-startet", $"Processen »{process.Name ?? process.Id}« er startet af {(sent.Kind == EventKind.Signal ? "signalet" : "beskeden")} »{sent.Name}«.");
        var start = new Start(Nothing) { Node = process.StartFor(sent.Kind, sent.Name)!.Id, Payload = sent.Payload };
        return new Delivery(NytId.Af<InstanceId>(work.Nu), start, (process.Id, sag, sent.Center!), TookEarlier: false);
    }

    /// <summary>A process runs for a case; what is sent for none starts none.</summary>
    private IEnumerable<ProcessDefinition> StartedBy(Sent sent) => sent.Case is null ? [] : catalog.StartedBy(sent.Kind, sent.Name);

    private void CountOn(Sent sent)
    {
        _chain = sent.Chain;
        if (_chain > LongestChain || ++_deliveries > MostDeliveries)
        {
            throw new BeskedringException(sent.Name);
        }
    }
}

/// <summary>
/// One command led to more messages and signals than can be meant: processes answer each other without ever waiting for a person or a time.
/// Nothing of the command is carried out.
/// </summary>
/// <param name="name">The message that came too late.</param>
public sealed class BeskedringException(string name) : Exception($"Messages go in a ring: {name}.")
{
    /// <summary>The message's name.</summary>
    public string Name => name;
}
