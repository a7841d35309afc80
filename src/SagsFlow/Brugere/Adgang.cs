using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using SagsFlow.Data;
using SagsFlow.Forelaeggelser;
using SagsFlow.Infrastructure;
using SagsFlow.Moeder;
using SagsFlow.Sager;

namespace SagsFlow.Brugere;

/// <summary>
/// Who may see what: the one place that knows the rules of closed items, drafts and centers (domain: § 8). Every list, count and look-up goes
/// through it.
/// </summary>
public sealed class Adgang(Kald kald, Arbejde arbejde)
{
    /// <summary>So many cases that those that are hidden are looked at instead.</summary>
    private const int Mange = 10_000;

    private readonly Dictionary<SagId, Sag> _fundne = [];
    private readonly Dictionary<SagId, IReadOnlySet<ForelaeggelseId>> _skjulte = [];
    private (int? Omgang, Person? Person) _husketI;

    public Person Person => kald.Person;

    /// <summary>
    /// The cases the caller may know of: the own center's; and of the others those that have left their center, as long as not all their
    /// forelæggelser are closed to the caller; one that goes to no forum, as long as it is not closed itself.
    /// </summary>
    public Expression<Func<Sag, bool>> SynligSag
    {
        get
        {
            var db = arbejde.Db;
            var centre = Person.Centre;
            var fora = Person.Fora;
            var brugernavn = Person.Brugernavn;
            var kladder = Person.ErSekretariat || Person.ErAdmin;
            return s => centre.Contains(s.CenterId)
                || ((kladder || s.Indsendt != null || db.Opgaver.Any(o => o.SagId == s.Id && o.TildeltTil == brugernavn && o.Afsluttet == null))
                    && (db.Forelaeggelser.Any(f => f.SagId == s.Id && (f.Lukket == null || fora.Contains(f.ForumId)))
                        || (s.Lukket == null && !db.Forelaeggelser.Any(f => f.SagId == s.Id))));
        }
    }

    /// <summary>
    /// How many of the cases the caller may know of. The others are few, and drafts or with something closed: of many cases it is they that are
    /// counted, since a look at every case takes longer.
    /// </summary>
    public async Task<int> AntalSynligeAsync(IQueryable<Sag> sager, CancellationToken ct)
    {
        var alle = await sager.CountAsync(ct);
        if (alle < Mange)
        {
            return await sager.CountAsync(SynligSag, ct);
        }

        var db = arbejde.Db;
        var maaske = db.Sager.Where(s => s.Indsendt == null || s.Lukket != null).Select(s => s.Id).Union(db.Forelaeggelser.Where(f => f.Lukket != null).Select(f => f.SagId));
        var synlig = SynligSag;
        var usynlig = Expression.Lambda<Func<Sag, bool>>(Expression.Not(synlig.Body), synlig.Parameters);
        return alle - await maaske.Join(sager, id => id, s => s.Id, (_, s) => s).CountAsync(usynlig, ct);
    }

    /// <summary>A case the caller may know of, or null.</summary>
    public async Task<Sag?> FindSagAsync(SagId id, CancellationToken ct)
    {
        var husker = Husker();
        if (husker && _fundne.TryGetValue(id, out var fundet))
        {
            return fundet;
        }

        var sag = await arbejde.Db.Sager.Where(SynligSag).FirstOrDefaultAsync(s => s.Id == id, ct);
        if (husker && sag is not null)
        {
            _fundne[id] = sag;
        }

        return sag;
    }

    /// <summary>Those of the cases that the caller may know of.</summary>
    public Task<List<Sag>> FindSagerAsync(IReadOnlyCollection<Guid> ider, CancellationToken ct)
    {
        var soegte = ider.Select(i => new SagId(i)).ToList();
        return arbejde.Db.Sager.AsNoTracking().Where(SynligSag).Where(s => soegte.Contains(s.Id)).ToListAsync(ct);
    }

    /// <summary>What <see cref="SynligSag"/> says, of one case that is at hand.</summary>
    public async Task<bool> SerSagAsync(Sagshoved sag, CancellationToken ct)
    {
        if (Person.Centre.Contains(sag.CenterId, StringComparer.Ordinal))
        {
            return true;
        }

        var fora = Person.Fora;
        return (sag.Forelaeggelser.Count == 0 ? !sag.Lukket : sag.Forelaeggelser.Any(f => !f.Lukket || fora.Contains(f.ForumId, StringComparer.Ordinal)))
            && (Person.ErSekretariat || Person.ErAdmin || sag.Indsendt || await HarOpgaveAsync(sag.Id, ct));
    }

