using System.Net.Mail;
using Microsoft.EntityFrameworkCore;
using SagsFlow.Beslutninger;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Infrastructure;
using SagsFlow.Sager;

namespace SagsFlow.Mail;

/// <summary>
/// Puts a mail into words as it is about to be sent, for what the receiver may read at that moment. A mail is read on telephones and kept by
/// others: of a closed item it says no more than that there is one (domain: § 8).
/// </summary>
public sealed class Brevskriver(Arbejde arbejde, Kald kald, Personer personer, Adgang adgang, Sagsvisning sager, Kalenderdele kalenderdele)
{
    private const string LukketSag = "En lukket sag";
    private const string Forside = "/";

    /// <returns>The mail, or in words why there is none.</returns>
    public async Task<(Brev? Brev, string? Hvorfor)> SkrivAsync(StoredMail mail, CancellationToken ct)
    {
        var bruger = await arbejde.Db.Brugere.AsNoTracking().FirstOrDefaultAsync(b => b.Brugernavn == mail.Username, ct);
        if (bruger?.Spaerret is not null)
        {
            return (null, "Personen er spærret for log ind.");
        }

        if (bruger?.Email is null || await personer.FindAsync(mail.Username, ct) is not { } person)
        {
            return (null, "Personen har ingen e-mailadresse.");
        }

        if (!MailAddress.TryCreate(bruger.Email, bruger.Navn, out var til))
        {
            return (null, "Personens e-mailadresse kan ikke læses.");
        }

        kald.SaetPerson(person);
        var beskeder = await LaesbareAsync(mail.Id, ct);
        if (beskeder.Count == 0)
        {
            return (null, "Personen har ikke længere adgang.");
        }

        var afsnit = new List<Brevafsnit>();
        foreach (var gruppe in beskeder.GroupBy(b => b.SagId))
        {
            afsnit.AddRange(gruppe.Key is { } sag ? [await OmSagAsync(sag, [.. gruppe], ct)] : await UdenSagAsync(gruppe, ct));
        }

        return mail.Day is { } dag
            ? (new Brev(mail.Id, null, til, $"SagsFlow den {dag.Skriv()}: {(beskeder.Count == 1 ? "1 besked" : $"{beskeder.Count} beskeder")}", afsnit), null)
            : (new Brev(mail.Id, beskeder[0].SagId?.Value, til, afsnit[0].Overskrift, afsnit) { Kalender = await kalenderdele.ForAsync(beskeder[0], ct) }, null);
    }

    private async Task<List<Besked>> LaesbareAsync(Guid mail, CancellationToken ct)
    {
        var db = arbejde.Db;
        var alle = await (
            from m in db.Mailbeskeder.AsNoTracking()
            join b in db.Beskeder.AsNoTracking() on m.BeskedId equals b.Id
            where m.MailId == mail
            orderby b.Tid, b.Id
            select b).ToListAsync(ct);
        var laesbare = new List<Besked>(alle.Count);
        foreach (var besked in alle)
        {
            if (await adgang.SerBeskedAsync(besked, ct))
            {
                laesbare.Add(besked);
            }
        }

        return laesbare;
    }

    private async Task<Brevafsnit> OmSagAsync(SagId id, IReadOnlyList<Besked> beskeder, CancellationToken ct)
    {
        var sti = $"/sager/{id}";
        if (await adgang.ErLukketAsync(id, ct))
        {
            return new Brevafsnit(LukketSag, sti, [beskeder.Count == 1 ? "Der er en besked til dig. Log ind for at læse den." : $"Der er {beskeder.Count} beskeder til dig. Log ind for at læse dem."]);
        }

        var sag = await arbejde.Db.Sager.AsNoTracking().FirstAsync(s => s.Id == id, ct);
        var titel = await sager.TitelAsync(sag, ct);
        return new Brevafsnit(sag.Journalnummer is { } nr ? $"{nr} {titel}" : titel, sti, [.. beskeder.Select(b => b.Tekst)]);
    }

    private async Task<IReadOnlyList<Brevafsnit>> UdenSagAsync(IEnumerable<Besked> beskeder, CancellationToken ct)
    {
        var afsnit = new List<Brevafsnit>();
        foreach (var besked in beskeder)
        {
            afsnit.Add(await adgang.ErLukketAsync(besked, ct)
                ? new Brevafsnit("Et lukket punkt", Forside, ["Der er en besked til dig. Log ind for at læse den."])
                : new Brevafsnit("Besked fra SagsFlow", Forside, [besked.Tekst]));
        }

        return afsnit;
    }
}
