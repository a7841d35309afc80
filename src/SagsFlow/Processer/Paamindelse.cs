using SagsFlow.Brugere;
using SagsFlow.Data;

namespace SagsFlow.Processer;

/// <summary>Tells those who can take the instance's overdue tasks.</summary>
public sealed class Paamindelse(Arbejde work) : IRowJob
{
    public async Task<JobAnswer> WriteAsync(Job job, CancellationToken ct)
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

        return JobAnswer.Done;
    }
}
