using Microsoft.EntityFrameworkCore;
using SagsFlow.Beslutninger;
using SagsFlow.Bestillinger;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Frister;
using SagsFlow.Infrastructure.Sider;
using SagsFlow.Kalender;
using SagsFlow.Processer;
using SagsFlow.Sager;

namespace SagsFlow.Paamindelser;

/// <summary>
/// Reminds, on the morning of every arbejdsdag, of what is to be handed in, of the cases' own dates and of ordered work, in rising steps. It looks at
/// what is stored now: what is done is quiet, and what has moved is reminded of by its new day.
/// </summary>
public sealed class Fristpaamindelser(Arbejde arbejde, Forakatalog fora, Arbejdskalender kalender, Sagsafleveringer afleveringer, Bestillingsopslag bestillinger, Personer personer) : IDagsvaerk
{
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

        var sager = await arbejde.Db.Sager.AsNoTracking().Where(s => s.Afsluttet == null).ToListAsync(ct);
        foreach (var frist in (await AfleveringerAsync(dag, ct)).Concat(await EgneDatoerAsync(sager, dag, ct)).Concat(await BestillingerAsync(dag, ct)))
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
        foreach (var (f, sag, moededag, _, frist) in await afleveringer.FindAsync(arbejde.Db.Sager, ct))
        {
            var regel = fora.Forum(f.ForumId)!.Regel(moededag)!;
            var chefer = regel.PaamindChef ? await Modtagere.MedRolleAsync(arbejde.Store, Rolle.Centerchef, sag.CenterId, dag, ct) : [];
            frister.Add(new Frist($"aflevering/{f.Id}", $"»{sag.Titel}« skal afleveres til {fora.Navn(f.ForumId)} den {moededag.Skriv()}", frist.Forfald, regel.Paamindelser, sag, await CentretAsync(sag, dag, ct), chefer, f.Lukket is null ? null : f.ForumId));
        }

        return frister;
    }

    private async Task<IReadOnlyList<Frist>> EgneDatoerAsync(IEnumerable<Sag> sager, DateOnly dag, CancellationToken ct)
    {
        var frister = new List<Frist>();
        foreach (var sag in sager.Where(s => s.EgneDatoer.Count > 0))
        {
            var modtagere = await CentretAsync(sag, dag, ct);
            frister.AddRange(sag.EgneDatoer.Select(d => new Frist(
                $"egen-dato/{sag.Id}/{Historikpost.Sha(d.Hvad)[..12]}", $"»{sag.Titel}«: {d.Hvad}", d.Senest.ToDateTime(new TimeOnly(23, 59)), Forumregel.SaedvanligePaamindelser, sag, modtagere, [], null)));
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
        var ansatte = await Modtagere.MedRolleAsync(arbejde.Store, Rolle.Sagsbehandler, sag.CenterId, dag, ct);
        return ansatte.Contains(sag.OprettetAf, StringComparer.Ordinal) ? [sag.OprettetAf] : ansatte;
    }
}
