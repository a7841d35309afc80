using MediatR;
using Microsoft.EntityFrameworkCore;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Forelaeggelser;
using SagsFlow.Infrastructure;
using SagsFlow.Processer;
using SagsFlow.Sager;

namespace SagsFlow.Moeder;

/// <summary>A new agenda item as clients send it: a forelæggelse, or with a title a fast punkt.</summary>
public sealed record NytPunktBody
{
    public Guid? ForelaeggelseId { get; init; }

    public string? Titel { get; init; }

    /// <summary>A fast punkt's.</summary>
    public string? Journalnummer { get; init; }

    /// <summary>What a fast punkt says.</summary>
    public string? Tekst { get; init; }

    public int? Placering { get; init; }

    public TimeOnly? Start { get; init; }

    public TimeOnly? Slut { get; init; }

    public IReadOnlyList<string?>? Gaester { get; init; }

    public IReadOnlyList<UnderpunktBody>? Underpunkter { get; init; }

    /// <summary>Why it cannot wait; needed when the agenda is out.</summary>
    public GrundBody? Tillaeg { get; init; }
}

/// <summary>Puts an item on a meeting's agenda.</summary>
public sealed record LaegPaaDagsorden(Guid MoedeId, NytPunktBody Punkt) : IKommando<PunktSvar>, IValideres
{
    public void Valider(Feltfejl fejl)
    {
        if (Punkt.ForelaeggelseId is null == Punkt.Titel is null)
        {
            fejl.Tilfoej("forelaeggelseId", "Angiv enten en forelæggelse eller titlen på et fast punkt, ikke begge.");
        }
        else if (Punkt.ForelaeggelseId is null)
        {
            fejl.Tjek("titel", Punkt.Titel, Tekstregler.LaengsteTitel, kraeves: true, enLinje: true);
            fejl.TjekJournalnummer(Moedefelter.Tom(Punkt.Journalnummer));
            fejl.Tjek("tekst", Punkt.Tekst, Tekstregler.LaengsteTekst);
        }
        else if (Punkt.Journalnummer is not null || Punkt.Tekst is not null)
        {
            fejl.Tilfoej("forelaeggelseId", "En forelæggelse har sin sags journalnummer og tekst. Udelad journalnummer og tekst.");
        }

        fejl.TjekPlacering(Punkt.Placering);
        fejl.TjekTider(Punkt.Start, Punkt.Slut);
        fejl.TjekNavne("gaester", Punkt.Gaester);
        fejl.TjekUnderpunkter(Punkt.Underpunkter);
        fejl.Tjek("tillaeg.begrundelse", Punkt.Tillaeg?.Begrundelse, Tekstregler.LaengsteTekst);
    }
}

public sealed class LaegPaaDagsordenHandler(Arbejde arbejde, Adgang adgang, Forakatalog fora, Dagsordener dagsordener, Punktvisning visning, Lukninger lukninger, ProcessRunner runner)
    : IRequestHandler<LaegPaaDagsorden, Svar<PunktSvar>>
{
    public async Task<Svar<PunktSvar>> Handle(LaegPaaDagsorden request, CancellationToken cancellationToken)
    {
        var moedeId = new MoedeId(request.MoedeId);
        if (await arbejde.Db.Moeder.FirstOrDefaultAsync(m => m.Id == moedeId, cancellationToken) is not { } moede)
        {
            return MoedeFejl.FindesIkke;
        }

        if (!adgang.Person.ErSekretaerFor(moede.ForumId))
        {
            return MoedeFejl.IkkeSekretaer(fora.Navn(moede.ForumId));
        }

        var nyt = request.Punkt;
        var lagt = nyt.ForelaeggelseId is { } id
            ? await LaegForelaeggelseAsync(moede, new ForelaeggelseId(id), nyt, cancellationToken)
            : await dagsordener.LaegFastPunktPaaAsync(
                moede,
                new Sagsindhold { Titel = nyt.Titel!.Trim(), Baggrund = Moedefelter.Tom(nyt.Tekst) },
                Moedefelter.Tom(nyt.Journalnummer),
                nyt.Tillaeg?.Begrundelse,
                nyt.Placering,
                cancellationToken);
        if (lagt.Fejl is { } fejl)
        {
            return fejl;
        }

        var punkt = lagt.Vaerdi;
        punkt.Start = nyt.Start;
        punkt.Slut = nyt.Slut;
        punkt.Gaester = Moedefelter.Trimmet(nyt.Gaester);
        punkt.Underpunkter = [.. (nyt.Underpunkter ?? []).Select(u => u.SomUnderpunkt())];
        await arbejde.SkrivNuAsync(cancellationToken);
        await runner.FactsChangedAsync(punkt.SagId is { } sag ? [sag] : [], cancellationToken);
        var svar = await visning.VisAsync(moede, punkt, cancellationToken);
        return svar! with { Advarsler = punkt.Lukket is null ? [] : await lukninger.AdvarslerAsync(punkt, cancellationToken) };
    }

    private async Task<Svar<Dagsordenspunkt>> LaegForelaeggelseAsync(Moede moede, ForelaeggelseId id, NytPunktBody nyt, CancellationToken ct)
    {
        if (await arbejde.Db.Forelaeggelser.FirstOrDefaultAsync(f => f.Id == id, ct) is not { } forelaeggelse
            || await adgang.FindSagAsync(forelaeggelse.SagId, ct) is not { } sag
            || !adgang.Ser(forelaeggelse, sag.CenterId))
        {
            return MoedeFejl.ForelaeggelseFindesIkke;
        }

        return await dagsordener.LaegPaaAsync(moede, forelaeggelse, nyt.Tillaeg?.Begrundelse, ct, nyt.Placering);
    }
}
