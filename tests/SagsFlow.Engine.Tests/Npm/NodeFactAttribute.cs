namespace SagsFlow.Engine.Tests.Npm;

/// <summary>
/// A fact that needs Node.js. It is skipped where there is none, except under CI, where a missing Node.js is a fault.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute()
    {
        if (!NpmPackage.HasNode && Environment.GetEnvironmentVariable("CI") is null)
        {
            Skip = "Node.js and npm are not on the path, and what this is held against runs in them.";
        }
    }
}
