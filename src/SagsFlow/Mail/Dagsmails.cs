using SagsFlow.Data;
using SagsFlow.Kalender;
using SagsFlow.Processer;

namespace SagsFlow.Mail;

/// <summary>
/// Collects what can wait, on the morning of every arbejdsdag: one mail per person. It comes after the other work of that morning, so that the
/// day's reminders are in it.
/// </summary>
public sealed class Dagsmails(Arbejde arbejde, Arbejdskalender kalender) : IDagsvaerk
{
    public string Navn => "dagsmails";

    public TimeOnly Kl => new(7, 0);

    public async Task UdfoerAsync(DateOnly dag, CancellationToken ct)
    {
        if (!kalender.ErArbejdsdag(dag))
        {
            return;
        }

        foreach (var brugernavn in await arbejde.Store.WaitingForDigestAsync(ct))
        {
            await arbejde.Store.InsertDigestAsync(brugernavn, dag, arbejde.Nu, ct);
        }
    }
}
