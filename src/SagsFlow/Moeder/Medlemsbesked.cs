using SagsFlow.Brugere;
using SagsFlow.Data;

namespace SagsFlow.Moeder;

/// <summary>Tells a forum's members something of a meeting, in the transaction that is open; whoever did it knows already.</summary>
public static class Medlemsbesked
{
    /// <param name="tekst">Of no item by name: it is not asked who may read which.</param>
    /// <param name="kanVente">Whether a mail of it may wait for the day's digest.</param>
    public static async Task SendAsync(Arbejde arbejde, Moede moede, string tekst, bool kanVente, CancellationToken ct)
    {
        foreach (var medlem in (await Modtagere.MedRolleAsync(arbejde.Store, Rolle.ForumMedlem, moede.ForumId, LokalTid.Dato(arbejde.Nu), ct)).Where(m => m != arbejde.Aktoer))
        {
            await arbejde.Store.InsertMessageAsync(new Besked { Id = NytId.Guid(arbejde.Nu), Brugernavn = medlem, Tekst = tekst, Tid = arbejde.Nu, KanVente = kanVente }, ct);
        }
    }
}
