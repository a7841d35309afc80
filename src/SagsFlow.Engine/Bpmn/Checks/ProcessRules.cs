using SagsFlow.Engine.Bpmn.Reading;

namespace SagsFlow.Engine.Bpmn.Checks;

/// <summary>What BPMN says of a process and everything in it, level by level.</summary>
internal static class ProcessRules
{
    public static void Check(DraftProcess process, IdIndex ids, FindingList findings)
    {
        foreach (var scope in process.Scopes)
        {
            ScopeRules.Check(scope, process.IsExecutable, ids, findings);
            foreach (var node in scope.Nodes)
            {
                FlowRules.Check(node, findings);
                EventRules.Check(node, findings);
                GatewayRules.Check(node, findings);
                ActivityRules.Check(node, findings);
            }
        }
    }
}
