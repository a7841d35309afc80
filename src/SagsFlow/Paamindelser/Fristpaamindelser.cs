using Microsoft.EntityFrameworkCore;
using SagsFlow.Beslutninger;
using SagsFlow.Bestillinger;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Frister;
using SagsFlow.Infrastructure.Sider;
using SagsFlow.Kalender;
using SagsFlow.Opgaver;
using SagsFlow.Processer;
using SagsFlow.Sager;

namespace SagsFlow.Paamindelser;

/// <summary>
/// Reminds, on the morning of every arbejdsdag, of what is to be handed in, of the cases' own dates, of ordered work, hearings, the plans' cells and
/// tasks whose definition asks for it, in rising steps. It looks at
/// what is stored now: what is done is quiet, and what has moved is reminded of by its new day.
/// </summary>
public sealed class Fristpaamindelser(Arbejde arbejde, Forakatalog fora, Arbejdskalender kalender, Sagsafleveringer afleveringer, Bestillingsopslag bestillinger, Hoeringer hoeringer, Planfrister planfrister, ProcessCatalog processer, Personer personer) : IDagsvaerk
{
    private readonly Dictionary<(Rolle, string), IReadOnlySet<string>> _medRolle = [];

    public string Navn => "fristpaamindelser";

    public TimeOnly Kl => new(7, 0);

    /// <param name="Noegle">Names the deadline for ever.</param>
    /// <param name="Trin">The steps, in arbejdsdage before; negative after.</param>
    /// <param name="Lukket">The forum whose closed item it comes from; null for an open one. Only those with access are told.</param>
    private sealed record Frist(string Noegle, string Hvad, DateTime Forfald, IReadOnlyList<int> Trin, Sag? Sag, IReadOnlyList<string> Modtagere, IReadOnlyList<string> OgsaEfter, string? Lukket, DagsordenspunktId? Punkt = null);

    public async Task UdfoerAsync(DateOnly dag, CancellationToken ct)
    {
        if (!kalender.ErArbejdsdag(dag))
        {
            return;
        }

        _medRolle.Clear();
        var sager = await arbejde.Db.Sager.AsNoTracking().Where(s => s.Afsluttet == null).ToListAsync(ct);
        var frister = new[]
        {
            await AfleveringerAsync(dag, ct), await EgneDatoerAsync(sager, dag, ct), await BestillingerAsync(dag, ct), await OpgaverAsync(sager, dag, ct), await HoeringerAsync(dag, ct), await PlanerAsync(dag, ct),
        };
        foreach (var frist in frister.SelectMany(f => f))
        {
            if (Trin(frist, dag) is { } trin)
            {
                await PaamindAsync(frist, trin, dag, ct);
            }
        }
    }

    /// <summary>The step a deadline has come to; where days were missed it is the latest one only. Long after there is none.</summary>
    private int? Trin(Frist frist, DateOnly dag)
    {
        var dage = kalender.ArbejdsdageMellem(dag, DateOnly.FromDateTime(frist.Forfald));
        return frist.Trin.Where(t => t >= dage).Select(t => (int?)t).Min() is { } trin && (trin >= 0 || dage >= trin - 3) ? trin : null;
    }

    private async Task PaamindAsync(Frist frist, int trin, DateOnly dag, CancellationToken ct)
    {
        var forfald = DateOnly.FromDateTime(frist.Forfald);
        var paamindet = false;
        foreach (var brugernavn in (trin < 0 ? frist.Modtagere.Concat(frist.OgsaEfter) : frist.Modtagere).Distinct(StringComparer.Ordinal))
        {
            if (await MaaVideAsync(frist, brugernavn, ct) && await arbejde.Store.NoteReminderAsync(frist.Noegle, forfald, trin, brugernavn, ct))
            {
                paamindet = true;
                var besked = new Besked
                {
                    Id = NytId.Guid(arbejde.Nu),
                    Brugernavn = brugernavn,
                    SagId = frist.Sag?.Id,
                    DagsordenspunktId = frist.Punkt,
                    Tekst = $"Påmindelse: {frist.Hvad} {Naar(frist.Forfald, dag)}.",
                    Tid = arbejde.Nu,
                    KanVente = trin >= 0,
                };
                await arbejde.Store.InsertMessageAsync(besked, ct);
            }
        }

        if (paamindet && frist.Sag is { } sag && frist.Lukket is null)
        {
            arbejde.Historik.Tilfoej(sag.Kaede, "paamindelse", $"Der er sendt en påmindelse om en frist den {forfald.Skriv()}.");
        }
    }

