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
        foreach (var opgave in await work.Store.OverdueTasksAsync(job.InstanceId, work.Nu, ct))
        {
            var sag = await work.Store.FindCaseAsync(opgave.SagId, ct) ?? throw new InvalidOperationException($"Sag {opgave.SagId} is unknown.");
            foreach (var brugernavn in await Modtagere.ForOpgaveAsync(work.Store, opgave, LokalTid.Dato(work.Nu), ct))
            {
                var besked = new Besked
                {
                    Id = NytId.Guid(work.Nu),
                    Brugernavn = brugernavn,
                    SagId = opgave.SagId,
                    Tekst = $"Påmindelse: »{opgave.Navn}« venter på dig i sagen »{sag.Titel}«.",
                    Tid = work.Nu,
                };
                await work.Store.InsertMessageAsync(besked, ct);
            }

            work.Historik.Tilfoej(Kaeder.Sag(opgave.SagId), "paamindelse", $"Der er sendt en påmindelse om »{opgave.Navn}«.");
        }
    }
}
