using SagsFlow.Engine.Bpmn;
using SagsFlow.Processer;

namespace SagsFlow.Opgaver;

/// <summary>Finds what the definitions say of tasks.</summary>
public static class Opgavenoder
{
    /// <summary>The node a task stands at, in the version its instance runs on; null for a task outside its process.</summary>
    /// <param name="hash">The version; null where there is no instance.</param>
    /// <param name="node">The node's id, or null.</param>
    public static Node? Node(this ProcessCatalog processer, string? hash, string? node) =>
        hash is not null && node is not null && processer.ByHash(hash).NodesById.TryGetValue(node, out var fundet) ? fundet : null;
}
