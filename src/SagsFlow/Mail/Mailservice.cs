using SagsFlow.Data;
using SagsFlow.Infrastructure;

namespace SagsFlow.Mail;

/// <summary>Wakes when there may be mail to send. It looks by itself too, so that a lost hint costs a minute.</summary>
public sealed class Mailservice(Mailudsender udsender, Mailindstillinger mail, Efterretning efterretning, Ur ur, ILogger<Mailservice> log) : BackgroundService
{
    private static readonly TimeSpan LaengsteSoevn = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan KortesteSoevn = TimeSpan.FromMilliseconds(50);
    private readonly SemaphoreSlim _hint = new(0, 1);

    public override void Dispose()
    {
        efterretning.Maillytter = null;
        _hint.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!mail.ErSat)
        {
            return;
        }

        efterretning.Maillytter = Hint;
        while (!stoppingToken.IsCancellationRequested)
        {
            var soevn = LaengsteSoevn;
            try
            {
                if (await udsender.SendVentendeAsync(stoppingToken) - ur.Rigtig.GetUtcNow() is { } venter && venter < LaengsteSoevn)
                {
                    soevn = venter > KortesteSoevn ? venter : KortesteSoevn;
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogError(e, "Sending mail failed; trying again shortly");
            }

            await _hint.WaitAsync(soevn, stoppingToken);
        }
    }

    private void Hint()
    {
        try
        {
            _hint.Release();
        }
        catch (SemaphoreFullException)
        {
            // A hint is already waiting.
        }
    }
}
