using MediatR;
using Microsoft.EntityFrameworkCore;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Infrastructure;
using SagsFlow.Moeder;

namespace SagsFlow.Beslutninger;

/// <summary>A changed decision; what is left out stays as it was.</summary>
public sealed record RetBeslutningBody : BeslutningBody
{
    /// <summary>Why; needed once the decision has taken effect.</summary>
    public string? Begrundelse { get; init; }

    /// <summary>An addition to a closed political protocol, which is not changed otherwise.</summary>
    public string? Tilfoejelse { get; init; }

    /// <summary>The council has treated the stopped decision, so that it can be carried out (kommunestyrelsesloven § 23).</summary>
    public bool StandsningOphaevet { get; init; }

    /// <summary>Fields to empty, since what is left out stays: <c>udskudtTil</c>, <c>afstemning</c>, <c>offentligBeslutning</c>.</summary>
    public IReadOnlyList<string>? Ryd { get; init; }

    internal const string RydUdskudtTil = "udskudtTil";
    internal const string RydAfstemning = "afstemning";
    internal const string RydOffentligBeslutning = "offentligBeslutning";
}

/// <summary>Changes a draft freely; corrects a decision that has taken effect, and keeps the old one with the reason.</summary>
public sealed record RetBeslutning(Guid PunktId, RetBeslutningBody Body) : IKommando<BeslutningSvar>, IValideres
{
    public void Valider(Feltfejl fejl)
    {
        Body.Tjek(fejl);
        fejl.Tjek("begrundelse", Body.Begrundelse, Tekstregler.LaengsteKort);
        fejl.Tjek("tilfoejelse", Body.Tilfoejelse, Tekstregler.LaengsteTekst);
        if (Body.Ryd?.FirstOrDefault(r => r is not (RetBeslutningBody.RydUdskudtTil or RetBeslutningBody.RydAfstemning or RetBeslutningBody.RydOffentligBeslutning)) is { } ukendt)
        {
            fejl.Tilfoej("ryd", $"»{ukendt}« kan ikke ryddes. Det kan {RetBeslutningBody.RydUdskudtTil}, {RetBeslutningBody.RydAfstemning} og {RetBeslutningBody.RydOffentligBeslutning}.");
        }
    }

    /// <summary>What it says with the named fields emptied.</summary>
    public Beslutningsudkast Ryddet(Beslutningsudkast u) => u with
    {
        UdskudtTil = Rydder(RetBeslutningBody.RydUdskudtTil) ? null : u.UdskudtTil,
        Protokol = Rydder(RetBeslutningBody.RydAfstemning) ? u.Protokol with { Afstemning = null } : u.Protokol,
        OffentligBeslutning = Rydder(RetBeslutningBody.RydOffentligBeslutning) ? null : u.OffentligBeslutning,
    };

    private bool Rydder(string felt) => Body.Ryd?.Contains(felt) == true;
}

