using SagsFlow.Engine.Bpmn;
using SagsFlow.Engine.Feel;

namespace SagsFlow.Engine.Execution;

/// <summary>Entering what waits: activities with their boundary timers, and timer events.</summary>
internal sealed partial class StepRun
{
    private static readonly IReadOnlyDictionary<string, FeelValue> NoValues = VariableMap.Empty;

    /// <summary>Evaluates all there is to evaluate before anything is opened, so that a fault leaves nothing half done.</summary>
    private void EnterActivity(NodePlan node)
    {
        if (Prepare(node) is not { } opening)
        {
            Raise(node, fault!, IncidentPhase.Enter);
            return;
        }

        var dues = node.Boundaries.Length == 0 ? [] : new (DateTimeOffset Due, TimerCycle? Cycle)[node.Boundaries.Length];
        for (var i = 0; i < dues.Length; i++)
        {
            if (Due(node.Boundaries[i], opening.Input) is not { } due)
            {
                Raise(node, fault!, IncidentPhase.Enter);
                return;
            }

            dues[i] = due;
        }

        var number = Open(node, opening, replaces: null);
        for (var i = 0; i < dues.Length; i++)
        {
            OpenTimer(node.Boundaries[i], dues[i].Due, dues[i].Cycle, number);
        }
    }

    private void OpenAgain(NodePlan node, long failed)
    {
        if (Prepare(node) is { } opening)
        {
            Open(node, opening, failed);
        }
        else
        {
            Raise(node, fault!, IncidentPhase.Job, wait: failed);
        }
    }

    /// <summary>Evaluates the inputs, and over them the attributes and the called process; null on a fault.</summary>
    private Opening? Prepare(NodePlan node)
    {
        var input = NoValues;
        if (node.Inputs.Length > 0)
        {
            if (EvaluateMappings(node, node.Inputs, Scope) is not { } values)
            {
                return null;
            }

            var map = VariableMap.Empty;
            for (var i = 0; i < values.Length; i++)
            {
                map = map.With(node.Inputs[i].Target, values[i]);
            }

            input = map;
        }

        if (node.Node.Kind != NodeKind.CallActivity)
        {
            return Attributes(node, input) is { } attributes ? new Opening(attributes, input, null) : null;
        }

        // The called process is named by the caller's variables; its inputs are the callee's and hide nothing here.
        var expression = node.Node.CalledProcess!;
        switch (Evaluate(expression, Scope, node.Node))
        {
            case FeelString id:
                return new Opening(NoValues, input, id.Value);
            case null:
                return null;
            case FeelNull:
                fault = Fault.NoValue(node.Node, "Den kaldte proces", expression.Text);
                return null;
            default:
                fault = Fault.NotText(node.Node, "Den kaldte proces", expression.Text);
                return null;
        }
    }

    private IReadOnlyDictionary<string, FeelValue>? Attributes(NodePlan node, IReadOnlyDictionary<string, FeelValue> input)
    {
        if (node.ConstantAttributes is not null)
        {
            return node.ConstantAttributes;
        }

        var values = new Dictionary<string, FeelValue>(node.Attributes.Length, StringComparer.Ordinal);
        Names.Nearest = input;
        try
        {
            foreach (var (name, expression) in node.Attributes)
            {
                if (Evaluate(expression, Scope, node.Node) is not { } value)
                {
                    return null;
                }

                if (value is FeelNull)
                {
                    fault = Fault.NoValue(node.Node, $"»{name}«", expression.Text);
                    return null;
                }

                values.Add(name, value);
            }

            return values;
        }
        finally
        {
            Names.Nearest = null;
        }
    }

    /// <summary>When a timer armed now is due; null on a fault. A boundary timer sees the inputs of its activity.</summary>
    private (DateTimeOffset Due, TimerCycle? Cycle)? Due(NodePlan node, IReadOnlyDictionary<string, FeelValue>? input)
    {
        var rule = node.Node.Timer!;
        var schedule = node.Schedule;
        if (schedule is null)
        {
            Names.Nearest = input;
            var value = Evaluate(rule.Expression, Scope, node.Node);
            Names.Nearest = null;
            if (value is null)
            {
                return null;
            }

            if (value is FeelNull)
            {
                fault = Fault.NoValue(node.Node, "Fristen", rule.Text);
                return null;
            }

            schedule = TimerSchedule.From(rule.Kind, value);
        }

        var armed = schedule?.Arm(context.Now, context.Zone);
        if (armed is null)
        {
            fault = Fault.Timer(node.Node, rule.Text);
        }

        return armed;
    }

    private long Open(NodePlan node, Opening opening, long? replaces)
    {
        var number = state.Sequence + 1;
        var kind = node.Node.Kind switch
        {
            NodeKind.UserTask => WaitKind.Task,
            NodeKind.ServiceTask => WaitKind.Job,
            _ => WaitKind.Call,
        };
        Emit(new WaitOpened(new Wait(number, kind, node.Node.Id, null, null), replaces));
        effects.Add(kind switch
        {
            WaitKind.Task => new CreateTask(number, node.Node, opening.Attributes) { Input = opening.Input },
            WaitKind.Job => new EnqueueJob(number, node.Node, opening.Attributes, opening.Input),
            _ => new CallProcess(number, node.Node, opening.ProcessId!, opening.Input),
        });
        return number;
    }

    private void OpenTimer(NodePlan node, DateTimeOffset due, TimerCycle? cycle, long? owner)
    {
        var number = state.Sequence + 1;
        Emit(new WaitOpened(new Wait(number, WaitKind.Timer, node.Node.Id, due, owner) { Cycle = cycle }));
        effects.Add(new ArmTimer(number, node.Node, due, node.Node.Timer!.Text, owner));
    }

    private readonly record struct Opening(
        IReadOnlyDictionary<string, FeelValue> Attributes, IReadOnlyDictionary<string, FeelValue> Input, string? ProcessId);
}
