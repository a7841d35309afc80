using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SagsFlow.Data;
using SagsFlow.Engine.Execution;

namespace SagsFlow.Processer;

/// <summary>Rebuilds what an instance's state was, from the events on its case's history chain.</summary>
public sealed class StateHistory(Arbejde work)
{
    /// <summary>The state of an instance at a revision.</summary>
    /// <exception cref="InvalidOperationException">The history does not hold every step up to it.</exception>
    public async Task<ProcessState> AtAsync(SagId sag, InstanceId instance, int revision, CancellationToken ct)
    {
        var chain = Kaeder.Sag(sag);
        var contents = await work.Db.Historik.AsNoTracking().Where(h => h.Kaede == chain && h.Indhold != null).OrderBy(h => h.Nr).Select(h => h.Indhold!).ToListAsync(ct);
        ProcessState? state = null;
        var reached = 0;
        foreach (var content in contents)
        {
            using var json = JsonDocument.Parse(content);
            foreach (var step in json.RootElement.GetProperty("trin").EnumerateArray())
            {
                if (reached < revision && step.GetProperty("instans").GetGuid() == instance.Value)
                {
                    reached++;
                    if (step.GetProperty("rev").GetInt32() != reached)
                    {
                        throw new InvalidOperationException($"The history of instance {instance} lacks step {reached}.");
                    }

                    state = ProcessState.Fold(state, ProcessEvent.ReadAll(step.GetProperty("haendelser")));
                }
            }
        }

        return reached == revision && state is not null ? state : throw new InvalidOperationException($"The history of instance {instance} ends before step {revision}.");
    }
}
