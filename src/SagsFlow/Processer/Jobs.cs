using Microsoft.EntityFrameworkCore;
using SagsFlow.Brugere;
using SagsFlow.Data;

namespace SagsFlow.Processer;

/// <summary>The work a service task can ask for. It runs in the step's transaction, so that it is done exactly once.</summary>
public sealed class Jobs(Arbejde work)
{
    /// <summary>Carries out one job.</summary>
    /// <exception cref="InvalidOperationException">The topic is unknown; the checker refuses such files, so this is a bug.</exception>
    public Task RunAsync(StoredJob job, CancellationToken ct) => job.Topic switch
    {
        "paamindelse" => PaamindAsync(job, ct),
        _ => throw new InvalidOperationException($"Job {job.Topic} is unknown."),
    };

    /// <summary>Tells those who can take the instance's overdue tasks.</summary>
    private async Task PaamindAsync(StoredJob job, CancellationToken ct)
    {
        var opgaver = await work.Db.Opgaver
            .Where(o => o.InstansId == job.InstanceId && o.Afsluttet == null && o.Frist != null && o.Frist <= work.Nu)
            .ToListAsync(ct);
        foreach (var opgave in opgaver)
        {
            var titel = await work.Db.Sager.Where(s => s.Id == opgave.SagId).Select(s => s.Titel).FirstAsync(ct);
            foreach (var brugernavn in await Modtagere.ForOpgaveAsync(work.Db, opgave, LokalTid.Dato(work.Nu), ct))
            {
                work.Db.Beskeder.Add(new Besked
                {
                    Id = NytId.Guid(work.Nu),
                    Brugernavn = brugernavn,
                    SagId = opgave.SagId,
                    Tekst = $"Påmindelse: »{opgave.Navn}« venter på dig i sagen »{titel}«.",
                    Tid = work.Nu,
                });
            }

            work.Historik.Tilfoej(Kaeder.Sag(opgave.SagId), "paamindelse", $"Der er sendt en påmindelse om »{opgave.Navn}«.");
        }
    }
}
