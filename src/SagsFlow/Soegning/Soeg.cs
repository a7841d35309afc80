using System.Linq.Expressions;
using MediatR;
using Microsoft.EntityFrameworkCore;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Infrastructure;
using SagsFlow.Sager;

namespace SagsFlow.Soegning;

/// <summary>Searches cases, decisions, fixed items of agendas and attachments' names, of what the caller may see, the best first.</summary>
/// <param name="Tekst">Words, all of which must be there in some form; in quotation marks, words that follow each other.</param>
/// <param name="Art">Only this kind, or null.</param>
/// <param name="Forum">Only what belongs to this forum, or null.</param>
/// <param name="Center">Only this center's cases, or null.</param>
/// <param name="Fra">First day (the meeting's; the day a case was made), or null.</param>
/// <param name="Til">Last day, or null.</param>
public sealed record Soeg(string? Tekst, string? Art, string? Forum, string? Center, DateOnly? Fra, DateOnly? Til, Side Side) : IForespoergsel<SoegeSvar>, IValideres
{
    /// <summary>Whether more than words is asked for.</summary>
    public bool ErUdvalgt => this is not { Art: null, Forum: null, Center: null, Fra: null, Til: null };

    public void Valider(Feltfejl fejl)
    {
        if (Soegeudtryk.Af(Tekst ?? "").Led.Count == 0)
        {
            fejl.Tilfoej("q", "Skriv mindst et ord at søge efter.");
        }

        if (Tekst?.Length > 200)
        {
            fejl.Tilfoej("q", "Søgningen er for lang. Skriv højst 200 tegn.");
        }

        if (Art is not null && !Navne.TryLaes<Soegeart>(Art, out _))
        {
            fejl.Tilfoej("art", $"»{Art}« findes ikke. Vælg en af: {string.Join(", ", Enum.GetValues<Soegeart>().Select(Navne.Ord))}.");
        }

        if (Til < Fra)
        {
            fejl.Tilfoej("til", "Til ligger før fra. Byt om på dem.");
        }
    }
}

/// <summary>What a search found.</summary>
/// <param name="Flere">Whether there may be more than those that were looked through.</param>
public sealed record SoegeSvar(IReadOnlyList<FundSvar> Elementer, int Total, int Side, int Sider, bool Flere);

/// <summary>One place that was found.</summary>
/// <param name="Art">What it belongs to.</param>
/// <param name="Dato">The meeting's day; for a case the day it was made.</param>
/// <param name="Overskrift">The title in pieces, those that match marked.</param>
/// <param name="Uddrag">The text around what matches, likewise.</param>
public sealed record FundSvar(
    Soegeart Art, Guid? SagId, Guid? MoedeId, Guid? DagsordenspunktId, string? Forum, string? Center, DateOnly Dato, string? Journalnummer, bool Kladde, IReadOnlyList<Tekststykke> Overskrift, IReadOnlyList<Tekststykke> Uddrag);

public sealed class SoegHandler(Arbejde arbejde, Adgang adgang, Forakatalog fora, Soegeindeks indeks) : IRequestHandler<Soeg, Svar<SoegeSvar>>
{
    /// <summary>How many of the best hits are looked through at a time for what the caller may see.</summary>
    private const int Portion = 100;

    /// <summary>How many of the newest are looked through where more than words is asked for.</summary>
    private const int FlestUdvalgte = 1000;

    public async Task<Svar<SoegeSvar>> Handle(Soeg request, CancellationToken cancellationToken)
    {
        if (request.Forum is { } f && fora.Forum(f.Trim()) is null)
        {
            return SagFejl.UkendtForum("forum", f);
        }

        if (request.Center is { } c && fora.Center(c.Trim()) is null)
        {
            return SagFejl.UkendtCenter(c);
        }

        await indeks.IndhentAsync(cancellationToken);
        var udtryk = Soegeudtryk.Af(request.Tekst!);
        var bedste = await BedsteAsync(udtryk, request, cancellationToken);
        var (ider, alle) = await SynligeAsync(bedste, request.Side.Spring + request.Side.Antal, cancellationToken);
        var side = ider.Skip(request.Side.Spring).Take(request.Side.Antal).ToList();
        var rows = await arbejde.Db.Soegetekster.AsNoTracking().Where(t => side.Contains(t.Id)).ToDictionaryAsync(t => t.Id, cancellationToken);
        var sager = rows.Values.Select(t => t.SagId).OfType<SagId>().Distinct().ToList();
        var synlige = (await arbejde.Db.Sager.Where(adgang.SynligSag).Where(s => sager.Contains(s.Id)).Select(s => s.Id).ToListAsync(cancellationToken)).ToHashSet();
        return new SoegeSvar(
            [.. side.Select(id => Fund(rows[id], udtryk, synlige))], ider.Count, request.Side.Nr, Math.Max(1, (ider.Count + request.Side.Antal - 1) / request.Side.Antal), ider.Count > 0 && (!alle || bedste.Count >= (request.ErUdvalgt ? FlestUdvalgte : Database.FlestSoegeord)));
    }

