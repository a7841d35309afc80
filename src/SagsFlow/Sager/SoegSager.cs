using MediatR;
using Microsoft.EntityFrameworkCore;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Forelaeggelser;
using SagsFlow.Infrastructure;

namespace SagsFlow.Sager;

/// <summary>Lists cases the caller may know of, newest first.</summary>
/// <param name="Soeg">Words of the title, or a journalnummer.</param>
/// <param name="Frist">Only cases with an open task due on or before this day; or <c>naas-ikke</c>: those that do not make a date they should.</param>
public sealed record SoegSager(string? Soeg, string? Center, string? Forum, string? Status, string? Frist, Side Side) : IForespoergsel<Liste<SagLinje>>, IValideres
{
    /// <summary>Only cases the caller made.</summary>
    public bool Mine { get; init; }

    /// <summary>Only cases that are neither ended nor withdrawn.</summary>
    public bool Aabne { get; init; }

    public const string NaasIkke = "naas-ikke";

    public DateOnly? Fristdag => DateOnly.TryParseExact(Frist, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var dag) ? dag : null;

    public void Valider(Feltfejl fejl)
    {
        if (Frist is not null && Frist != NaasIkke && Fristdag is null)
        {
            fejl.Tilfoej("frist", $"Angiv en dag som 2025-02-25, eller {NaasIkke} for de sager, der ikke når en af deres datoer.");
        }

        if (Status is not null && !Navne.TryLaes<Sagsstatus>(Status, out _))
        {
            fejl.Tilfoej("status", $"Status »{Status}« findes ikke. Vælg en af: {string.Join(", ", Enum.GetNames<Sagsstatus>().Select(Navne.Kebab))}.");
        }
    }
}

/// <summary>A case in a list.</summary>
public sealed record SagLinje(Guid Id, string? Journalnummer, string Titel, string Center, Sagstype Sagstype, Sagsstatus Status, DateTimeOffset Oprettet, int Version)
{
    /// <summary>What it does not make by its plan, to those who see the whole case.</summary>
    public IReadOnlyList<IkkeNaaetSvar> NaarIkke { get; init; } = [];
}

public sealed class SoegSagerHandler(Arbejde arbejde, Adgang adgang, Forakatalog fora, Sagsvisning visning) : IRequestHandler<SoegSager, Svar<Liste<SagLinje>>>
{
    public async Task<Svar<Liste<SagLinje>>> Handle(SoegSager request, CancellationToken cancellationToken)
    {
        var alle = Filtrer(arbejde.Db.Sager.AsNoTracking(), request);
        var sager = alle.Where(adgang.SynligSag);
        if (request.Soeg?.Trim() is { Length: > 0 } soeg)
        {
            return await SoegAsync(sager, soeg, request.Side, cancellationToken);
        }

        // The ids alone are found without a look at the long texts of the pages before.
        var udsnit = await sager.OrderByDescending(s => s.Oprettet).ThenByDescending(s => s.Id).Skip(request.Side.Spring).Take(request.Side.Antal).Select(s => s.Id).ToListAsync(cancellationToken);
        var erAlle = request.Side.Spring == 0 && udsnit.Count < request.Side.Antal;
        var total = erAlle ? udsnit.Count : await adgang.AntalSynligeAsync(alle, cancellationToken);
        return Liste<SagLinje>.Af(await LinjerAsync(udsnit, cancellationToken), total, request.Side);
    }

    private IQueryable<Sag> Filtrer(IQueryable<Sag> sager, SoegSager r)
    {
        var db = arbejde.Db;
        if (r.Mine)
        {
            var mig = adgang.Person.Brugernavn;
            sager = sager.Where(s => s.OprettetAf == mig);
        }

        if (r.Aabne)
        {
            sager = sager.Where(s => s.Afsluttet == null && s.Trukket == null);
        }

        if (r.Center is not null)
        {
            var center = fora.Center(r.Center)?.Id ?? r.Center;
            sager = sager.Where(s => s.CenterId == center);
        }

        if (r.Forum is not null)
        {
            // Membership of a forum is told only of steps the caller may see.
            var forum = fora.Forum(r.Forum)?.Id ?? r.Forum;
            var centre = adgang.Person.Centre;
            var egne = adgang.Person.Fora;
            sager = sager.Where(s => db.Forelaeggelser.Any(f => f.SagId == s.Id && f.ForumId == forum && (f.Lukket == null || centre.Contains(s.CenterId) || egne.Contains(f.ForumId))));
        }

        if (r.Frist == SoegSager.NaasIkke)
        {
            sager = DerIkkeNaar(sager);
        }

        if (r.Fristdag is { } dag)
        {
            var foer = LokalTid.TilOejeblik(dag.AddDays(1).ToDateTime(TimeOnly.MinValue));
            var medFrist = db.Opgaver.Where(o => o.Afsluttet == null && o.Frist != null && o.Frist < foer).Select(o => o.SagId);
            sager = sager.Where(s => medFrist.Contains(s.Id));
        }

        return Navne.TryLaes<Sagsstatus>(r.Status, out var status) ? MedStatus(sager, status) : sager;
    }

