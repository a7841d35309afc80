using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SagsFlow.Engine.Feel;

namespace SagsFlow.Engine.Bpmn;

/// <summary>
/// The version of a process: SHA-256 over a canonical text of all that affects how it runs or what people see of it.
/// </summary>
/// <remarks>
/// <para>Covered: the process's id and name; every flow node's kind, id, name and lane; timers, called processes,
/// mappings, attributes and elements of <c>urn:sagsflow:bpmn:1</c> (in their order: the first outcome moves a task on);
/// what an event catches or throws, by name; loops; scripts in FEEL; the sub-process a node lies in;
/// what a boundary event sits on and whether it or the start of an event sub-process interrupts; every flow's id, name, ends and condition, and which flow is
/// the default.</para>
/// <para>Not covered: diagrams, documentation, annotations and other artifacts, data objects, participants, comments,
/// white space, prefixes, the order of attributes, other vendors' extensions, line numbers, and the order in which
/// elements stand in the file. The order of flows counts only where it decides: among the ways out of an exclusive gateway,
/// whose conditions are tried one after another; the default is tried last wherever it stands.</para>
/// <para>A field is written only when it says something, each with its own mark and length, so that a later field leaves
/// the hashes of files that do not use it as they were.</para>
/// </remarks>
internal static class ContentHash
{
    public static string Of(ProcessDefinition process)
    {
        var writer = new Writer();
        writer.Field("process", process.Id);
        writer.Field("name", process.Name);
        Write(writer, process.Attributes);
        foreach (var node in process.Nodes.OrderBy(n => n.Id, StringComparer.Ordinal))
        {
            Write(writer, node);
        }

        return writer.Hash();
    }

    private static void Write(Writer writer, Node node)
    {
        writer.Field("node", node.Id);
        writer.Field("kind", KindOf(node));
        writer.Field("name", node.Name);
        writer.Field("lane", node.Lane);
        writer.Field("attached", node.AttachedTo?.Id);
        writer.Field("interrupting", node.AttachedTo is null || node.CancelActivity ? null : "false");
        writer.Field("parent", node.Parent?.Id);
        writer.Field("starts", node.Instantiates ? "true" : null);
        writer.Field("around", node.IsInterrupting ? null : "goes on");
        Write(writer, node.Event);
        Write(writer, node.Loop);
        Write(writer, "script", node.Script);
        Write(writer, "calls", node.CalledProcess);
        Write(writer, "input", node.Inputs);
        Write(writer, "output", node.Outputs);
        foreach (var (name, value) in node.Attributes.OrderBy(a => a.Key, StringComparer.Ordinal))
        {
            writer.Field("attribute", name);
            Write(writer, "value", value);
        }

        foreach (var extension in node.Extensions)
        {
            writer.Field("extension", extension.Name);
            Write(writer, extension.Attributes);
        }

        foreach (var flow in InOrder(node))
        {
            writer.Field("flow", flow.Id);
            writer.Field("name", flow.Name);
            writer.Field("target", flow.Target.Id);
            writer.Field("default", ReferenceEquals(flow, node.Default) ? "true" : null);
            Write(writer, "condition", flow.Condition);
        }
    }

    /// <summary>The first two are what the kinds were called when the first versions were hashed, and must stay.</summary>
    private static string KindOf(Node node) => (node.Kind, node.Event?.Kind) switch
    {
        (NodeKind.IntermediateCatchEvent, EventKind.Timer) => "IntermediateTimer",
        (NodeKind.BoundaryEvent, EventKind.Timer) => "BoundaryTimer",
        _ => node.Kind.ToString(),
    };

    private static void Write(Writer writer, EventTrigger? trigger)
    {
        if (trigger?.Timer is { } timer)
        {
            writer.Field("timer", timer.Kind.ToString());
            writer.Field("due", timer.Text);
        }
        else if (trigger is not null)
        {
            writer.Field("event", trigger.Kind.ToString());
            writer.Field("of", trigger.Name);
            Write(writer, "key", trigger.Key);
        }
    }

    private static void Write(Writer writer, Loop? loop)
    {
        switch (loop)
        {
            case StandardLoop standard:
                writer.Field("loop", standard.TestBefore ? "before" : "after");
                writer.Field("most", standard.Maximum?.ToString(CultureInfo.InvariantCulture));
                Write(writer, "while", standard.Condition);
                break;
            case MultiInstance multiple:
                writer.Field("loop", multiple.IsSequential ? "sequential" : "parallel");
                Write(writer, "count", multiple.Cardinality);
                Write(writer, "list", multiple.Collection);
                writer.Field("element", multiple.Element);
                writer.Field("results", multiple.OutputCollection);
                Write(writer, "result", multiple.OutputElement);
                Write(writer, "until", multiple.CompletionCondition);
                writer.Field("behavior", multiple.Behavior == LoopBehavior.All ? null : multiple.Behavior.ToString());
                Write(writer, multiple.BehaviorEvent);
                break;
        }
    }

    private static IEnumerable<SequenceFlow> InOrder(Node node) => node.Kind == NodeKind.ExclusiveGateway
        ? node.Outgoing.OrderBy(f => ReferenceEquals(f, node.Default))
        : node.Outgoing.OrderBy(f => f.Id, StringComparer.Ordinal);

    private static void Write(Writer writer, IReadOnlyDictionary<string, string> attributes)
    {
        foreach (var (name, value) in attributes.OrderBy(a => a.Key, StringComparer.Ordinal))
        {
            writer.Field("attribute", name);
            writer.Field("text", value);
        }
    }

    private static void Write(Writer writer, string mark, IReadOnlyList<Mapping> mappings)
    {
        foreach (var mapping in mappings)
        {
            writer.Field(mark, mapping.Target);
            Write(writer, "value", mapping.Source);
        }
    }

    /// <summary>The literal <c>a</c> and the expression <c>=a</c> are different things with the same text.</summary>
    private static void Write(Writer writer, string mark, FeelExpression? expression)
    {
        if (expression is not null)
        {
            writer.Field(mark, expression.ConstantValue is FeelString text && text.Value == expression.Text ? "text" : "feel");
            writer.Field("is", expression.Text);
        }
    }

    private sealed class Writer
    {
        private readonly StringBuilder text = new();

        /// <summary>The length keeps a value from looking like the next field.</summary>
        public void Field(string mark, string? value)
        {
            if (value is not null)
            {
                text.Append(mark).Append(':').Append(value.Length).Append(':').Append(value).Append('\n');
            }
        }

        public string Hash() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