    private async Task<bool> MaaVideAsync(Frist frist, string brugernavn, CancellationToken ct) =>
        frist.Lukket is not { } forum || (await personer.FindAsync(brugernavn, ct) is { } person && Adgang.SerLukket(person, forum, frist.Sag?.CenterId));

    private static string Naar(DateTime forfald, DateOnly dag)
    {
        var dage = DateOnly.FromDateTime(forfald).DayNumber - dag.DayNumber;
        var tid = forfald.TimeOfDay == new TimeSpan(23, 59, 0) ? Dansk.Dag(DateOnly.FromDateTime(forfald)) : $"{Dansk.Dag(DateOnly.FromDateTime(forfald))} kl. {forfald:HH\\.mm}";
        return dage switch
        {
            0 => $"i dag, {tid}",
            < 0 => $"var {tid} og er overskredet",
            _ => $"senest {tid}",
        };
    }

    private async Task<IReadOnlyList<Frist>> AfleveringerAsync(DateOnly dag, CancellationToken ct)
    {
        var frister = new List<Frist>();
        var alle = await afleveringer.FindAsync(arbejde.Db.Sager, ct);
        var rod = (await arbejde.Db.Instanser.AsNoTracking().Where(i => !i.Ended && i.ParentId == null).Select(i => new { i.Id, i.DefinitionHash }).ToListAsync(ct)).ToDictionary(i => i.Id, i => i.DefinitionHash);
        foreach (var (f, sag, moededag, _, frist) in alle)
        {
            var regel = fora.Forum(f.ForumId)!.Regel(moededag)!;
            var egne = processer.Node(rod.GetValueOrDefault(sag.InstansId), f.Node) is { } node ? Attribut.Paamindelsestrin(node) : null;
            var chefer = regel.PaamindChef ? [.. await MedRolleAsync(Rolle.Centerchef, sag.CenterId, dag, ct)] : Array.Empty<string>();
            frister.Add(new Frist($"aflevering/{f.Id}", $"»{sag.Titel}« skal afleveres til {fora.Navn(f.ForumId)} den {moededag.Skriv()}", frist.Forfald, egne ?? regel.Paamindelser, sag, await CentretAsync(sag, dag, ct), chefer, f.Lukket is null ? null : f.ForumId));
        }

        return frister;
    }

    private async Task<IReadOnlyList<Frist>> EgneDatoerAsync(IEnumerable<Sag> sager, DateOnly dag, CancellationToken ct)
    {
        var frister = new List<Frist>();
        foreach (var sag in sager.Where(s => s.EgneDatoer.Count > 0))
        {
            var modtagere = await Modtagere.ForCentretsSagAsync(arbejde.Store, sag, dag, ct);
            frister.AddRange(sag.EgneDatoer.Select(d => new Frist(
                $"egen-dato/{sag.Id}/{Historikpost.Sha(d.Hvad)[..12]}", $"»{sag.Titel}«: {d.Hvad}", d.Senest.ToDateTime(new TimeOnly(23, 59)), Forumregel.SaedvanligePaamindelser, sag, modtagere, [], null)));
        }

        return frister;
    }

    /// <summary>Tasks whose definition asks for reminders, and hearings, that are reminded of anyhow.</summary>
    private async Task<IReadOnlyList<Frist>> OpgaverAsync(IEnumerable<Sag> sager, DateOnly dag, CancellationToken ct)
    {
        var aabne = await (
            from o in arbejde.Db.Opgaver.AsNoTracking()
            where o.Afsluttet == null && o.Frist != null
            join i in arbejde.Db.Instanser on o.InstansId equals (InstanceId?)i.Id
            select new { Opgave = o, i.DefinitionHash }).ToListAsync(ct);
        var efterId = sager.ToDictionary(s => s.Id);
        var frister = new List<Frist>();
        foreach (var (o, hash) in aabne.Select(a => (a.Opgave, a.DefinitionHash)))
        {
            if (processer.Node(hash, o.Node) is { } node && (Attribut.Paamindelsestrin(node) ?? (Attribut.ErHoering(node) ? Forumregel.SaedvanligePaamindelser : null)) is { } trin && efterId.TryGetValue(o.SagId, out var sag))
            {
                frister.Add(new Frist($"opgave/{o.Id}", $"»{o.Navn}« i sagen »{sag.Titel}« skal være gjort", LokalTid.Af(o.Frist!.Value), trin, sag, await Modtagere.ForOpgaveAsync(arbejde.Store, o, dag, ct), [], null));
            }
        }

        return frister;
    }