    /// <summary>The same cases of which the answer tells it.</summary>
    private IQueryable<Sag> DerIkkeNaar(IQueryable<Sag> sager)
    {
        var db = arbejde.Db;
        var centre = adgang.Person.Centre;
        var egne = adgang.Person.Fora;
        return sager.Where(s => s.Afsluttet == null && db.IkkeNaaede.Any(i => i.SagId == s.Id)
            && (centre.Contains(s.CenterId) || (s.Lukket == null && !db.Forelaeggelser.Any(f => f.SagId == s.Id && f.Lukket != null && !egne.Contains(f.ForumId)))));
    }

    private IQueryable<Sag> MedStatus(IQueryable<Sag> sager, Sagsstatus status)
    {
        var db = arbejde.Db;
        var centre = adgang.Person.Centre;
        var egne = adgang.Person.Fora;
        var undervejs = sager.Where(s => s.Trukket == null && s.Afsluttet == null && s.Indsendt != null);
        return status switch
        {
            Sagsstatus.Trukket => sager.Where(s => s.Trukket != null),
            Sagsstatus.Afsluttet => sager.Where(s => s.Trukket == null && s.Afsluttet != null),
            Sagsstatus.Kladde => sager.Where(s => s.Trukket == null && s.Afsluttet == null && s.Indsendt == null),
            Sagsstatus.Udsat => undervejs.Where(s => db.Forelaeggelser.Any(f => f.SagId == s.Id && f.Udsat && f.Tilstand == ForelaeggelseTilstand.Klar
                && (f.Lukket == null || centre.Contains(s.CenterId) || egne.Contains(f.ForumId)))),
            _ => undervejs.Where(s => !db.Forelaeggelser.Any(f => f.SagId == s.Id && f.Udsat && f.Tilstand == ForelaeggelseTilstand.Klar
                && (f.Lukket == null || centre.Contains(s.CenterId) || egne.Contains(f.ForumId)))),
        };
    }

    /// <summary>
    /// Searches in the title the caller is shown, not the one that is stored: a search must not find by what is hidden. Danish letters
    /// match whatever their case, which SQLite's own LIKE does not do.
    /// </summary>
    private async Task<Liste<SagLinje>> SoegAsync(IQueryable<Sag> sager, string soeg, Side side, CancellationToken ct)
    {
        var ord = soeg.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        foreach (var o in ord)
        {
            sager = Database.MedOrd(sager, Moenster(o));
        }

        var db = arbejde.Db;
        var kandidater = await sager.OrderByDescending(s => s.Oprettet).ThenByDescending(s => s.Id)
            .Select(s => new { s.Id, s.Journalnummer, s.Titel, Endelig = s.Afsluttet != null && s.Trukket == null && !db.Forelaeggelser.Any(f => f.SagId == s.Id && f.Lukket != null) }).ToListAsync(ct);
        kandidater = kandidater.FindAll(k => ord.All(o => Indeholder(k.Titel, o) || Indeholder(k.Journalnummer, o)));

        // Only a case that can still be written, or of which something is closed, may be shown under another title than the stored one.
        var uvisse = kandidater.Where(k => !k.Endelig).Select(k => k.Id).ToList();
        var viste = await visning.TitlerAsync(await SagerAsync(uvisse, ct), ct);
        var fundne = kandidater.Where(k => k.Endelig || ord.All(o => Indeholder(viste[k.Id], o) || Indeholder(k.Journalnummer, o))).Select(k => k.Id).ToList();
        return Liste<SagLinje>.Af(await LinjerAsync([.. fundne.Skip(side.Spring).Take(side.Antal)], ct), fundne.Count, side);
    }

    private Task<List<Sag>> SagerAsync(List<SagId> ider, CancellationToken ct) => arbejde.Db.Sager.AsNoTracking().Where(s => ider.Contains(s.Id)).ToListAsync(ct);

    /// <summary>What the database can look for: a letter it knows no capital of may be any.</summary>
    private static string Moenster(string ord) => $"%{string.Concat(ord.ToLowerInvariant().Select(c => char.IsAscii(c) && c is not ('%' or '_' or '\\') ? c : '_'))}%";

    private static bool Indeholder(string? tekst, string ord) => tekst?.Contains(ord, StringComparison.OrdinalIgnoreCase) == true;

    private async Task<IReadOnlyList<SagLinje>> LinjerAsync(List<SagId> ider, CancellationToken ct)
    {
        var sager = (await SagerAsync(ider, ct)).OrderBy(s => ider.IndexOf(s.Id)).ToList();
        return [.. (await visning.SvarAsync(sager, ct)).Select(s => new SagLinje(s.Id, s.Journalnummer, s.Titel, s.Center, s.Sagstype, s.Status, s.Oprettet, s.Version) { NaarIkke = s.NaarIkke })];
    }
}
