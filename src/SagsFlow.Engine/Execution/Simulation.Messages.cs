using SagsFlow.Engine.Bpmn;
using SagsFlow.Engine.Feel;

namespace SagsFlow.Engine.Execution;

/// <summary>Messages and signals between the processes of a simulation.</summary>
public sealed partial class Simulation
{
    private readonly List<(Running Instance, Subscribe Wanted)> subscriptions = [];
    private readonly List<Publish> stored = [];

    /// <summary>A message that came before anybody waited for it is there when somebody does.</summary>
    private void Listen(Running instance, Subscribe wanted)
    {
        if (stored.Find(m => IsFor(m, wanted)) is { } message)
        {
            stored.Remove(message);
            pending.Enqueue((instance, new Deliver(wanted.Wait, new FeelContext(message.Payload))));
        }
        else
        {
            subscriptions.Add((instance, wanted));
        }
    }

    /// <summary>A message reaches one that waits, else starts a process; a signal reaches all that wait and starts all that can.</summary>
    private void Send(Publish sent)
    {
        var payload = new FeelContext(sent.Payload);
        var heard = subscriptions.FindAll(s => IsFor(sent, s.Wanted));
        if (sent.Kind == EventKind.Message && heard.Count > 1)
        {
            heard.RemoveRange(1, heard.Count - 1);
        }

        foreach (var (instance, wanted) in heard)
        {
            subscriptions.Remove((instance, wanted));
            pending.Enqueue((instance, new Deliver(wanted.Wait, payload)));
        }

        var starts = definitions.Select(d => (Definition: d, Node: d.StartFor(sent.Kind, sent.Name))).Where(s => s.Node is not null).ToList();
        if (sent.Kind == EventKind.Signal || heard.Count == 0)
        {
            foreach (var (definition, node) in sent.Kind == EventKind.Signal ? starts : starts.Take(1))
            {
                Begin(definition, new Start(Nothing) { Node = node!.Id, Payload = payload }, null, 0);
            }
        }

        if (sent.Kind == EventKind.Message && heard.Count == 0 && starts.Count == 0)
        {
            stored.Add(sent);
        }
    }

    /// <summary>A message without a key is only for one that waits without.</summary>
    private static bool IsFor(Publish sent, Subscribe wanted) => sent.Kind == wanted.Kind && sent.Name == wanted.Name && sent.Key == wanted.Key;
}
