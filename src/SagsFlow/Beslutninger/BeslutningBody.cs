using SagsFlow.Infrastructure;

namespace SagsFlow.Beslutninger;

/// <summary>A decision as it is sent in. In a correction, what is left out stays as it was.</summary>
public record BeslutningBody
{
    /// <summary>One of the known outcomes.</summary>
    public string? Udfald { get; init; }

    public string? Tekst { get; init; }

    public IReadOnlyList<PunktudfaldBody>? Punkter { get; init; }

    public UdskydelseBody? UdskudtTil { get; init; }

    /// <summary>Forum ids in order, or <c>POLITIK</c>.</summary>
    public IReadOnlyList<string>? Ruter { get; init; }

    public IReadOnlyList<BestillingBody>? Bestillinger { get; init; }

    public Afstemning? Afstemning { get; init; }

    public IReadOnlyList<string>? AfvigendeMeninger { get; init; }

    public IReadOnlyList<string>? Fravaerende { get; init; }

    public IReadOnlyList<string>? Inhabile { get; init; }

    public Standsning? Standset { get; init; }

    /// <summary>What the public is told of the decision, as precise as secrecy allows; only on a closed item of a political forum.</summary>
    public string? OffentligBeslutning { get; init; }
}

/// <summary>The outcome of one point: "1" or "4a".</summary>
public sealed record PunktudfaldBody(string? Nr, string? Udfald, string? Tekst);

/// <summary>Exactly one of the three.</summary>
public sealed record UdskydelseBody(Guid? Moede, DateOnly? Dato, bool? Naeste);

/// <summary>An order; at most one of <paramref name="Frist"/> and <paramref name="Moede"/>.</summary>
public sealed record BestillingBody(string? Tekst, string? Ansvarlig, DateOnly? Frist, Guid? Moede);

/// <summary>Checks and reads what was sent, as far as it can be judged by itself.</summary>
public static class BeslutningLaeser
{
    private const int FlestPaaListe = 200;

    /// <summary>Checks a new decision.</summary>
    public static void TjekNy(this BeslutningBody body, Feltfejl fejl)
    {
        if (body.Udfald is null)
        {
            fejl.Tilfoej("udfald", $"Vælg et udfald: {string.Join(", ", UdfaldTekst.Slugs)}.");
        }

        body.Tjek(fejl);
        if (!fejl.Any)
        {
            var u = body.Udkast(null);
            fejl.Tjek("tekst", u.Tekst, Tekstregler.LaengsteTekst, kraeves: u.Udfald != Beslutninger.Udfald.IngenBeslutning);
            u.TjekHelhed(fejl);
        }
    }

    /// <summary>Checks every field that is there.</summary>
    public static void Tjek(this BeslutningBody body, Feltfejl fejl)
    {
        TjekUdfald(fejl, "udfald", body.Udfald);
        fejl.Tjek("tekst", body.Tekst, Tekstregler.LaengsteTekst);
        TjekPunkter(fejl, body.Punkter ?? []);
        if (body.UdskudtTil is { } til && (til.Moede is null ? 0 : 1) + (til.Dato is null ? 0 : 1) + (til.Naeste == true ? 1 : 0) != 1)
        {
            fejl.Tilfoej("udskudtTil", "Angiv netop én af moede, dato og naeste: true.");
        }

        TjekListe(fejl, "ruter", body.Ruter);
        if (body.Ruter is { } ruter && ruter.Where(r => r is not null).GroupBy(Rute, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } dobbelt)
        {
            fejl.Tilfoej("ruter", $"Ruten {dobbelt.Key} er nævnt flere gange.");
        }

        TjekBestillinger(fejl, body.Bestillinger ?? []);
        TjekProtokol(fejl, body);
        fejl.Tjek("offentligBeslutning", body.OffentligBeslutning, Tekstregler.LaengsteTekst);
    }

    /// <summary>Checks what must fit together.</summary>
    public static void TjekHelhed(this Beslutningsudkast u, Feltfejl fejl)
    {
        if (u.UdskudtTil is not null && !u.Udfald.KommerIgen())
        {
            fejl.Tilfoej("udskudtTil", "udskudtTil bruges kun sammen med udskudt, genfremsaettes eller afklares-skriftligt.");
        }

        if (u.Ruter.Count > 0 && u.Udfald.KommerIgen())
        {
            fejl.Tilfoej("ruter", $"Med udfaldet »{u.Udfald.Slug()}« kommer sagen igen i samme forum, så den kan ikke samtidig sendes ad en rute. Brug f.eks. droeftet med ruter.");
        }

        if (u.Udfald == Udfald.PrPunkt && u.Punkter.Count == 0)
        {
            fejl.Tilfoej("punkter", "Udfaldet »pr-punkt« kræver udfald for mindst ét punkt i indstillingen.");
        }
    }