    /// <summary>Whether none of the case's forelæggelser is closed to the caller.</summary>
    public bool SerAlle(Sagshoved sag) => sag.Forelaeggelser.All(f => !f.Lukket || SerLukket(f.ForumId, sag.CenterId));

    /// <summary>Whether the caller may read a forelæggelse of a case of this center.</summary>
    public bool Ser(Forelaeggelse f, string centerId) => f.Lukket is null || SerLukket(f.ForumId, centerId);

    /// <summary>Whether the caller may read an agenda item.</summary>
    /// <param name="punkt">The item.</param>
    /// <param name="forumId">The meeting's forum.</param>
    /// <param name="centerId">The case's center; null for a fast punkt.</param>
    public bool Ser(Dagsordenspunkt punkt, string forumId, string? centerId) => punkt.Lukket is null || SerLukket(forumId, centerId);

    /// <summary>Access to what is closed: the author's center, the forum's members, its secretariat.</summary>
    public bool SerLukket(string forumId, string? centerId) => SerLukket(Person, forumId, centerId);

    /// <summary>The same for somebody who is to be told.</summary>
    public static bool SerLukket(Person person, string forumId, string? centerId) =>
        person.Fora.Contains(forumId, StringComparer.Ordinal) || (centerId is not null && person.Centre.Contains(centerId, StringComparer.Ordinal));

    /// <summary>A decision that has not taken effect is seen by the forum and its secretariat only.</summary>
    public bool SerKladde(string forumId) => Person.Fora.Contains(forumId, StringComparer.Ordinal);

    /// <summary>The case's forelæggelser that the caller must not see.</summary>
    public async Task<IReadOnlySet<ForelaeggelseId>> SkjulteAsync(Sag sag, CancellationToken ct)
    {
        var husker = Husker();
        if (husker && _skjulte.TryGetValue(sag.Id, out var kendte))
        {
            return kendte;
        }

        var lukkede = await arbejde.Db.Forelaeggelser.AsNoTracking().Where(f => f.SagId == sag.Id && f.Lukket != null).ToListAsync(ct);
        var skjulte = lukkede.Where(f => !Ser(f, sag.CenterId)).Select(f => f.Id).ToHashSet();
        if (husker)
        {
            _skjulte[sag.Id] = skjulte;
        }

        return skjulte;
    }

    /// <summary>The cases of which some forelæggelse is closed to the caller.</summary>
    public IQueryable<SagId> SagerMedSkjulte
    {
        get
        {
            var db = arbejde.Db;
            var (centre, fora) = (Person.Centre, Person.Fora);
            return db.Forelaeggelser.Where(f => f.Lukket != null && !fora.Contains(f.ForumId) && !db.Sager.Any(s => s.Id == f.SagId && centre.Contains(s.CenterId))).Select(f => f.SagId);
        }
    }

    /// <summary>The agenda items that are closed to the caller.</summary>
    public IQueryable<DagsordenspunktId> SkjultePunkter
    {
        get
        {
            var db = arbejde.Db;
            var (centre, fora) = (Person.Centre, Person.Fora);
            return db.Dagsordenspunkter
                .Where(p => p.Lukket != null && !db.Moeder.Any(m => m.Id == p.MoedeId && fora.Contains(m.ForumId)) && !db.Sager.Any(s => s.Id == p.SagId && centre.Contains(s.CenterId)))
                .Select(p => p.Id);
        }
    }

    /// <summary>The case's agenda items that the caller must not see. An open item stays open when its forelæggelse is closed later.</summary>
    public async Task<IReadOnlySet<DagsordenspunktId>> SkjultePunkterAsync(Sag sag, CancellationToken ct)
    {
        var lukkede = await (
            from p in arbejde.Db.Dagsordenspunkter.AsNoTracking()
            join m in arbejde.Db.Moeder on p.MoedeId equals m.Id
            where p.SagId == sag.Id && p.Lukket != null
            select new { p.Id, m.ForumId }).ToListAsync(ct);
        return lukkede.Where(p => !SerLukket(p.ForumId, sag.CenterId)).Select(p => p.Id).ToHashSet();
    }

