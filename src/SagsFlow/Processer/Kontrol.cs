using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SagsFlow.Data;
using SagsFlow.Engine.Execution;

namespace SagsFlow.Processer;

/// <summary>What a check of the whole database found.</summary>
/// <param name="Fejl">What is wrong, a sentence each; empty when nothing is.</param>
public sealed record Kontrolresultat(IReadOnlyList<string> Fejl, int Kaeder, int Poster, int Instanser, int Raekker);

/// <summary>
/// Checks every history chain, and folds the history into the processes' states and the domain's rows and compares them with what is stored.
/// It executes nothing.
/// </summary>
public sealed class Kontrol
{
    private readonly List<string> _fejl = [];
    private readonly Dictionary<Guid, (int Revision, ProcessState State)> _instanser = [];
    private readonly Dictionary<(string Tabel, string Id), Dictionary<string, string?>?> _raekker = [];
    private int _kaeder;
    private int _poster;

    /// <summary>Runs the check over one snapshot.</summary>
    public static async Task<Kontrolresultat> KoerAsync(SagDbContext db, CancellationToken ct)
    {
        var kontrol = new Kontrol();
        await kontrol.GaaHistorikkenIgennemAsync(db, ct);
        await kontrol.SammenlignInstanserAsync(db, ct);
        var raekker = await new Raekkekontrol(kontrol._raekker, kontrol._fejl).SammenlignAsync(db, ct);
        return new Kontrolresultat(kontrol._fejl, kontrol._kaeder, kontrol._poster, kontrol._instanser.Count, raekker);
    }

    private async Task GaaHistorikkenIgennemAsync(SagDbContext db, CancellationToken ct)
    {
        var hoveder = await HovederAsync(db, ct);
        Historikraekke? forrige = null;
        await foreach (var post in db.Historik.AsNoTracking().OrderBy(h => h.Kaede).ThenBy(h => h.Nr).AsAsyncEnumerable().WithCancellation(ct))
        {
            if (forrige?.Kaede != post.Kaede)
            {
                AfslutKaede(forrige, hoveder);
                _kaeder++;
                forrige = null;
            }

            _poster++;
            TjekPost(post, forrige);
            if (post.Indhold is not null)
            {
                Fold(post);
            }

            forrige = post;
        }

        AfslutKaede(forrige, hoveder);
        _fejl.AddRange(hoveder.Keys.Select(k => $"Kæden {k} har et hoved, men ingen historik."));
    }

    private static async Task<Dictionary<string, (long Nr, string Hash)>> HovederAsync(SagDbContext db, CancellationToken ct)
    {
        var hoveder = new Dictionary<string, (long, string)>(StringComparer.Ordinal);
        await using var kommando = db.Database.GetDbConnection().CreateCommand();
        kommando.CommandText = "SELECT id, nr, hash FROM chain";
        await using var r = await kommando.ExecuteReaderAsync(ct);
        while (await r.ReadAsync(ct))
        {
            hoveder.Add(r.GetString(0), (r.GetInt64(1), r.GetString(2)));
        }

        return hoveder;
    }

    private void AfslutKaede(Historikraekke? sidste, Dictionary<string, (long Nr, string Hash)> hoveder)
    {
        if (sidste is not null && (!hoveder.Remove(sidste.Kaede, out var hoved) || hoved != (sidste.Nr, sidste.Hash)))
        {
            _fejl.Add($"Kæden {sidste.Kaede} er afkortet: dens hoved passer ikke med post {sidste.Nr}.");
        }
    }

    private void TjekPost(Historikraekke post, Historikraekke? forrige)
    {
        if (post.Nr != (forrige?.Nr ?? 0) + 1 || post.Forrige != (forrige?.Hash ?? ""))
        {
            _fejl.Add($"Kæden {post.Kaede} er brudt ved post {post.Nr}.");
        }

        var hash = Historikpost.BeregnHash(post.Kaede, post.Nr, post.Art, post.Tid, post.Aktoer, post.ForelaeggelseId, post.DagsordenspunktId, post.IndholdHash, post.Forrige);
        if (hash != post.Hash)
        {
            _fejl.Add($"Post {post.Nr} i kæden {post.Kaede} er ændret: dens hash passer ikke.");
        }

        // A post whose content was erased by law keeps its hash, but can no longer be compared with it.
        if (post.Tekst != Historikpost.Slettet && Historikpost.BeregnIndholdHash(post.Tekst, post.Begrundelse, post.Indhold) != post.IndholdHash)
        {
            _fejl.Add($"Indholdet af post {post.Nr} i kæden {post.Kaede} er ændret.");
        }
    }

