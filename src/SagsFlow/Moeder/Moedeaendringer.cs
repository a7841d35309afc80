using Microsoft.EntityFrameworkCore;
using SagsFlow.Beslutninger;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Frister;
using SagsFlow.Infrastructure;
using SagsFlow.Infrastructure.Sider;
using SagsFlow.Processer;
using SagsFlow.Ruteplaner;

namespace SagsFlow.Moeder;

/// <summary>What becomes of a meeting that is moved, changed or cancelled, and of everything that follows it; in the transaction that runs.</summary>
public sealed class Moedeaendringer(
    Arbejde arbejde, Adgang adgang, Forakatalog fora, Dagsordener dagsordener, Moedefoelger foelger, Moedefrister moedefrister, Fristopgoerelse frister, Invitationer invitationer, ProcessRunner runner, Genplanlaegning genplanlaegning)
{
    /// <summary>A meeting that the caller may change.</summary>
    public Task<Svar<Moede>> FindAsync(Guid moedeId, CancellationToken ct) => arbejde.Db.Moeder.ForSekretaerAsync(moedeId, adgang.Person, fora, ct);

    /// <summary>Changes it.</summary>
    /// <returns>The meeting with what moved and what breaks.</returns>
    public async Task<Svar<MoedeSvar>> UdfoerAsync(Moede moede, MoedeaendringBody aendring, CancellationToken ct)
    {
        if (moede.TjekAabent() is { } fejl)
        {
            return fejl;
        }

        var foer = moede.Start;
        var svar = aendring.Aflyst is { } aflysning ? await AflysAsync(moede, aflysning.Begrundelse!.Trim(), ct) : await FlytAsync(moede, aendring, ct);
        if (svar.Fejl is { } afvist)
        {
            return afvist;
        }

        await invitationer.FoelgAsync(moede, await dagsordener.PunkterAsync(moede.Id, ct), ct);
        await arbejde.SkrivNuAsync(ct);
        await runner.FactsChangedAsync(svar.Vaerdi.Sager, ct);
        if (moede.Aflyst is not null)
        {
            await genplanlaegning.LukketAsync(moede, ct);
        }
        else if (moede.Start != foer)
        {
            await genplanlaegning.MoedeAsync(moede, ct);
        }

        return MoedeSvar.Af(moede, fora) with { Frister = await frister.MoedetsAsync(moede, ct), Flyttet = svar.Vaerdi.Flyttet, Brud = svar.Vaerdi.Brud };
    }

    /// <param name="Sager">The cases whose timers may follow.</param>
    private sealed record Virkning(IReadOnlyList<string> Flyttet, IReadOnlyList<string> Brud, IReadOnlyList<SagId> Sager);

    private async Task<Svar<Virkning>> FlytAsync(Moede moede, MoedeaendringBody a, CancellationToken ct)
    {
        var (foer, stedFoer) = (moede.Start, moede.Sted);
        var start = a.Start ?? foer;

        // A meeting that only moves keeps its length.
        var slut = a.Slut.ErGivet ? a.Slut.Vaerdi : moede.Slut + (start - foer);
        if (slut <= start)
        {
            return MoedeFejl.SlutFoerStart;
        }

        // One that has been held can be put right; a coming one is not held yesterday, so the year or month is a slip.
        var nu = LokalTid.Af(arbejde.Nu);
        if (start.Date < nu.Date && foer >= nu)
        {
            return MoedeFejl.TilFortiden;
        }

        var nyDag = DateOnly.FromDateTime(start) != moede.Dato;
        if (nyDag && await arbejde.Db.Beslutninger.AnyAsync(b => b.MoedeId == moede.Id, ct))
        {
            return MoedeFejl.HarBeslutninger;
        }

        moede.Start = start;
        moede.Slut = slut;
        moede.Sted = a.Sted is null ? stedFoer : a.Sted.Trim();
        moede.Deltagere = a.Deltagere is null ? moede.Deltagere : Moedefelter.Trimmet(a.Deltagere);
        var punkter = (await dagsordener.PunkterAsync(moede.Id, ct)).Where(p => p.Tilstand == PunktTilstand.PaaDagsorden).ToList();
        Tidsprogram.Flyt(punkter, start.TimeOfDay - foer.TimeOfDay);
        var flyttet = Moedeflytning.Flyttet(foer, start, punkter.Count, stedFoer, moede.Sted).ToList();
        if (start == foer)
        {
            arbejde.Historik.Tilfoej(moede.Kaede, "moede-rettet", "Mødets oplysninger er rettet.");
            return new Virkning(flyttet, [], Sager(punkter));
        }

        var tekst = $"Mødet i {fora.Navn(moede.ForumId)} er flyttet fra {Dansk.Tid(foer)} til {Dansk.Tid(start)}.";
        foelger.FortaelPaaAlle(moede, punkter, "moede-flyttet", tekst, null);
        await foelger.FortaelForfatterneAsync(punkter, tekst, ct);
        if (!nyDag)
        {
            return new Virkning(flyttet, [], Sager(punkter));
        }

        var lagtPaa = await dagsordener.LaegVentendePaaAsync(moede, ct);
        flyttet.AddRange(await foelger.FlyttedeBestillingerAsync(moede, ct));
        flyttet.AddRange(lagtPaa.Count == 0 ? [] : [$"{lagtPaa.Count} udskudte punkter, der ventede på den nye dag, er kommet på dagsordenen."]);
        var nye = moedefrister.Af(moede.ForumId, start);
        flyttet.AddRange(Moedeflytning.FlyttedeFrister(moedefrister.Af(moede.ForumId, foer), nye));
        IReadOnlyList<string> brud =
        [
            .. Moedeflytning.PasseredeFrister(nye, moede.Udsendt is not null, LokalTid.Af(arbejde.Nu)),
            .. await foelger.BrudAsync(moede, punkter, DateOnly.FromDateTime(foer), moede.Dato, ct),
            .. await foelger.SenereForaAsync(moede, punkter, ct),
        ];
        await foelger.GemBrudAsync(moede, punkter, DateOnly.FromDateTime(foer), brud, ct);
        return new Virkning(flyttet, moede.Udsendt is null ? brud : ["Dagsordenen er allerede udsendt med den gamle dato.", .. brud], Sager(await dagsordener.PunkterAsync(moede.Id, ct)));
    }

    private static List<SagId> Sager(IEnumerable<Dagsordenspunkt> punkter) => [.. punkter.Select(p => p.SagId).OfType<SagId>()];

    /// <summary>Its items keep their numbers as "mødet aflyst", without a decision; their forelæggelser are ready again (domain: § 4).</summary>
    private async Task<Svar<Virkning>> AflysAsync(Moede moede, string begrundelse, CancellationToken ct)
    {
        var beslutninger = await arbejde.Db.Beslutninger.Where(b => b.MoedeId == moede.Id).ToListAsync(ct);
        if (beslutninger.Exists(b => !b.ErKladde))
        {
            return MoedeFejl.HarEkspederet;
        }

        moede.Aflyst = arbejde.Nu;
        moede.AflystBegrundelse = begrundelse;
        var punkter = (await dagsordener.PunkterAsync(moede.Id, ct)).Where(p => p.Tilstand == PunktTilstand.PaaDagsorden).ToList();
        foreach (var punkt in punkter)
        {
            punkt.Tilstand = PunktTilstand.MoedeAflyst;
        }

        foreach (var kladde in beslutninger)
        {
            arbejde.Db.Beslutninger.Remove(kladde);
            arbejde.Historik.Tilfoej(kladde.Kaede, "kladde-fjernet", "Kladden til en beslutning er fjernet, fordi mødet er aflyst.", begrundelse, kladde.ForelaeggelseId, kladde.DagsordenspunktId);
        }

        var tekst = $"Mødet i {fora.Navn(moede.ForumId)} den {moede.Dato.Skriv()} er aflyst. Dets sager er klar til et andet møde.";
        foelger.FortaelPaaAlle(moede, punkter, "moede-aflyst", tekst, begrundelse);
        await foelger.FortaelForfatterneAsync(punkter, tekst, ct);
        var naeste = await arbejde.Db.Moeder
            .Where(m => m.ForumId == moede.ForumId && m.Start > moede.Start && m.Aflyst == null && m.Afsluttet == null).OrderBy(m => m.Start).FirstOrDefaultAsync(ct);
        var brud = await foelger.BrudAsync(moede, punkter, moede.Dato, naeste?.Dato, ct);
        var sager = punkter.Count(p => !p.ErFastPunkt);
        return new Virkning(
            sager == 0 ? [] : [sager == 1 ? "1 forelæggelse er igen klar til et møde." : $"{sager} forelæggelser er igen klar til et møde."],
            [.. brud, .. await foelger.StrandedeBestillingerAsync(moede, ct)],
            Sager(punkter));
    }
}