public sealed class RetBeslutningHandler(
    Arbejde arbejde,
    Adgang adgang,
    Kald kald,
    Punktopslag opslag,
    Beslutningstjek tjek,
    Rettelser rettelser,
    Beslutningsvisning visning,
    Forakatalog katalog) : IRequestHandler<RetBeslutning, Svar<BeslutningSvar>>
{
    public async Task<Svar<BeslutningSvar>> Handle(RetBeslutning request, CancellationToken cancellationToken)
    {
        if (await opslag.FindAsync(new DagsordenspunktId(request.PunktId), cancellationToken) is not { } fundet)
        {
            return BeslutningFejl.PunktFindesIkke;
        }

        var (punkt, moede, _, _, findes) = fundet;
        if (findes is { ErKladde: true } && !adgang.SerKladde(moede.ForumId))
        {
            return BeslutningFejl.ReferatFoelger;
        }

        if (!adgang.Person.ErSekretaerFor(moede.ForumId))
        {
            return BeslutningFejl.IkkeSekretaer(moede.ForumId);
        }

        if (findes is not { } b)
        {
            return BeslutningFejl.IngenBeslutning;
        }

        if (kald.TjekVersion(b.Version) is { } foraeldet)
        {
            return foraeldet;
        }

        if (moede.Status == MoedeStatus.Aflyst || punkt.Tilstand == PunktTilstand.MoedeAflyst)
        {
            return BeslutningFejl.MoedeAflyst;
        }

        var body = request.Body;
        if (body.StandsningOphaevet && b.Protokol.Standset is null)
        {
            return BeslutningFejl.IkkeStandset;
        }

        var hidtil = await rettelser.NuAsync(b, cancellationToken);
        var nyt = request.Ryddet(body.Udkast(hidtil));
        nyt = body.StandsningOphaevet ? nyt with { Protokol = nyt.Protokol with { Standset = null } } : nyt;
        if ((Helhed(nyt) ?? Beslutningsregler.OffentligBeslutning(nyt.OffentligBeslutning, hidtil.OffentligBeslutning, punkt, katalog.Forum(moede.ForumId))) is { } skaevt)
        {
            return skaevt;
        }

        if (b.ErKladde)
        {
            return body.Tilfoejelse is not null ? BeslutningFejl.TilfoejelseForTidlig : await RetKladdeAsync(fundet, b, nyt, cancellationToken);
        }

        return await RetEkspederetAsync(fundet, b, hidtil, nyt, body, cancellationToken);
    }

    private async Task<Svar<BeslutningSvar>> RetEkspederetAsync(
        Punktopslag.Fundet fundet, Beslutning b, Beslutningsudkast hidtil, Beslutningsudkast nyt, RetBeslutningBody body, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(body.Begrundelse))
        {
            return BeslutningFejl.BegrundelseKraeves;
        }

        // What the public is told of a closed item is not part of the protocol the members sign, and can often be said later only.
        var laast = fundet.Moede.Status == MoedeStatus.Afsluttet && katalog.Forum(b.ForumId)?.ErPolitisk == true;
        var kunOffentligt = body.Tilfoejelse is null && nyt.OffentligBeslutning != hidtil.OffentligBeslutning && ErUroert(hidtil, nyt, standsningOphaevet: false);
        if (kunOffentligt)
        {
            await rettelser.RetOffentligAsync(b, nyt.OffentligBeslutning, body.Begrundelse.Trim(), ct);
            return await visning.VisAsync(fundet, b, ct, new Rettelsesfoelger([], []));
        }

        if (laast && (body.Tilfoejelse is null || !ErUroert(hidtil, nyt, body.StandsningOphaevet)))
        {
            return BeslutningFejl.KunTilfoejelse;
        }

        if (!laast && body.Tilfoejelse is not null)
        {
            return BeslutningFejl.TilfoejelseForTidlig;
        }

        var rettet = await rettelser.RetAsync(fundet, b, hidtil, nyt, body.Tilfoejelse?.Trim(), body.Begrundelse.Trim(), ct);
        return rettet.Fejl is { } fejl ? fejl : await visning.VisAsync(fundet, b, ct, rettet.Vaerdi);
    }

    private async Task<Svar<BeslutningSvar>> RetKladdeAsync(Punktopslag.Fundet fundet, Beslutning b, Beslutningsudkast nyt, CancellationToken ct)
    {
        var tjekket = await tjek.TjekAsync(nyt, fundet, await tjek.TilladteRuterAsync(fundet, ct), ct);
        if (tjekket.Fejl is { } afvist)
        {
            return afvist;
        }

        b.Skriv(tjekket.Vaerdi);
        arbejde.Historik.Tilfoej(b.Kaede, "beslutning-kladde-rettet", "Kladden til beslutningen er rettet.", forelaeggelse: b.ForelaeggelseId, punkt: b.DagsordenspunktId);
        await arbejde.SkrivNuAsync(ct);
        return await visning.VisAsync(fundet, b, ct);
    }

    /// <summary>Whether a protocol would still say the same; only the mark that it is stopped may be lifted, and what the public is told may change.</summary>
    private static bool ErUroert(Beslutningsudkast hidtil, Beslutningsudkast nyt, bool standsningOphaevet)
    {
        static string Ord(Beslutningsudkast u, Standsning? standset) =>
            Json.Tekst(u with { OffentligBeslutning = null, Protokol = u.Protokol with { Standset = standset }, Punkter = [.. u.Punkter.Select(p => p with { PunktId = null })] });
        return Ord(hidtil, hidtil.Protokol.Standset) == Ord(nyt, standsningOphaevet ? hidtil.Protokol.Standset : nyt.Protokol.Standset);
    }

    private static Fejl? Helhed(Beslutningsudkast nyt)
    {
        var fejl = new Feltfejl();
        fejl.Tjek("tekst", nyt.Tekst, Tekstregler.LaengsteTekst, kraeves: nyt.Udfald != Udfald.IngenBeslutning);
        nyt.TjekHelhed(fejl);
        return fejl.Any ? fejl.SomFejl() : null;
    }
}

/// <summary>Corrects decisions that have taken effect (domain: § 4, correcting).</summary>
public sealed class Rettelser(Arbejde arbejde, Beslutningstjek tjek, Tilbagetagning tilbagetagning, Ekspedition ekspedition, Sekretaeropgaver opgaver, Underretning underretning)
{
    /// <summary>What the decision says now, its orders as they stand today.</summary>
    public async Task<Beslutningsudkast> NuAsync(Beslutning b, CancellationToken ct)
    {
        var udkast = b.SomUdkast();
        if (b.Virkning is not { Bestillinger.Count: > 0 } virkning)
        {
            return udkast;
        }

        var id = b.Id;
        var raekker = await arbejde.Db.Bestillinger.Where(x => x.BeslutningId == id).ToDictionaryAsync(x => x.Id.Value, ct);
        return udkast with
        {
            Bestillinger = [.. virkning.Bestillinger.Select(v => raekker[v]).Select(r => new BestiltArbejde(r.Tekst, r.Ansvarlig, r.Frist, r.FristMoedeId?.Value))],
        };
    }