    /// <summary>Whether the receiver of a message may still read it: what has been closed since is hidden, since its text may tell what it was about.</summary>
    public async Task<bool> SerBeskedAsync(Besked besked, CancellationToken ct)
    {
        if (besked.SagId is { } id)
        {
            return await FindSagAsync(id, ct) is { } sag
                && (besked.ForelaeggelseId is not { } f || !(await SkjulteAsync(sag, ct)).Contains(f))
                && (besked.DagsordenspunktId is not { } p || !(await SkjultePunkterAsync(sag, ct)).Contains(p));
        }

        if (besked.DagsordenspunktId is not { } punktId)
        {
            return true;
        }

        var lukket = await (
            from p in arbejde.Db.Dagsordenspunkter.AsNoTracking()
            join m in arbejde.Db.Moeder on p.MoedeId equals m.Id
            where p.Id == punktId && p.Lukket != null
            select m.ForumId).FirstOrDefaultAsync(ct);
        return lukket is null || SerLukket(lukket, null);
    }

    /// <summary>The messages whose receiver may still read them, who is the caller: what <see cref="SerBeskedAsync"/> says, of many at once.</summary>
    public Expression<Func<Besked, bool>> SynligBesked
    {
        get
        {
            var db = arbejde.Db;
            var (centre, fora) = (Person.Centre, Person.Fora);
            var sager = db.Sager.Where(SynligSag);
            return b =>
                (b.SagId == null || sager.Any(s => s.Id == b.SagId))
                && (b.SagId == null || b.ForelaeggelseId == null || !db.Forelaeggelser.Any(f =>
                    f.Id == b.ForelaeggelseId && f.Lukket != null && !fora.Contains(f.ForumId) && !db.Sager.Any(s => s.Id == f.SagId && centre.Contains(s.CenterId))))
                && (b.DagsordenspunktId == null || !db.Dagsordenspunkter.Any(p =>
                    p.Id == b.DagsordenspunktId && p.Lukket != null
                    && !db.Moeder.Any(m => m.Id == p.MoedeId && fora.Contains(m.ForumId))
                    && !db.Sager.Any(s => s.Id == p.SagId && s.Id == b.SagId && centre.Contains(s.CenterId))));
        }
    }

    /// <summary>Whether something of what a message is about is closed, to anybody. The title of a case is that of its closed items too.</summary>
    public async Task<bool> ErLukketAsync(Besked besked, CancellationToken ct)
    {
        if (besked.SagId is { } id)
        {
            return await ErLukketAsync(id, ct);
        }

        return besked.DagsordenspunktId is { } punkt && await arbejde.Db.Dagsordenspunkter.AnyAsync(p => p.Id == punkt && p.Lukket != null, ct);
    }

    /// <summary>Whether anything of a case is closed, to anybody.</summary>
    public async Task<bool> ErLukketAsync(SagId id, CancellationToken ct) => (await LukkedeAsync([id], ct)).Count > 0;

    /// <summary>Those of the cases of which something is closed, to anybody.</summary>
    public async Task<IReadOnlySet<SagId>> LukkedeAsync(IReadOnlyCollection<SagId> ider, CancellationToken ct)
    {
        var db = arbejde.Db;
        var lukkede = new HashSet<SagId>(await db.Sager.Where(s => ider.Contains(s.Id) && s.Lukket != null).Select(s => s.Id).ToListAsync(ct));
        lukkede.UnionWith(await db.Forelaeggelser.Where(f => ider.Contains(f.SagId) && f.Lukket != null).Select(f => f.SagId).ToListAsync(ct));
        lukkede.UnionWith((await db.Dagsordenspunkter.Where(p => p.SagId != null && ider.Contains(p.SagId.Value) && p.Lukket != null).Select(p => p.SagId).ToListAsync(ct)).OfType<SagId>());
        return lukkede;
    }

    /// <summary>
    /// Whether what is read may be used again: between transactions, for one person. A page asks for the same case many times, and all its answers
    /// are to say the same of it.
    /// </summary>
    private bool Husker()
    {
        if (_husketI != (arbejde.Omgang, Person))
        {
            _fundne.Clear();
            _skjulte.Clear();
            _husketI = (arbejde.Omgang, Person);
        }

        return arbejde.Omgang is not null;
    }

    private Task<bool> HarOpgaveAsync(SagId id, CancellationToken ct)
    {
        var brugernavn = Person.Brugernavn;
        return arbejde.Db.Opgaver.AnyAsync(o => o.SagId == id && o.TildeltTil == brugernavn && o.Afsluttet == null, ct);
    }
}
