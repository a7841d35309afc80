using System.Net.Mail;
using System.Net.Mime;
using Microsoft.EntityFrameworkCore;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Kalenderfeed;

namespace SagsFlow.Mail;

/// <summary>What of a mail goes into a calendar (RFC 6047): an invitation, or what takes one back.</summary>
public sealed record Kalenderdel(Kalendermetode Metode, Begivenhed Begivenhed)
{
    public AlternateView SomDel(MailAddress fra, MailAddress til) =>
        new(new MemoryStream(Kalenderskriver.Inviter(Metode, Begivenhed, fra, til)), new ContentType($"text/calendar; charset=utf-8; method={Metode.Ord()}")) { TransferEncoding = TransferEncoding.Base64 };
}

/// <summary>Makes the calendar's part of a mail, of what the invitation says when the mail is sent.</summary>
public sealed class Kalenderdele(Arbejde arbejde, Adgang adgang, Forakatalog fora)
{
    /// <summary>The part that belongs to a message; null for one that is no invitation.</summary>
    public async Task<Kalenderdel?> ForAsync(Besked besked, CancellationToken ct)
    {
        var id = besked.Id;
        if (await arbejde.Db.Punktinvitationer.AsNoTracking().FirstOrDefaultAsync(i => i.BeskedId == id, ct) is not { } invitation)
        {
            return null;
        }

        var moede = await arbejde.Db.Moeder.AsNoTracking().FirstAsync(m => m.Id == invitation.MoedeId, ct);
        var begivenhed = new Begivenhed($"invitation-{invitation.Id}", $"Møde i {fora.Navn(moede.ForumId)}", invitation.Sekvens, invitation.Aendret)
        {
            Start = invitation.Start,
            Slut = invitation.Slut,
            Sted = invitation.Sted,
            Aflyst = invitation.Aflyst,
            Optager = true,
        };
        if (invitation.Aflyst)
        {
            return new Kalenderdel(Kalendermetode.Cancel, begivenhed);
        }

        // A calendar names no case, and the number of one only while nothing of it is closed.
        var punkt = await arbejde.Db.Dagsordenspunkter.AsNoTracking().FirstAsync(p => p.Id == invitation.DagsordenspunktId, ct);
        var nummer = await adgang.ErLukketAsync(besked, ct) ? null : punkt.Journalnummer;
        return new Kalenderdel(Kalendermetode.Request, begivenhed with { Navn = $"Gæst i {fora.Navn(moede.ForumId)}, punkt {punkt.Nr}{(nummer is null ? "" : $" ({nummer})")}" });
    }
}