    private void Fold(Historikraekke post)
    {
        using var indhold = JsonDocument.Parse(post.Indhold!);
        foreach (var trin in indhold.RootElement.GetProperty("trin").EnumerateArray())
        {
            FoldTrin(post, trin);
        }

        foreach (var raekke in indhold.RootElement.GetProperty("raekker").EnumerateArray())
        {
            FoldRaekke(raekke);
        }
    }

    private void FoldTrin(Historikraekke post, JsonElement trin)
    {
        var instans = trin.GetProperty("instans").GetGuid();
        var revision = trin.GetProperty("rev").GetInt32();
        var kendt = _instanser.TryGetValue(instans, out var foer);
        if (revision != foer.Revision + 1)
        {
            _fejl.Add($"Processen {instans} springer fra trin {foer.Revision} til {revision} i post {post.Nr} af {post.Kaede}.");
        }

        _instanser[instans] = (revision, ProcessState.Fold(kendt ? foer.State : null, ProcessEvent.ReadAll(trin.GetProperty("haendelser"))));
    }

    private void FoldRaekke(JsonElement raekke)
    {
        var noegle = (raekke.GetProperty("tabel").GetString()!, raekke.GetProperty("id").GetString()!);
        if (raekke.GetProperty("art").GetString() == "slettet")
        {
            _raekker[noegle] = null;
            return;
        }

        if (!_raekker.TryGetValue(noegle, out var vaerdier) || vaerdier is null)
        {
            _raekker[noegle] = vaerdier = new Dictionary<string, string?>(StringComparer.Ordinal);
        }

        foreach (var vaerdi in raekke.GetProperty("vaerdier").EnumerateObject())
        {
            vaerdier[vaerdi.Name] = vaerdi.Value.GetString();
        }
    }

    private async Task SammenlignInstanserAsync(SagDbContext db, CancellationToken ct)
    {
        var ventende = await VentendeAsync(db, ct);
        var set = 0;
        await foreach (var instans in db.Instanser.AsNoTracking().AsAsyncEnumerable().WithCancellation(ct))
        {
            set++;
            if (!_instanser.TryGetValue(instans.Id.Value, out var foldet))
            {
                _fejl.Add($"Processen {instans.Id} findes, men historikken kender den ikke.");
                continue;
            }

            if (foldet.State.DefinitionHash != instans.DefinitionHash || foldet.Revision != instans.Revision || !ProcessRunner.StateBytes(foldet.State).AsSpan().SequenceEqual(instans.State))
            {
                _fejl.Add($"Processen {instans.Id} står ikke, hvor historikken siger (trin {instans.Revision} mod {foldet.Revision}).");
            }

            var venter = foldet.State.Waits.Where(w => w.Kind != WaitKind.Call).Select(w => (w.Kind, w.Number, w.Key)).ToHashSet();
            if (!venter.SetEquals(ventende.GetValueOrDefault(instans.Id.Value) ?? []))
            {
                _fejl.Add($"Processen {instans.Id} venter på noget andet end det, der er gemt som opgaver, forelæggelser, tidsfrister, job, beskeder og signaler.");
            }
        }

        if (set != _instanser.Count)
        {
            _fejl.Add($"Historikken kender {_instanser.Count} processer, men {set} er gemt.");
        }
    }

    private static async Task<Dictionary<Guid, HashSet<(WaitKind Kind, long Number, string? Key)>>> VentendeAsync(SagDbContext db, CancellationToken ct)
    {
        const string Sql = """
            SELECT instans_id, vent, 'opgave', NULL FROM opgave WHERE afsluttet IS NULL AND instans_id IS NOT NULL
            UNION ALL SELECT instans_id, vent, 'opgave', NULL FROM forelaeggelse WHERE vent IS NOT NULL
            UNION ALL SELECT instans_id, vent, 'timer', NULL FROM timer
            UNION ALL SELECT instans_id, vent, 'job', NULL FROM outbox
            UNION ALL SELECT instans_id, vent, art, noegle FROM subscription
            """;
        var ventende = new Dictionary<Guid, HashSet<(WaitKind, long, string?)>>();
        await using var kommando = db.Database.GetDbConnection().CreateCommand();
        kommando.CommandText = Sql;
        await using var r = await kommando.ExecuteReaderAsync(ct);
        while (await r.ReadAsync(ct))
        {
            var instans = r.GetGuid(0);
            if (!ventende.TryGetValue(instans, out var egne))
            {
                ventende.Add(instans, egne = []);
            }

            egne.Add((Art(r.GetString(2)), r.GetInt64(1), await r.IsDBNullAsync(3, ct) ? null : r.GetString(3)));
        }

        return ventende;
    }

    private static WaitKind Art(string tabel) => tabel switch
    {
        "opgave" => WaitKind.Task,
        "timer" => WaitKind.Timer,
        "job" => WaitKind.Job,
        StepStore.SignalKind => WaitKind.Signal,
        _ => WaitKind.Message,
    };
}
