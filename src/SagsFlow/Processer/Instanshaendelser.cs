using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SagsFlow.Data;
using SagsFlow.Engine.Execution;

namespace SagsFlow.Processer;

/// <summary>One thing that happened in one instance, and when.</summary>
public readonly record struct Instanshaendelse(InstanceId Instans, DateTimeOffset Tid, ProcessEvent Haendelse);

/// <summary>What has happened in the processes of a case, read from its history chain. It knows of no access: who asks must have judged that.</summary>
public sealed class Instanshaendelser(Arbejde arbejde)
{
    /// <summary>All of it, the oldest first.</summary>
    public async Task<IReadOnlyList<Instanshaendelse>> LaesAsync(SagId sag, CancellationToken ct)
    {
        var kaede = Kaeder.Sag(sag);
        var raekker = await arbejde.Db.Historik.AsNoTracking().Where(h => h.Kaede == kaede && h.Indhold != null).OrderBy(h => h.Nr)
            .Select(h => new { h.Tid, Indhold = h.Indhold! }).ToListAsync(ct);
        var alle = new List<Instanshaendelse>();
        foreach (var raekke in raekker)
        {
            using var json = JsonDocument.Parse(raekke.Indhold);
            foreach (var trin in json.RootElement.GetProperty("trin").EnumerateArray())
            {
                var instans = new InstanceId(trin.GetProperty("instans").GetGuid());
                alle.AddRange(ProcessEvent.ReadAll(trin.GetProperty("haendelser")).Select(h => new Instanshaendelse(instans, raekke.Tid, h)));
            }
        }

        return alle;
    }
}