    /// <summary>The hits that are looked through, those with the words in their title first. Where more than words is asked for, the newest come first.</summary>
    private async Task<IReadOnlyList<long>> BedsteAsync(Soegeudtryk udtryk, Soeg request, CancellationToken ct)
    {
        var (ord, iOverskrift) = (Database.Soegning(udtryk), Database.Soegning(udtryk, kunOverskrift: true));
        if (request.ErUdvalgt)
        {
            return [.. (await NyesteAsync(iOverskrift, request, ct)).Union(await NyesteAsync(ord, request, ct))];
        }

        return await arbejde.Db.Set<Soegetraef>().FromSqlRaw(Database.FindSoegeord, ord, iOverskrift).OrderBy(h => h.Rang).ThenByDescending(h => h.Id).Select(h => h.Id).ToListAsync(ct);
    }

    private Task<List<long>> NyesteAsync(string ord, Soeg request, CancellationToken ct) => (
        from h in arbejde.Db.Set<Soegetraef>().FromSqlRaw(Database.AlleSoegeord, ord)
        join t in Filtrer(arbejde.Db.Soegetekster, request) on h.Id equals t.Id
        orderby h.Id descending
        select h.Id).Take(FlestUdvalgte).ToListAsync(ct);

    /// <summary>Of the best hits those the caller may see: all of them, or somewhat more than are wanted.</summary>
    private async Task<(List<long> Ider, bool Alle)> SynligeAsync(IReadOnlyList<long> bedste, int oenskede, CancellationToken ct)
    {
        var ider = new List<long>();
        var set = 0;
        foreach (var portion in bedste.Chunk(Portion).TakeWhile(_ => ider.Count < oenskede))
        {
            var kanSes = (await arbejde.Db.Soegetekster.Where(t => portion.Contains(t.Id)).Where(Synlig()).Select(t => t.Id).ToListAsync(ct)).ToHashSet();
            ider.AddRange(portion.Where(kanSes.Contains));
            set += portion.Length;
        }

        return (ider, set == bedste.Count);
    }

    private IQueryable<Soegetekst> Filtrer(IQueryable<Soegetekst> tekster, Soeg r)
    {
        if (Navne.TryLaes<Soegeart>(r.Art, out var art))
        {
            tekster = tekster.Where(t => t.Art == art);
        }

        if (r.Forum is not null)
        {
            var forum = fora.Forum(r.Forum.Trim())!.Id;
            tekster = tekster.Where(t => t.ForumId == forum);
        }

        if (r.Center is not null)
        {
            var center = fora.Center(r.Center.Trim())!.Id;
            tekster = tekster.Where(t => t.CenterId == center);
        }

        if (r.Fra is { } fra)
        {
            tekster = tekster.Where(t => t.Dato >= fra);
        }

        return r.Til is { } til ? tekster.Where(t => t.Dato <= til) : tekster;
    }

    /// <summary>Asks the rows a text was made from, as they are now, whether the caller may see it (domain: § 8).</summary>
    private Expression<Func<Soegetekst, bool>> Synlig()
    {
        var db = arbejde.Db;
        var person = adgang.Person;
        var (centre, egne) = (person.Centre, person.Fora);
        var (sekretariat, harFora) = (person.ErSekretariat, person.Fora.Count > 0);
        var sager = db.Sager.Where(adgang.SynligSag);
        return t =>
            ((t.Art == Soegeart.Sag || t.Art == Soegeart.Bilag)
                && sager.Any(s => s.Id == t.SagId)
                && !db.Forelaeggelser.Any(f => f.SagId == t.SagId && f.Lukket != null && !egne.Contains(f.ForumId) && !centre.Contains(t.CenterId!))
                && (!t.Kladde || sekretariat || centre.Contains(t.CenterId!))
                && (!t.Intern || sekretariat || harFora || centre.Contains(t.CenterId!)))
            || (t.Art == Soegeart.Forelaeggelse
                && sager.Any(s => s.Id == t.SagId)
                && db.Forelaeggelser.Any(f => f.Id == t.ForelaeggelseId && (f.Lukket == null || egne.Contains(f.ForumId) || centre.Contains(t.CenterId!))))
            || ((t.Art == Soegeart.Beslutning || t.Art == Soegeart.FastPunkt)
                && db.Dagsordenspunkter.Any(p => p.Id == t.DagsordenspunktId && (p.Lukket == null || egne.Contains(t.ForumId!) || (t.CenterId != null && centre.Contains(t.CenterId))))
                && (egne.Contains(t.ForumId!) || db.Moeder.Any(m => m.Id == t.MoedeId && m.Udsendt != null))
                && (!t.Kladde || egne.Contains(t.ForumId!)));
    }

    /// <param name="synlige">Cases the caller may know of: an item that stayed open may belong to one that is closed now.</param>
    private static FundSvar Fund(Soegetekst t, Soegeudtryk udtryk, HashSet<SagId> synlige) => new(
        t.Art,
        t.SagId is { } sag && synlige.Contains(sag) ? sag.Value : null,
        t.MoedeId?.Value,
        t.DagsordenspunktId?.Value,
        t.ForumId,
        t.CenterId,
        t.Dato,
        t.Journalnummer,
        t.Kladde,
        Uddrag.Marker(t.Overskrift, udtryk),
        Uddrag.Af(t.Tekst, udtryk));
}