    /// <summary>Corrects it. What follows is changed only while nobody has touched what followed before; else a person gets a task.</summary>
    public async Task<Svar<Rettelsesfoelger>> RetAsync(
        Punktopslag.Fundet fundet, Beslutning b, Beslutningsudkast hidtil, Beslutningsudkast nyt, string? tilfoejelse, string begrundelse, CancellationToken ct)
    {
        Gem(b, begrundelse);
        if (tilfoejelse is not null)
        {
            b.Tilfoejelser = [.. b.Tilfoejelser, new Tilfoejelse(tilfoejelse, begrundelse, arbejde.Aktoer, arbejde.Nu)];
            arbejde.Historik.Tilfoej(b.Kaede, "protokol-tilfoejelse", "Der er føjet til beslutningsprotokollen.", begrundelse, b.ForelaeggelseId, b.DagsordenspunktId);
        }

        if (hidtil.HarSammeFoelger(nyt))
        {
            await RetTekstAsync(fundet, b, nyt, begrundelse, tilfoejelse is null, ct);
            return new Rettelsesfoelger([], []);
        }

        var begyndt = await tilbagetagning.BegyndtAsync(b, ct);
        if (begyndt.Count > 0)
        {
            await RetTekstAsync(fundet, b, nyt, begrundelse, true, ct);
            var opgave = await opgaver.OpretAsync(
                b,
                "Ret følgerne af en beslutning",
                $"Udfaldet af beslutningen den {b.Dato.Skriv()} skulle rettes til »{nyt.Udfald.Tekst()}«, men det kan ikke ske af sig selv: {string.Join(' ', begyndt)} Begrundelse: {begrundelse}",
                ct);
            return new Rettelsesfoelger([], begyndt, opgave?.Value);
        }

        var taget = await tilbagetagning.UdfoerAsync(b, begrundelse, ct);
        var tjekket = await tjek.TjekAsync(nyt, fundet, await tjek.TilladteRuterAsync(fundet, ct), ct);
        if (tjekket.Fejl is { } afvist)
        {
            return afvist;
        }

        b.Skriv(tjekket.Vaerdi);
        arbejde.Historik.Tilfoej(b.Kaede, "beslutning-rettet", "Beslutningens udfald er rettet.", begrundelse, b.ForelaeggelseId, b.DagsordenspunktId);
        return await ekspedition.UdfoerAsync(b, ct) is { } fejl ? fejl : new Rettelsesfoelger(taget, []);
    }

    /// <summary>Changes only what the public is told; those who know the decision itself have nothing new to hear.</summary>
    public async Task RetOffentligAsync(Beslutning b, string? offentlig, string begrundelse, CancellationToken ct)
    {
        Gem(b, begrundelse);
        b.OffentligBeslutning = offentlig;
        arbejde.Historik.Tilfoej(b.Kaede, "offentlig-beslutning-rettet", "Den offentlige beslutning er rettet.", begrundelse, b.ForelaeggelseId, b.DagsordenspunktId);
        await arbejde.SkrivNuAsync(ct);
    }

    private void Gem(Beslutning b, string begrundelse) => arbejde.Db.Beslutningsrettelser.Add(new Beslutningsrettelse
    {
        BeslutningId = b.Id,
        Version = b.Version,
        Udfald = b.Udfald,
        Tekst = b.Tekst,
        Punkter = b.Punkter,
        UdskudtTil = b.UdskudtTil,
        Ruter = b.Ruter,
        Bestillinger = b.Bestillinger,
        OffentligBeslutning = b.OffentligBeslutning,
        Begrundelse = begrundelse,
        Af = arbejde.Aktoer,
        Tid = arbejde.Nu,
        SagId = b.SagId,
        MoedeId = b.MoedeId,
    });

    /// <summary>Gives it the new wording and keeps what follows from it.</summary>
    private async Task RetTekstAsync(Punktopslag.Fundet fundet, Beslutning b, Beslutningsudkast nyt, string begrundelse, bool fortael, CancellationToken ct)
    {
        var tekster = nyt.Punkter.ToDictionary(p => p.Nr, p => p.Tekst, StringComparer.Ordinal);
        b.Tekst = nyt.Tekst;
        b.Punkter = [.. b.Punkter.Select(p => tekster.TryGetValue(p.Nr, out var tekst) ? p with { Tekst = tekst } : p)];
        b.Protokol = nyt.Protokol with { Standset = b.Protokol.Standset };
        b.OffentligBeslutning = nyt.OffentligBeslutning;
        if (fortael)
        {
            arbejde.Historik.Tilfoej(b.Kaede, "beslutning-rettet", "Beslutningens tekst er rettet.", begrundelse, b.ForelaeggelseId, b.DagsordenspunktId);
            await underretning.SendAsync(b, fundet.Punkt, fundet.Sag, ct, rettelse: true);
        }

        await arbejde.SkrivNuAsync(ct);
    }
}
