using Microsoft.EntityFrameworkCore;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Forelaeggelser;
using SagsFlow.Infrastructure;
using SagsFlow.Ruteplaner;
using SagsFlow.Sager;

namespace SagsFlow.Moeder;

/// <summary>
/// Puts items on agendas: the secretary's own, and those that a postponement or a new meeting brings. Works inside the transaction that is open,
/// also on rows it has not saved yet.
/// </summary>
public sealed class Dagsordener(Arbejde arbejde, Forakatalog fora, Genplanlaegning genplanlaegning)
{
    /// <summary>Every item of a meeting, whatever has become of it.</summary>
    public async Task<List<Dagsordenspunkt>> PunkterAsync(MoedeId moede, CancellationToken ct)
    {
        var gemte = await arbejde.Db.Dagsordenspunkter.Where(p => p.MoedeId == moede).ToListAsync(ct);
        return [.. gemte.UnionBy(arbejde.Db.Dagsordenspunkter.Local.Where(p => p.MoedeId == moede), p => p.Id)];
    }

    /// <summary>A forelæggelse's items, the oldest first.</summary>
    public async Task<List<Dagsordenspunkt>> PunkterAsync(ForelaeggelseId forelaeggelse, CancellationToken ct)
    {
        var gemte = await arbejde.Db.Dagsordenspunkter.Where(p => p.ForelaeggelseId == forelaeggelse).ToListAsync(ct);
        return [.. gemte.UnionBy(arbejde.Db.Dagsordenspunkter.Local.Where(p => p.ForelaeggelseId == forelaeggelse), p => p.Id).OrderBy(p => p.Id.Value)];
    }

    /// <summary>The item that still waits to be treated, or null: withdrawn, cancelled and decided ones do not.</summary>
    public async Task<Dagsordenspunkt?> LevendeAsync(ForelaeggelseId forelaeggelse, CancellationToken ct)
    {
        var punkter = (await PunkterAsync(forelaeggelse, ct)).Where(p => p.Tilstand == PunktTilstand.PaaDagsorden).ToList();
        var afgjorte = await arbejde.Db.Beslutninger.Where(b => b.ForelaeggelseId == forelaeggelse).ToListAsync(ct);
        return punkter.Find(p => !afgjorte.Exists(b => b.DagsordenspunktId == p.Id && b.Ekspederet is not null));
    }

    /// <summary>
    /// Puts a forelæggelse on a meeting's agenda. When the agenda is out the item is late: it gets the next number at once, and the reason why it
    /// could not wait.
    /// </summary>
    /// <param name="moede">The meeting, neither cancelled nor closed.</param>
    /// <param name="forelaeggelse">Ready, of the meeting's forum, and on no living agenda. Its earlier item's decision has taken effect.</param>
    /// <param name="tillaegBegrundelse">Needed when the agenda is out; else not used.</param>
    /// <param name="placering">Its place among the items, or null: last.</param>
    /// <returns>The new item, tracked but not saved; or why it cannot be done.</returns>
    public async Task<Svar<Dagsordenspunkt>> LaegPaaAsync(Moede moede, Forelaeggelse forelaeggelse, string? tillaegBegrundelse, CancellationToken ct, int? placering = null)
    {
        if (moede.TjekAabent() is { } laast)
        {
            return laast;
        }

        if (forelaeggelse.ForumId != moede.ForumId)
        {
            return MoedeFejl.AndetForum(fora.Navn(forelaeggelse.ForumId));
        }

        if (forelaeggelse.Tilstand != ForelaeggelseTilstand.Klar)
        {
            return MoedeFejl.IkkeKlar;
        }

        if (await LevendeAsync(forelaeggelse.Id, ct) is not null)
        {
            return MoedeFejl.AlleredePaaDagsorden;
        }

        if (moede.Udsendt is not null && string.IsNullOrWhiteSpace(tillaegBegrundelse))
        {
            return MoedeFejl.ManglerTillaegsgrund;
        }

        var sag = await arbejde.Db.Sager.FindAsync([forelaeggelse.SagId], ct) ?? throw new InvalidOperationException($"Sag {forelaeggelse.SagId} is unknown.");
        var forrige = (await PunkterAsync(forelaeggelse.Id, ct)).LastOrDefault();
        var punkt = new Dagsordenspunkt
        {
            Id = NytId.Af<DagsordenspunktId>(arbejde.Nu),
            MoedeId = moede.Id,
            ForelaeggelseId = forelaeggelse.Id,
            SagId = sag.Id,
            ForrigePunktId = forrige?.Id,
            Lukket = forelaeggelse.Lukket,
        };
        await IndsaetAsync(moede, punkt, placering, tillaegBegrundelse, ct);
        if (punkt.Nr is not null)
        {
            punkt.Frys(forelaeggelse.Indhold ?? sag.Indhold, sag.Journalnummer);
        }

        Fortael(moede, punkt);
        await genplanlaegning.SagAsync(sag.Id, fortael: true, ct);
        return punkt;
    }

