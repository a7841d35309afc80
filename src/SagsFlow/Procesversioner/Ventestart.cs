using System.Collections.Concurrent;
using SagsFlow.Data;

namespace SagsFlow.Procesversioner;

/// <summary>When waits began, as their histories have told: a wait keeps its number, and never begins again, so what is known stays true.</summary>
public sealed class Ventestart
{
    /// <summary>Some megabytes; then it is read anew.</summary>
    private const int Flest = 50_000;

    private readonly ConcurrentDictionary<(InstanceId Instans, long Vent), DateTimeOffset> _kendte = new();

    /// <returns>Null when it is not known yet.</returns>
    public DateTimeOffset? Kendt(InstanceId instans, long vent) => _kendte.TryGetValue((instans, vent), out var tid) ? tid : null;

    public DateTimeOffset Husk(InstanceId instans, long vent, DateTimeOffset tid)
    {
        if (_kendte.Count >= Flest)
        {
            _kendte.Clear();
        }

        return _kendte[(instans, vent)] = tid;
    }
}