    /// <summary>Reads a checked body; what is left out is taken from what is corrected.</summary>
    public static Beslutningsudkast Udkast(this BeslutningBody body, Beslutningsudkast? hidtil)
    {
        var udfald = UdfaldTekst.TryLaes(body.Udfald, out var u) ? u : hidtil!.Udfald;
        var til = body.UdskudtTil is { } b ? new Udskydelse(b.Moede, b.Dato, b.Naeste == true) : udfald.KommerIgen() ? hidtil?.UdskudtTil : null;
        var p = hidtil?.Protokol;
        return new Beslutningsudkast(
            udfald,
            body.Tekst?.Trim() ?? hidtil?.Tekst ?? "",
            body.Punkter is { } punkter ? [.. punkter.Select(Punkt)] : hidtil?.Punkter ?? [],
            til,
            body.Ruter is { } ruter ? [.. ruter.Select(Rute)] : hidtil?.Ruter ?? [],
            body.Bestillinger is { } best ? [.. best.Select(x => new BestiltArbejde(x.Tekst!.Trim(), Tom(x.Ansvarlig), x.Frist, x.Moede))] : hidtil?.Bestillinger ?? [],
            new Protokol(
                body.Afstemning ?? p?.Afstemning,
                body.AfvigendeMeninger ?? p?.AfvigendeMeninger,
                body.Fravaerende ?? p?.Fravaerende,
                body.Inhabile ?? p?.Inhabile,
                body.Standset ?? p?.Standset),
            Tom(body.OffentligBeslutning) ?? hidtil?.OffentligBeslutning);
    }

    private static Punktbeslutning Punkt(PunktudfaldBody p) => new(Punktnr(p.Nr!), UdfaldTekst.TryLaes(p.Udfald, out var u) ? u : default, Tom(p.Tekst));

    private static string Punktnr(string nr) => nr.Trim().TrimEnd('.').ToLowerInvariant();

    private static string Rute(string rute) => rute.Trim().ToUpperInvariant();

    private static string? Tom(string? tekst) => string.IsNullOrWhiteSpace(tekst) ? null : tekst.Trim();

    private static void TjekUdfald(Feltfejl fejl, string felt, string? slug)
    {
        if (slug is not null && !UdfaldTekst.TryLaes(slug, out _))
        {
            fejl.Tilfoej(felt, $"Udfaldet findes ikke. De kendte udfald er: {string.Join(", ", UdfaldTekst.Slugs)}.");
        }
    }

    private static void TjekPunkter(Feltfejl fejl, IReadOnlyList<PunktudfaldBody> punkter)
    {
        var set = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < punkter.Count; i++)
        {
            var felt = $"punkter[{i}]";
            if (punkter[i] is not { } p)
            {
                fejl.Tilfoej(felt, "Punktet er tomt.");
                continue;
            }

            fejl.Tjek($"{felt}.nr", p.Nr, 20, kraeves: true, enLinje: true);
            fejl.Tjek($"{felt}.tekst", p.Tekst, Tekstregler.LaengsteTekst);
            TjekUdfald(fejl, $"{felt}.udfald", p.Udfald ?? "");
            if (p.Nr is { } nr && !set.Add(Punktnr(nr)))
            {
                fejl.Tilfoej($"{felt}.nr", $"Punkt {Punktnr(nr)} er nævnt flere gange. Giv hvert punkt ét udfald.");
            }
        }
    }

    private static void TjekBestillinger(Feltfejl fejl, IReadOnlyList<BestillingBody> bestillinger)
    {
        for (var i = 0; i < bestillinger.Count; i++)
        {
            var felt = $"bestillinger[{i}]";
            if (bestillinger[i] is not { } b)
            {
                fejl.Tilfoej(felt, "Bestillingen er tom.");
                continue;
            }

            fejl.Tjek($"{felt}.tekst", b.Tekst, Tekstregler.LaengsteTekst, kraeves: true);
            fejl.Tjek($"{felt}.ansvarlig", b.Ansvarlig, Tekstregler.LaengsteKort, enLinje: true);
            if (b.Frist is not null && b.Moede is not null)
            {
                fejl.Tilfoej(felt, "Angiv enten frist eller moede, ikke begge.");
            }
        }
    }

    private static void TjekProtokol(Feltfejl fejl, BeslutningBody body)
    {
        if (body.Afstemning is { } a && (a.For < 0 || a.Imod < 0 || a.Undlod < 0))
        {
            fejl.Tilfoej("afstemning", "Stemmetal kan ikke være negative.");
        }

        TjekListe(fejl, "afvigendeMeninger", body.AfvigendeMeninger, Tekstregler.LaengsteTekst);
        TjekListe(fejl, "fravaerende", body.Fravaerende);
        TjekListe(fejl, "inhabile", body.Inhabile);
        if (body.Standset is { } s)
        {
            fejl.Tjek("standset.af", s.Af, Tekstregler.LaengsteKort, kraeves: true, enLinje: true);
        }
    }

    private static void TjekListe(Feltfejl fejl, string felt, IReadOnlyList<string>? liste, int laengst = Tekstregler.LaengsteKort)
    {
        if (liste is { Count: > FlestPaaListe })
        {
            fejl.Tilfoej(felt, $"Der er {liste.Count} på listen; der er plads til {FlestPaaListe}.");
            return;
        }

        for (var i = 0; i < liste?.Count; i++)
        {
            fejl.Tjek($"{felt}[{i}]", liste[i], laengst, kraeves: true, enLinje: laengst == Tekstregler.LaengsteKort);
        }
    }
}
