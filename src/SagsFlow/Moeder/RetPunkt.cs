using MediatR;
using Microsoft.EntityFrameworkCore;
using SagsFlow.Beslutninger;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Infrastructure;
using SagsFlow.Processer;
using SagsFlow.Ruteplaner;
using SagsFlow.Sager;

namespace SagsFlow.Moeder;

/// <summary>Changes to an agenda item as clients send them; what is left out stays.</summary>
public sealed record PunktaendringBody
{
    public int? Placering { get; init; }

    public Valgfri<TimeOnly?> Start { get; init; }

    public Valgfri<TimeOnly?> Slut { get; init; }

    public IReadOnlyList<string?>? Gaester { get; init; }

    public IReadOnlyList<UnderpunktBody>? Underpunkter { get; init; }

    /// <summary>Null opens the item.</summary>
    public Valgfri<LukningBody> Lukket { get; init; }

    /// <summary>Why it is opened; in political forums also why a closed one has no public title.</summary>
    public string? Begrundelse { get; init; }

    public GrundBody? Udgaar { get; init; }

    /// <summary>Whether it changes how the item stands on the agenda, which a closed meeting's cannot.</summary>
    public bool AendrerDagsorden => Placering is not null || Start.ErGivet || Slut.ErGivet || Gaester is not null || Underpunkter is not null || Udgaar is not null;
}

/// <summary>Moves an agenda item, opens or closes it, or takes it off.</summary>
public sealed record RetPunkt(Guid Id, PunktaendringBody Aendring) : IKommando<PunktSvar>, IValideres
{
    public void Valider(Feltfejl fejl)
    {
        var a = Aendring;
        fejl.TjekPlacering(a.Placering);
        fejl.TjekTider(a.Start.Vaerdi, a.Slut.Vaerdi);
        fejl.TjekNavne("gaester", a.Gaester);
        fejl.TjekUnderpunkter(a.Underpunkter);
        fejl.Tjek("begrundelse", a.Begrundelse, Tekstregler.LaengsteTekst);
        a.Lukket.Vaerdi?.Valider(fejl, "lukket");
        if (a.Udgaar is not null)
        {
            fejl.TjekGrund("udgaar.begrundelse", a.Udgaar.Begrundelse);
        }
    }
}

