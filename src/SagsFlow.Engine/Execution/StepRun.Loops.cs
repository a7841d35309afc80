using SagsFlow.Engine.Bpmn;
using SagsFlow.Engine.Feel;

namespace SagsFlow.Engine.Execution;

/// <summary>Activities that are done several times (BPMN 2.0.2, §§ 10.3.8, 13.3.6, 13.3.7).</summary>
internal sealed partial class StepRun
{
    /// <summary>The most times an activity can be done for each; more is surely a mistake.</summary>
    public const int MostTimes = 10_000;

    private const string Counter = "loopCounter";

    private void EnterLoop(NodePlan node, long at)
    {
        if (Plan(node, at) is not { } loop || ArmAll(node.Boundaries, at, null) is not { } armed)
        {
            Raise(node, at, fault!, IncidentPhase.Enter);
            return;
        }

        var number = OpenScope(node, at, NoValues, loop);
        OpenAll(armed, at, number);
        ContinueLoop(node, number);
    }

    /// <summary>How many times, and for what; null on a fault.</summary>
    private LoopState? Plan(NodePlan node, long at)
    {
        if (node.Node.Loop is not MultiInstance many)
        {
            return new LoopState(null, 0, 0);
        }

        var outputs = many.OutputElement is null ? null : new FeelList([]);
        var expression = (many.Collection ?? many.Cardinality)!;
        switch (Evaluate(expression, At(at), node.Node))
        {
            case null:
                return null;
            case FeelNull:
                fault = Fault.NoValue(node.Node, many.Collection is null ? "Antallet" : "Listen", expression.Text);
                return null;
            case FeelList list when many.Collection is not null && list.Items.Length <= MostTimes:
                return new LoopState(list.Items.Length, 0, 0) { Items = list, Outputs = Blank(outputs, list.Items.Length) };
            case FeelNumber number when many.Collection is null && number.Value is >= 0 and <= MostTimes && number.Value == decimal.Truncate(number.Value):
                return new LoopState((int)number.Value, 0, 0) { Outputs = Blank(outputs, (int)number.Value) };
            default:
                fault = many.Collection is null ? Fault.NotNumber(node.Node, expression.Text) : Fault.NotList(node.Node, expression.Text);
                return null;
        }
    }

    private static FeelList? Blank(FeelList? outputs, int count) => outputs is null ? null : new FeelList([.. Enumerable.Repeat(FeelValue.Null, count)]);

    /// <summary>Begins what is to begin now, or finishes when nothing is left.</summary>
    private void ContinueLoop(NodePlan node, long number)
    {
        var loop = state.Scope(number).Loop!;
        bool? isOver = node.Node.Loop switch
        {
            StandardLoop again => IsOver(again, node, number, loop),
            MultiInstance many => IsOver(many, node, number, loop),
            _ => true,
        };
        if (isOver is null)
        {
            Raise(node, number, fault!, IncidentPhase.Enter);
        }
        else if (isOver.Value)
        {
            FinishLoop(node, number);
        }
        else if (node.Node.Loop is StandardLoop or MultiInstance { IsSequential: true })
        {
            StartOnce(node, number);
        }
        else
        {
            while (state.FindScope(number)?.Loop is { } running && running.Started < running.Total && StartOnce(node, number))
            {
            }
        }
    }

    /// <summary>Whether a standard loop has been gone round often enough; null on a fault.</summary>
    private bool? IsOver(StandardLoop again, NodePlan node, long number, LoopState loop)
    {
        if (again.Maximum is { } maximum && loop.Started >= maximum)
        {
            return true;
        }

        if (again.Condition is null || (loop.Started == 0 && !again.TestBefore))
        {
            return false;
        }

        Names.Nearest = VariableMap.Empty.With(Counter, FeelValue.Of(loop.Started));
        var value = Evaluate(again.Condition, At(number), node.Node);
        Names.Nearest = null;
        return value is null ? null : value is not FeelBoolean { Value: true };
    }

