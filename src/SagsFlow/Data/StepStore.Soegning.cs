using SagsFlow.Soegning;

namespace SagsFlow.Data;

/// <summary>The word index and what is to be indexed.</summary>
public sealed partial class StepStore
{
    /// <summary>Whether the transaction has put something in the index's queue.</summary>
    public bool HasQueuedSearch { get; private set; }

    /// <summary>Says that the texts of a case or a meeting are to be indexed again.</summary>
    public Task QueueSearchAsync(string chain, CancellationToken ct)
    {
        HasQueuedSearch = true;
        return RunAsync("INSERT INTO soegeko (kaede) VALUES (@p0) ON CONFLICT (kaede) DO NOTHING", ct, chain);
    }

    /// <summary>Takes some of what is to be indexed off the queue; the transaction puts it back when it is not kept.</summary>
    public async Task<IReadOnlyList<string>> TakeSearchQueueAsync(int most, CancellationToken ct)
    {
        var chains = new List<string>();
        await using (var r = await Command("SELECT kaede FROM soegeko ORDER BY kaede LIMIT @p0", most).ExecuteReaderAsync(ct))
        {
            while (await r.ReadAsync(ct))
            {
                chains.Add(r.GetString(0));
            }
        }

        foreach (var chain in chains)
        {
            await RunAsync("DELETE FROM soegeko WHERE kaede = @p0", ct, chain);
        }

        return chains;
    }

    /// <summary>
    /// Replaces the indexed texts of chains. All rows are written before any word: a row written among words makes SQLite store the word index
    /// as it is so far, and so does a word of a row before the last one's.
    /// </summary>
    public async Task ReplaceSearchTextsAsync(IReadOnlyList<(string Chain, IReadOnlyList<Soegetekst> Texts)> chains, CancellationToken ct)
    {
        var old = new List<long>();
        var now = new List<(object? Id, Soegetekst Text)>();
        foreach (var (chain, texts) in chains)
        {
            old.AddRange(await TakeSearchTextsAsync(chain, ct));
            foreach (var t in texts)
            {
                now.Add((await InsertSearchTextAsync(chain, t, ct), t));
            }
        }

        // One by one: with a list to choose from, the whole word index is looked through.
        foreach (var id in old.Order())
        {
            await RunAsync(Database.FjernSoegeord, ct, id);
        }

        foreach (var (id, t) in now)
        {
            await RunAsync(Database.IndsaetSoegeord, ct, id, Soegeord.Stammer($"{t.Overskrift} {t.Journalnummer}"), Soegeord.Stammer(t.Tekst));
        }
    }

    private async Task<IReadOnlyList<long>> TakeSearchTextsAsync(string chain, CancellationToken ct)
    {
        var old = new List<long>();
        await using (var r = await Command("SELECT id FROM soegetekst WHERE indekskaede = @p0", chain).ExecuteReaderAsync(ct))
        {
            while (await r.ReadAsync(ct))
            {
                old.Add(r.GetInt64(0));
            }
        }

        await RunAsync("DELETE FROM soegetekst WHERE indekskaede = @p0", ct, chain);
        return old;
    }

    private Task<object?> InsertSearchTextAsync(string chain, Soegetekst t, CancellationToken ct) => Command(
        "INSERT INTO soegetekst (indekskaede, art, sag_id, moede_id, forelaeggelse_id, dagsordenspunkt_id, forum_id, center_id, dato, kladde, intern, journalnummer, overskrift, tekst) "
        + "VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12, @p13) RETURNING id",
        chain,
        Navne.Ord(t.Art),
        t.SagId?.Value,
        t.MoedeId?.Value,
        t.ForelaeggelseId?.Value,
        t.DagsordenspunktId?.Value,
        t.ForumId,
        t.CenterId,
        t.Dato.ToString(Dagform, System.Globalization.CultureInfo.InvariantCulture),
        t.Kladde,
        t.Intern,
        t.Journalnummer,
        t.Overskrift,
        t.Tekst).ExecuteScalarAsync(ct);
}