    /// <summary>The heard forum's secretary, who gets it an agenda.</summary>
    private async Task<IReadOnlyList<Frist>> HoeringerAsync(DateOnly dag, CancellationToken ct)
    {
        var frister = new List<Frist>();
        foreach (var h in await hoeringer.FindAsync(arbejde.Db.Sager, LokalTid.Af(arbejde.Nu), ct))
        {
            var f = h.Forelaeggelse;
            frister.Add(new Frist(
                $"hoering/{f.Id}", $"{fora.Navn(f.ForumId)} skal svare på høringen om »{h.Sag.Titel}«", h.Svarfrist, Forumregel.SaedvanligePaamindelser, h.Sag, [.. await MedRolleAsync(Rolle.ForumSekretaer, f.ForumId, dag, ct)], [], f.Lukket is null ? null : f.ForumId));
        }

        return frister;
    }

    /// <summary>Cells of plans that no case has been made of; the head of the center that owns them, else its staff.</summary>
    private async Task<IReadOnlyList<Frist>> PlanerAsync(DateOnly dag, CancellationToken ct)
    {
        var frister = new List<Frist>();
        var lavet = (await arbejde.Db.Plansager.AsNoTracking().ToListAsync(ct)).Select(p => (p.PlanId, p.Celle)).ToHashSet();
        foreach (var p in (await planfrister.FindAsync(arbejde.Db.Sager.Where(s => s.Afsluttet == null), LokalTid.Af(arbejde.Nu), ct)).Where(p => !lavet.Contains((p.Plan.Id, p.Celle.Id))))
        {
            var chefer = await MedRolleAsync(Rolle.Centerchef, p.Celle.Center, dag, ct);
            frister.Add(new Frist(
                $"plan/{p.Plan.Id}/{p.Celle.Id}", $"Der er ikke lavet en sag af {p.Hvad}", p.Forfald, Forumregel.SaedvanligePaamindelser, null, [.. chefer.Count > 0 ? chefer : await MedRolleAsync(Rolle.Sagsbehandler, p.Celle.Center, dag, ct)], [], null));
        }

        return frister;
    }

    private async Task<IReadOnlyList<Frist>> BestillingerAsync(DateOnly dag, CancellationToken ct)
    {
        var aabne = await arbejde.Db.Bestillinger.AsNoTracking().Where(b => b.Afsluttet == null && b.Trukket == null && b.Ansvarlig != null && (b.Frist != null || b.FristMoedeId != null)).ToListAsync(ct);
        var frister = new List<Frist>();
        foreach (var x in await bestillinger.MedAsync(aabne, ct))
        {
            var b = x.Bestilling;
            if (x.Fristdag is not { } forfald)
            {
                continue;
            }

            frister.Add(new Frist(
                $"bestilling/{b.Id}",
                $"Bestillingen »{b.Tekst}« fra {fora.Navn(b.ForumId)} skal være klar",
                forfald.ToDateTime(new TimeOnly(23, 59)),
                Forumregel.SaedvanligePaamindelser,
                x.Sag,
                await Modtagere.ForAnsvarligAsync(arbejde.Store, fora, b.Ansvarlig!, dag, ct),
                [],
                x.Punkt.Lukket is null ? null : b.ForumId,
                b.DagsordenspunktId));
        }

        return frister;
    }

    /// <summary>The author while he works in the center, else those who do.</summary>
    private async Task<IReadOnlyList<string>> CentretAsync(Sag sag, DateOnly dag, CancellationToken ct)
    {
        var ansatte = await MedRolleAsync(Rolle.Sagsbehandler, sag.CenterId, dag, ct);
        return ansatte.Contains(sag.OprettetAf) ? [sag.OprettetAf] : [.. ansatte];
    }

    /// <summary>Who holds a role in a center, looked up once for a day's reminders.</summary>
    private async Task<IReadOnlySet<string>> MedRolleAsync(Rolle rolle, string center, DateOnly dag, CancellationToken ct)
    {
        if (!_medRolle.TryGetValue((rolle, center), out var personerne))
        {
            personerne = (await Modtagere.MedRolleAsync(arbejde.Store, rolle, center, dag, ct)).ToHashSet(StringComparer.Ordinal);
            _medRolle.Add((rolle, center), personerne);
        }

        return personerne;
    }
}