    /// <summary>Whether all are done, or those that are suffice; null on a fault.</summary>
    private bool? IsOver(MultiInstance many, NodePlan node, long number, LoopState loop)
    {
        if (many.CompletionCondition is { } enough && loop.Completed > 0)
        {
            Names.Nearest = VariableMap.Empty
                .With("numberOfInstances", FeelValue.Of(loop.Total!.Value))
                .With("numberOfActiveInstances", FeelValue.Of(loop.Started - loop.Completed))
                .With("numberOfCompletedInstances", FeelValue.Of(loop.Completed))
                .With("numberOfTerminatedInstances", FeelValue.Of(0))
                .With(Counter, FeelValue.Of(loop.Started));
            var value = Evaluate(enough, At(number), node.Node);
            Names.Nearest = null;
            if (value is null)
            {
                return null;
            }

            if (value is FeelBoolean { Value: true })
            {
                return true;
            }
        }

        return loop.Completed >= loop.Total;
    }

    /// <summary>Begins the next one.</summary>
    /// <returns>False when the step has gone on for too long; a retry goes on from there.</returns>
    private bool StartOnce(NodePlan node, long number)
    {
        if (++visits > context.StepLimit)
        {
            Raise(node, number, Fault.TooManySteps(node.Node, context.StepLimit), IncidentPhase.Enter);
            return false;
        }

        var loop = state.Scope(number).Loop!;
        var variables = VariableMap.Empty.With(Counter, FeelValue.Of(loop.Started + 1));
        if (node.Node.Loop is MultiInstance { Element: { } name } && loop.Items is not null)
        {
            variables = variables.With(name, loop.Items.Items[loop.Started]);
        }

        Emit(new LoopAdvanced(number) { Loop = loop with { Started = loop.Started + 1 } });
        BeginOnce(node, OpenScope(node, number, variables, null));
        return true;
    }

    /// <summary>Does the activity in the scope of one of its times; its boundary events belong to the loop as a whole.</summary>
    private void BeginOnce(NodePlan node, long at)
    {
        Tell(node, NodeStepKind.Started);
        if (Prepare(node, at) is not { } opening)
        {
            Raise(node, at, fault!, IncidentPhase.Enter);
            return;
        }

        if (Waits(node))
        {
            Open(node, at, opening, replaces: null);
        }
        else if (HoldsSubProcess(node))
        {
            foreach (var (name, value) in opening.Input)
            {
                Emit(new VariableSet(name, value) { Scope = at });
            }

            Begin(node, at);
        }
        else
        {
            Pass(node, at, opening);
        }
    }

    private void CompleteOnce(NodePlan node, ScopeBuilder at)
    {
        var number = at.Parent;
        if (HoldsSubProcess(node) && node.Outputs.Length > 0 && !SetOutputs(node, at.Number, null))
        {
            Raise(node, at.Number, fault!, IncidentPhase.Leave);
            return;
        }

        var loop = state.Scope(number).Loop!;
        if (node.Node.Loop is MultiInstance { OutputElement: { } gathered } && loop.Outputs is not null)
        {
            if (Evaluate(gathered, At(at.Number), node.Node) is not { } value)
            {
                Raise(node, at.Number, fault!, IncidentPhase.Leave);
                return;
            }

            var index = (int)((FeelNumber)at.Variables[Counter]).Value - 1;
            loop = loop with { Outputs = new FeelList(loop.Outputs.Items.SetItem(index, value)) };
        }

        CancelListeners(at.Number);
        Emit(new ScopeClosed(at.Number, node.Node.Id, WaitEnd.Done));
        Tell(node, NodeStepKind.Completed);
        Emit(new LoopAdvanced(number) { Loop = loop with { Completed = loop.Completed + 1 } });
        if (node.Node.Loop is MultiInstance { BehaviorEvent: { } signal } many && (many.Behavior == LoopBehavior.None || loop.Completed == 0)
            && ThrowFromLoop(node, signal, number))
        {
            return;
        }

        ContinueLoop(node, number);
    }

    private void FinishLoop(NodePlan node, long number)
    {
        var at = state.Scope(number);
        var (loop, parent) = (at.Loop!, at.Parent);
        CancelContents(number);
        CancelBoundary(number);
        Emit(new ScopeClosed(number, node.Node.Id, WaitEnd.Done));
        if (loop.Started == 0)
        {
            Tell(node, NodeStepKind.Started);
            Tell(node, NodeStepKind.Completed);
        }

        if (node.Node.Loop is MultiInstance { OutputCollection: { } name } && loop.Outputs is not null)
        {
            SetVariable(parent, name, loop.Outputs);
        }

        Route(node, parent);
    }
}