public sealed class RetPunktHandler(Arbejde arbejde, Adgang adgang, Kald kald, Forakatalog fora, Dagsordener dagsordener, Punktvisning visning, Lukninger lukninger, Invitationer invitationer, ProcessRunner runner, Genplanlaegning genplanlaegning)
    : IRequestHandler<RetPunkt, Svar<PunktSvar>>
{
    public async Task<Svar<PunktSvar>> Handle(RetPunkt request, CancellationToken cancellationToken)
    {
        var id = new DagsordenspunktId(request.Id);
        var punkt = await arbejde.Db.Dagsordenspunkter.FirstOrDefaultAsync(p => p.Id == id, cancellationToken);
        var moede = punkt is null ? null : await arbejde.Db.Moeder.FirstAsync(m => m.Id == punkt.MoedeId, cancellationToken);
        if (punkt is null || moede is null || await visning.VisAsync(moede, punkt, cancellationToken) is null)
        {
            return MoedeFejl.PunktFindesIkke;
        }

        if (!adgang.Person.ErSekretaerFor(moede.ForumId))
        {
            return MoedeFejl.IkkeSekretaer(fora.Navn(moede.ForumId));
        }

        if (kald.TjekVersion(punkt.Version) is { } foraeldet)
        {
            return foraeldet;
        }

        var a = request.Aendring;
        if (await DagsordenAsync(moede, punkt, a, cancellationToken) is { } fejl)
        {
            return fejl;
        }

        var lukkes = a.Lukket.ErGivet && (a.Lukket.Vaerdi is not null || punkt.Lukket is not null);
        if (lukkes && await LukAsync(moede, punkt, a.Lukket.Vaerdi?.SomLukning(), Moedefelter.Tom(a.Begrundelse), cancellationToken) is { } afvist)
        {
            return afvist;
        }

        if (a.Udgaar is not null)
        {
            await invitationer.FoelgAsync(moede, await dagsordener.PunkterAsync(moede.Id, cancellationToken), cancellationToken);
        }

        await arbejde.SkrivNuAsync(cancellationToken);
        await runner.FactsChangedAsync(a.Udgaar is not null && punkt.SagId is { } sag ? [sag] : [], cancellationToken);
        var svar = await visning.VisAsync(moede, punkt, cancellationToken);
        return svar! with { Advarsler = lukkes && punkt.Lukket is not null ? await lukninger.AdvarslerAsync(punkt, cancellationToken) : [] };
    }

    private async Task<Fejl?> DagsordenAsync(Moede moede, Dagsordenspunkt punkt, PunktaendringBody a, CancellationToken ct)
    {
        if (!a.AendrerDagsorden)
        {
            return null;
        }

        if (moede.TjekAabent() is { } laast)
        {
            return laast;
        }

        if (punkt.Tilstand != PunktTilstand.PaaDagsorden)
        {
            return MoedeFejl.PunktIkkeLevende;
        }

        if (a.Placering is { } placering && placering != punkt.Placering)
        {
            if (moede.Udsendt is not null)
            {
                return MoedeFejl.PlaceringLaast;
            }

            var andre = await dagsordener.PunkterAsync(moede.Id, ct);
            punkt.Placering = Dagsorden.GoerPlads([.. andre.Where(p => p.Id != punkt.Id)], placering);
        }

        punkt.Start = a.Start.Eller(punkt.Start);
        punkt.Slut = a.Slut.Eller(punkt.Slut);
        if (punkt.Slut <= punkt.Start)
        {
            return FaellesFejl.Input("slut", "Punktet skal slutte, efter at det er begyndt.");
        }

        punkt.Gaester = a.Gaester is null ? punkt.Gaester : Moedefelter.Trimmet(a.Gaester);
        punkt.Underpunkter = a.Underpunkter is null ? punkt.Underpunkter : [.. a.Underpunkter.Select(u => u.SomUnderpunkt())];
        return a.Udgaar is { } udgaar ? await TagAfAsync(moede, punkt, udgaar.Begrundelse!.Trim(), ct) : null;
    }

    /// <summary>It keeps its number; its forelæggelse is ready again, since no living item holds it.</summary>
    private async Task<Fejl?> TagAfAsync(Moede moede, Dagsordenspunkt punkt, string begrundelse, CancellationToken ct)
    {
        if (await arbejde.Db.Beslutninger.AnyAsync(b => b.DagsordenspunktId == punkt.Id, ct))
        {
            return MoedeFejl.AfgjortPunkt;
        }

        punkt.Tilstand = PunktTilstand.Udgaaet;
        punkt.UdgaaetBegrundelse = begrundelse;
        var tekst = punkt.Nr is { } nr ? $"Punkt {nr} er taget af dagsordenen." : "Et punkt er taget af dagsordenen.";
        arbejde.Historik.Tilfoej(moede.Kaede, "punkt-udgaaet", tekst, begrundelse, punkt.ForelaeggelseId, punkt.Id);
        if (punkt.SagId is not null)
        {
            var sagstekst = $"Sagen er taget af dagsordenen for mødet i {fora.Navn(moede.ForumId)} den {moede.Dato.Skriv()} og er klar til et andet møde.";
            arbejde.Historik.Tilfoej(punkt.Kaede, "punkt-udgaaet", sagstekst, begrundelse, punkt.ForelaeggelseId, punkt.Id);
            await genplanlaegning.SagAsync(punkt.SagId.Value, fortael: true, ct);
        }

        return null;
    }

    /// <summary>Opening or closing is per item; earlier items stay as they were, and the forelæggelse follows its newest one (domain: § 8).</summary>
    private async Task<Fejl?> LukAsync(Moede moede, Dagsordenspunkt punkt, Lukning? lukning, string? begrundelse, CancellationToken ct)
    {
        if (Lukninger.Tjek(lukning, begrundelse, fora.Forum(moede.ForumId)?.ErPolitisk ?? false) is { } fejl)
        {
            return fejl;
        }

        punkt.Lukket = lukning;
        if (punkt.ForelaeggelseId is { } forelaeggelseId && (await dagsordener.PunkterAsync(forelaeggelseId, ct))[^1].Id == punkt.Id)
        {
            var forelaeggelse = await arbejde.Db.Forelaeggelser.FirstAsync(f => f.Id == forelaeggelseId, ct);
            forelaeggelse.Lukket = lukning;
        }

        var (art, tekst) = lukning is null ? ("punkt-aabnet", "Punktet er åbnet.") : ("punkt-lukket", "Punktet er lukket.");
        var grund = string.Join(' ', new[] { lukning?.Grund, begrundelse }.Where(t => t is not null));
        arbejde.Historik.Tilfoej(moede.Kaede, art, tekst, grund, punkt.ForelaeggelseId, punkt.Id);
        if (punkt.SagId is not null)
        {
            arbejde.Historik.Tilfoej(punkt.Kaede, art, tekst, grund, punkt.ForelaeggelseId, punkt.Id);
        }

        return null;
    }
}
