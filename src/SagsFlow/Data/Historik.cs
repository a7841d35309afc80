using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace SagsFlow.Data;

/// <summary>A row of the append-only history.</summary>
public sealed record Historikpost(
    string Kaede,
    long Nr,
    string Art,
    DateTimeOffset Tid,
    string Aktoer,
    string Tekst,
    string? Begrundelse,
    Guid? ForelaeggelseId,
    Guid? DagsordenspunktId,
    string? Indhold,
    string IndholdHash,
    string Forrige,
    string Hash)
{
    /// <summary>The text of a row whose text, reason and content were erased as the law says; what was there is known by its hash alone.</summary>
    public const string Slettet = "[slettet]";

    /// <summary>The hash of a row: its metadata, its content's hash and the hash of the row before.</summary>
    public static string BeregnHash(string kaede, long nr, string art, DateTimeOffset tid, string aktoer, Guid? forelaeggelse, Guid? punkt, string indholdHash, string forrige) =>
        Sha(string.Create(CultureInfo.InvariantCulture, $"{kaede}\n{nr}\n{art}\n{tid.ToUnixTimeMilliseconds()}\n{aktoer}\n{forelaeggelse}\n{punkt}\n{indholdHash}\n{forrige}"));

    /// <summary>The hash of what may be erased one day: the text, the reason and the content.</summary>
    public static string BeregnIndholdHash(string tekst, string? begrundelse, string? indhold) => Sha($"{tekst}\n{begrundelse}\n{indhold}");

    public static string Sha(string tekst)
    {
        var bytes = Encoding.UTF8.GetBytes(tekst);
        return Convert.ToHexStringLower(SHA256.HashData(bytes));
    }
}

/// <summary>A row of the history, for reading only.</summary>
public sealed class Historikraekke
{
    public required string Kaede { get; init; }

    public long Nr { get; init; }

    public required string Art { get; init; }

    public DateTimeOffset Tid { get; init; }

    public required string Aktoer { get; init; }

    public required string Tekst { get; init; }

    public string? Begrundelse { get; init; }

    public Guid? ForelaeggelseId { get; init; }

    public Guid? DagsordenspunktId { get; init; }

    public string? Indhold { get; init; }

    public required string IndholdHash { get; init; }

    public required string Forrige { get; init; }

    public required string Hash { get; init; }
}

/// <summary>
/// Gathers what a transaction did and writes it to the chains it concerns just before commit: the events that handlers name, the steps of
/// processes, and the new values of every changed row, so that a check can fold the history into the rows that are stored.
/// </summary>
public sealed class Historiksamler
{
    /// <summary>Longer values are kept as their hash, so that autosaving a long text does not copy it each time.</summary>
    private const int LaengsteVaerdi = 400;

    private readonly List<Haendelse> _haendelser = [];
    private readonly List<(string Kaede, string Json)> _trin = [];

    private sealed record Haendelse(string Kaede, string Art, string Tekst, string? Begrundelse, Guid? ForelaeggelseId, Guid? PunktId);

    /// <summary>Tells what happened, in a sentence a caseworker understands.</summary>
    /// <param name="kaede">The chain, from <see cref="Kaeder"/>.</param>
    /// <param name="art">A stable slug.</param>
    /// <param name="tekst">Danish, without the case's content.</param>
    /// <param name="begrundelse">The reason a person gave.</param>
    /// <param name="forelaeggelse">What it concerns, so that a closed one hides it.</param>
    /// <param name="punkt">The agenda item it concerns.</param>
    public void Tilfoej(string kaede, string art, string tekst, string? begrundelse = null, ForelaeggelseId? forelaeggelse = null, DagsordenspunktId? punkt = null) =>
        _haendelser.Add(new Haendelse(kaede, art, tekst, begrundelse, forelaeggelse?.Value, punkt?.Value));

    /// <summary>Adds a process step, written as JSON.</summary>
    public void TilfoejTrin(string kaede, string json) => _trin.Add((kaede, json));