    /// <summary>Puts a fast punkt on the agenda; it needs no case.</summary>
    public async Task<Svar<Dagsordenspunkt>> LaegFastPunktPaaAsync(Moede moede, Sagsindhold indhold, string? journalnummer, string? tillaegBegrundelse, int? placering, CancellationToken ct)
    {
        if (moede.TjekAabent() is { } laast)
        {
            return laast;
        }

        if (moede.Udsendt is not null && string.IsNullOrWhiteSpace(tillaegBegrundelse))
        {
            return MoedeFejl.ManglerTillaegsgrund;
        }

        var punkt = new Dagsordenspunkt
        {
            Id = NytId.Af<DagsordenspunktId>(arbejde.Nu),
            MoedeId = moede.Id,
            Indhold = indhold,
            Journalnummer = journalnummer,
        };
        await IndsaetAsync(moede, punkt, placering, tillaegBegrundelse, ct);
        Fortael(moede, punkt);
        return punkt;
    }

    /// <summary>Gives a meeting the postponed forelæggelser that wait for its day.</summary>
    public async Task<IReadOnlyList<Dagsordenspunkt>> LaegVentendePaaAsync(Moede moede, CancellationToken ct)
    {
        var dag = moede.Dato;
        var ventende = await arbejde.Db.Forelaeggelser
            .Where(f => f.ForumId == moede.ForumId && f.Tilstand == ForelaeggelseTilstand.Klar && f.Udsat && f.OensketDato == dag).ToListAsync(ct);
        var lagtPaa = new List<Dagsordenspunkt>();
        foreach (var f in ventende.OrderBy(f => f.Id.Value))
        {
            if (await LevendeAsync(f.Id, ct) is null
                && await LaegPaaAsync(moede, f, "Punktet er udskudt til denne dag.", ct) is { Fejl: null } svar)
            {
                lagtPaa.Add(svar.Vaerdi);
            }
        }

        return lagtPaa;
    }

    private async Task IndsaetAsync(Moede moede, Dagsordenspunkt punkt, int? placering, string? tillaegBegrundelse, CancellationToken ct)
    {
        var andre = await PunkterAsync(moede.Id, ct);
        if (moede.Udsendt is not null)
        {
            punkt.Nr = Dagsorden.NaesteNr(andre);
            punkt.TillaegBegrundelse = tillaegBegrundelse!.Trim();
            placering = null;
        }

        punkt.Placering = Dagsorden.GoerPlads(andre, placering);
        arbejde.Db.Dagsordenspunkter.Add(punkt);
    }

    private void Fortael(Moede moede, Dagsordenspunkt punkt)
    {
        var art = punkt.Nr is null ? "punkt-paa-dagsorden" : "tillaegspunkt";
        var tekst = punkt.Nr is { } nr ? $"Tillægspunkt {nr} er kommet på dagsordenen." : "Et punkt er kommet på dagsordenen.";
        arbejde.Historik.Tilfoej(moede.Kaede, art, tekst, punkt.TillaegBegrundelse, punkt.ForelaeggelseId, punkt.Id);
        if (punkt.SagId is not null)
        {
            arbejde.Historik.Tilfoej(
                punkt.Kaede, art, $"Sagen er på dagsordenen for mødet i {fora.Navn(moede.ForumId)} den {moede.Dato:dd-MM-yyyy}.", punkt.TillaegBegrundelse, punkt.ForelaeggelseId, punkt.Id);
        }
    }
}
