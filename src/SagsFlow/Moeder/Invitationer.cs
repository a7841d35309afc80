using Microsoft.EntityFrameworkCore;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Infrastructure.Sider;

namespace SagsFlow.Moeder;

/// <summary>
/// Keeps guests' calendar invitations as the agenda is; each is told of his own item only. Of a closed item only those with access are invited, and
/// what takes an invitation back tells nothing of the item.
/// </summary>
public sealed class Invitationer(Arbejde arbejde, Personer personer, Forakatalog fora)
{
    /// <summary>Invites the guests of an agenda as it was sent just now, and takes back what no longer holds.</summary>
    public async Task AfstemAsync(Moede moede, IEnumerable<Dagsordenspunkt> punkter, CancellationToken ct)
    {
        var gamle = (await GamleAsync(moede, ct)).ToDictionary(i => (i.DagsordenspunktId, i.Brugernavn));
        var oenskede = new HashSet<(DagsordenspunktId, string)>();
        foreach (var punkt in punkter.Where(p => p is { Nr: not null, Tilstand: PunktTilstand.PaaDagsorden }))
        {
            foreach (var gaest in (await FindAsync(moede, punkt, ct)).Kendte)
            {
                oenskede.Add((punkt.Id, gaest.Brugernavn));
                await InviterAsync(moede, punkt, gaest.Brugernavn, gamle.GetValueOrDefault((punkt.Id, gaest.Brugernavn)), ct);
            }
        }

        foreach (var gammel in gamle.Where(g => !oenskede.Contains(g.Key)).Select(g => g.Value))
        {
            await TraekAsync(moede, gammel, ct);
        }
    }

    /// <summary>Lets those who have been invited follow a meeting that is moved or cancelled, or items that are withdrawn. Nobody new is invited.</summary>
    public async Task FoelgAsync(Moede moede, IEnumerable<Dagsordenspunkt> punkter, CancellationToken ct)
    {
        var levende = moede.Aflyst is null ? punkter.Where(p => p.Tilstand == PunktTilstand.PaaDagsorden).ToDictionary(p => p.Id) : [];
        foreach (var gammel in (await GamleAsync(moede, ct)).Where(i => !i.Aflyst))
        {
            if (levende.TryGetValue(gammel.DagsordenspunktId, out var punkt))
            {
                await InviterAsync(moede, punkt, gammel.Brugernavn, gammel, ct);
            }
            else
            {
                await TraekAsync(moede, gammel, ct);
            }
        }
    }

    /// <summary>Who of an item's guests is invited when the agenda is sent; those who have no access to a closed one are not.</summary>
    public async Task<Gaester.Fundne> FindAsync(Moede moede, Dagsordenspunkt punkt, CancellationToken ct)
    {
        var skrevet = Gaester.Af(punkt).ToList();
        if (skrevet.Count == 0)
        {
            return new Gaester.Fundne([], []);
        }

        var fundne = Gaester.Find(skrevet, await arbejde.Db.Brugere.AsNoTracking().Where(b => b.Spaerret == null).OrderBy(b => b.Brugernavn).ToListAsync(ct));
        if (punkt.Lukket is null)
        {
            return fundne;
        }

        var center = punkt.SagId is { } sag ? (await arbejde.Db.Sager.FirstAsync(s => s.Id == sag, ct)).CenterId : null;
        var (kendte, uden) = (new List<Bruger>(), fundne.Ukendte.ToList());
        foreach (var bruger in fundne.Kendte)
        {
            if (await personer.FindAsync(bruger.Brugernavn, ct) is { } person && Adgang.SerLukket(person, moede.ForumId, center))
            {
                kendte.Add(bruger);
            }
            else
            {
                uden.Add($"{bruger.Navn} (har ikke adgang til det lukkede punkt)");
            }
        }

        return new Gaester.Fundne(kendte, uden);
    }

    private async Task<List<Punktinvitation>> GamleAsync(Moede moede, CancellationToken ct)
    {
        var id = moede.Id;
        return await arbejde.Db.Punktinvitationer.Where(i => i.MoedeId == id).ToListAsync(ct);
    }

    private async Task InviterAsync(Moede moede, Dagsordenspunkt punkt, string brugernavn, Punktinvitation? gammel, CancellationToken ct)
    {
        var tid = Gaestetid.Af(moede, punkt);
        var ny = gammel is null;
        var invitation = gammel ?? new Punktinvitation { Id = NytId.Guid(arbejde.Nu), MoedeId = moede.Id, DagsordenspunktId = punkt.Id, Brugernavn = brugernavn };
        if (!invitation.Saet(tid))
        {
            return;
        }

        if (ny)
        {
            arbejde.Db.Punktinvitationer.Add(invitation);
        }

        var hvad = punkt.Lukket is null && punkt.Indhold is { } indhold ? $"»{indhold.Titel}«" : $"punkt {punkt.Nr}";
        var naar = $"{Dansk.Lang(tid.Start)}{(tid.Slut is { } slut ? $"–{slut:HH\\.mm}" : "")}{(tid.Sted.Length > 0 ? $", {tid.Sted}" : "")}";
        var uden = tid.HarTid ? "" : " Punktet har ikke fået sit eget tidspunkt endnu; tiden er hele mødets.";
        var tekst = ny ? $"Du er inviteret som gæst til {hvad} i {fora.Navn(moede.ForumId)} {naar}.{uden}" : $"Din tid som gæst ved {hvad} i {fora.Navn(moede.ForumId)} er nu {naar}.{uden}";
        await SendAsync(invitation, !ny, new Besked { Id = NytId.Guid(arbejde.Nu), Brugernavn = brugernavn, SagId = punkt.SagId, DagsordenspunktId = punkt.Id, Tekst = tekst, Tid = arbejde.Nu }, ct);
    }

    private async Task TraekAsync(Moede moede, Punktinvitation invitation, CancellationToken ct)
    {
        if (invitation.Aflyst)
        {
            return;
        }

        invitation.Aflyst = true;
        var tekst = $"Du skal ikke længere deltage som gæst i {fora.Navn(moede.ForumId)} {Dansk.Lang(invitation.Start)}{(moede.Aflyst is null ? "" : ", fordi mødet er aflyst")}.";

        // Without the item: whoever has lost access to it is to be told this all the same.
        await SendAsync(invitation, true, new Besked { Id = NytId.Guid(arbejde.Nu), Brugernavn = invitation.Brugernavn, Tekst = tekst, Tid = arbejde.Nu }, ct);
    }

    private async Task SendAsync(Punktinvitation invitation, bool igen, Besked besked, CancellationToken ct)
    {
        invitation.Sekvens += igen ? 1 : 0;
        (invitation.BeskedId, invitation.Aendret) = (besked.Id, arbejde.Nu);
        await arbejde.Store.InsertMessageAsync(besked, ct);
    }
}