    /// <summary>Writes everything gathered.</summary>
    /// <param name="store">Where.</param>
    /// <param name="db">The context whose changes belong to the transaction; null when none was used.</param>
    public async Task SkrivAsync(StepStore store, SagDbContext? db, string aktoer, DateTimeOffset nu, CancellationToken ct)
    {
        var raekker = db is null ? [] : Raekker(db);
        foreach (var kaede in _haendelser.Select(h => h.Kaede).Concat(_trin.Select(t => t.Kaede)).Concat(raekker.Select(r => r.Kaede)).Distinct(StringComparer.Ordinal))
        {
            var egne = _haendelser.Where(h => h.Kaede == kaede).ToList();
            if (egne.Count == 0)
            {
                egne.Add(new Haendelse(kaede, "trin", "", null, null, null));
            }

            var (nr, forrige) = await store.ChainHeadAsync(kaede, ct);
            for (var i = 0; i < egne.Count; i++)
            {
                var h = egne[i];
                var indhold = i == 0 ? Indhold(kaede, raekker) : null;
                var indholdHash = Historikpost.BeregnIndholdHash(h.Tekst, h.Begrundelse, indhold);
                nr++;
                var hash = Historikpost.BeregnHash(kaede, nr, h.Art, nu, aktoer, h.ForelaeggelseId, h.PunktId, indholdHash, forrige);
                await store.InsertHistoryAsync(new Historikpost(kaede, nr, h.Art, nu, aktoer, h.Tekst, h.Begrundelse, h.ForelaeggelseId, h.PunktId, indhold, indholdHash, forrige, hash), ct);
                forrige = hash;
            }

            await store.SetChainHeadAsync(kaede, nr, forrige, ct);
        }
    }

    private string? Indhold(string kaede, List<(string Kaede, string Json)> raekker)
    {
        var egneRaekker = raekker.Where(r => r.Kaede == kaede).Select(r => r.Json).ToList();
        var egneTrin = _trin.Where(t => t.Kaede == kaede).Select(t => t.Json).ToList();
        if (egneRaekker.Count + egneTrin.Count == 0)
        {
            return null;
        }

        return $"{{\"raekker\":[{string.Join(',', egneRaekker)}],\"trin\":[{string.Join(',', egneTrin)}]}}";
    }

    private static List<(string Kaede, string Json)> Raekker(SagDbContext db)
    {
        var raekker = new List<(string, string)>();
        foreach (var e in db.ChangeTracker.Entries())
        {
            if (e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted && e.Entity is IPaaKaede p)
            {
                raekker.Add((p.Kaede, Raekke(e)));
            }
        }

        return raekker;
    }

    private static string Raekke(EntityEntry e)
    {
        using var stroem = new MemoryStream();
        using (var w = new Utf8JsonWriter(stroem, new JsonWriterOptions { Encoder = Json.Indstillinger.Encoder }))
        {
            w.WriteStartObject();
            w.WriteString("tabel", e.Metadata.GetTableName());
            w.WriteString("id", Noegle(e));
            w.WriteString("art", e.State switch { EntityState.Added => "ny", EntityState.Deleted => "slettet", _ => "aendret" });
            w.WriteStartObject("vaerdier");
            foreach (var p in e.Properties)
            {
                if (e.State == EntityState.Added || (e.State == EntityState.Modified && p.IsModified))
                {
                    w.WritePropertyName(Navne.Snake(p.Metadata.Name));
                    Vaerdi.Skriv(w, Vaerdi.Gemt(p));
                }
            }

            w.WriteEndObject();
            w.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stroem.ToArray());
    }

    internal static string Noegle(EntityEntry e) => string.Join('/', e.Metadata.FindPrimaryKey()!.Properties.Select(p => Vaerdi.Tekst(Vaerdi.Gemt(e.Property(p.Name)))));

    /// <summary>Values as the database stores them, in JSON.</summary>
    internal static class Vaerdi
    {
        public static object? Gemt(PropertyEntry p)
        {
            var converter = p.Metadata.GetTypeMapping().Converter;
            return p.CurrentValue is { } v && converter is not null ? converter.ConvertToProvider(v) : p.CurrentValue;
        }

        public static string Tekst(object? v) => v switch
        {
            null => "",
            byte[] b => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(b)),
            bool b => b ? "1" : "0",
            IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
            _ => v.ToString() ?? "",
        };

        public static void Skriv(Utf8JsonWriter w, object? v)
        {
            if (v is null)
            {
                w.WriteNullValue();
                return;
            }

            w.WriteStringValue(Kort(Tekst(v)));
        }

        public static string Kort(string tekst) => tekst.Length <= LaengsteVaerdi ? tekst : "sha256:" + Historikpost.Sha(tekst);
    }
}
