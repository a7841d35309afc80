using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Data.Common;
using System.Globalization;
using SagsFlow.Data;
using SagsFlow.Engine.Bpmn;
using SagsFlow.Engine.Feel;

namespace SagsFlow.Processer;

/// <summary>
/// The process definitions: the version of each process that new cases use, and every other one that a case still runs on. A version is its
/// content hash; changing a file makes a new version, and so does publishing one on the page. Running cases stay on theirs.
/// </summary>
public sealed class ProcessCatalog
{
    private readonly ConcurrentDictionary<string, ProcessDefinition> _byHash = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Entry> _newest = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, byte[]> _xml = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, StoredVersion> _stored = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ImmutableSortedDictionary<int, string>> _versions = new(StringComparer.Ordinal);
    private FeelFunctions _functions = FeelFunctions.None;

    /// <summary>The version of a process that new cases use.</summary>
    public sealed record Entry(ProcessDefinition Definition, int VersionNr, string File);

    /// <summary>What is known of a version beside what it says.</summary>
    /// <param name="File">The name of the file it came from, or that it was given when it was published.</param>
    /// <param name="Loaded">When the database first had it.</param>
    /// <param name="PublishedBy">Who published it on the page; null for one that came from a file.</param>
    /// <param name="Note">Why.</param>
    public sealed record StoredVersion(string ProcessId, string Hash, int Number, string File, DateTimeOffset Loaded, string? PublishedBy, string? Note);

    /// <summary>Those that new cases use.</summary>
    public IReadOnlyCollection<Entry> Newest => [.. _newest.Values];

    public ProcessDefinition? FindNewest(string processId) => _newest.TryGetValue(processId, out var e) ? e.Definition : null;

    /// <summary>The processes whose newest version a message or signal starts, in the order of their ids.</summary>
    public IEnumerable<ProcessDefinition> StartedBy(EventKind kind, string name) =>
        _newest.Values.Select(e => e.Definition).Where(d => d.StartFor(kind, name) is not null).OrderBy(d => d.Id, StringComparer.Ordinal);

    /// <summary>The version with this content hash.</summary>
    /// <exception cref="InvalidOperationException">No such version was ever loaded into this database.</exception>
    public ProcessDefinition ByHash(string hash) => _byHash.GetOrAdd(hash, h =>
    {
        if (!_xml.TryGetValue(h, out var xml))
        {
            throw new InvalidOperationException($"Process definition {h} is unknown.");
        }

        var reading = BpmnReader.Read(xml, h, _functions);
        return reading.Definitions.Single(d => d.ContentHash == h);
    });

    /// <summary>The file a version was read from, as it was then; null for an unknown one.</summary>
    public byte[]? Xml(string hash) => _xml.GetValueOrDefault(hash);

    /// <summary>Number of the version with this hash, for people.</summary>
    public int VersionNr(string hash) => _stored.TryGetValue(hash, out var v) ? v.Number : 0;

    /// <summary>What is known of a version beside what it says; null for an unknown one.</summary>
    public StoredVersion? Stored(string hash) => _stored.GetValueOrDefault(hash);

    /// <summary>The hashes of a process's versions by number; empty for an unknown process.</summary>
    public IReadOnlyDictionary<int, string> Versions(string processId) => _versions.GetValueOrDefault(processId) ?? ImmutableSortedDictionary<int, string>.Empty;

    /// <summary>Takes in a version that has been stored, and lets new cases use it.</summary>
    public void Use(ProcessDefinition definition, StoredVersion stored, byte[] xml)
    {
        _byHash[stored.Hash] = definition;
        Learn(stored, xml);
        _newest[stored.ProcessId] = new Entry(definition, stored.Number, stored.File);
    }

    /// <summary>Stores versions the database has not seen, and learns those it has.</summary>
    /// <param name="functions">What definitions may use beside FEEL's own; the older versions are read with them too.</param>
    public async Task LoadAsync(DbConnection connection, IReadOnlyList<LoadedFile> files, FeelFunctions functions, DateTimeOffset now, CancellationToken ct)
    {
        _functions = functions;
        await LearnKnownAsync(connection, ct);
        var inUse = await InUseAsync(connection, ct);
        foreach (var (file, definition) in files.SelectMany(f => f.Definitions.Select(d => (f, d))))
        {
            if (!_stored.ContainsKey(definition.ContentHash))
            {
                await InsertAsync(connection, definition, file, now, ct);
            }

            _byHash[definition.ContentHash] = definition;
            if (!inUse.Remove(definition.Id, out var row) || row.FileHash != definition.ContentHash)
            {
                await SetInUseAsync(connection, definition, ct);
                row = (definition.ContentHash, definition.ContentHash);
            }

            Use(row.Hash, row.Hash == definition.ContentHash ? file.Name : null);
        }

        // What was published on the page needs no file; what came from a file goes with it.
        foreach (var published in inUse.Values.Where(r => r.Hash != r.FileHash))
        {
            Use(published.Hash, null);
        }
    }

    private void Use(string hash, string? file)
    {
        var stored = _stored[hash];
        _newest[stored.ProcessId] = new Entry(ByHash(hash), stored.Number, file ?? stored.File);
    }

    private void Learn(StoredVersion stored, byte[] xml)
    {
        _xml[stored.Hash] = xml;
        _stored[stored.Hash] = stored;
        _versions.AddOrUpdate(
            stored.ProcessId, _ => ImmutableSortedDictionary<int, string>.Empty.Add(stored.Number, stored.Hash), (_, versions) => versions.SetItem(stored.Number, stored.Hash));
    }

    private async Task LearnKnownAsync(DbConnection connection, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT process_id, hash, version_nr, fil, indlaest, udgivet_af, note, xml FROM process_definition";
        await using var r = await command.ExecuteReaderAsync(ct);
        while (await r.ReadAsync(ct))
        {
            var stored = new StoredVersion(
                r.GetString(0), r.GetString(1), r.GetInt32(2), r.GetString(3), StepStore.Instant(r.GetInt64(4)), r.IsDBNull(5) ? null : r.GetString(5), r.IsDBNull(6) ? null : r.GetString(6));
            Learn(stored, (byte[])r.GetValue(7));
        }
    }

    private static async Task<Dictionary<string, (string Hash, string? FileHash)>> InUseAsync(DbConnection connection, CancellationToken ct)
    {
        var rows = new Dictionary<string, (string, string?)>(StringComparer.Ordinal);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT process_id, hash, fil_hash FROM process_gaeldende";
        await using var r = await command.ExecuteReaderAsync(ct);
        while (await r.ReadAsync(ct))
        {
            rows.Add(r.GetString(0), (r.GetString(1), r.IsDBNull(2) ? null : r.GetString(2)));
        }

        return rows;
    }

    private async Task InsertAsync(DbConnection connection, ProcessDefinition definition, LoadedFile file, DateTimeOffset now, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = """
            INSERT INTO process_definition (hash, process_id, version_nr, fil, xml, indlaest)
            VALUES (@hash, @id, (SELECT COALESCE(MAX(version_nr), 0) + 1 FROM process_definition WHERE process_id = @id), @fil, @xml, @tid)
            RETURNING version_nr
            """;
        Add(command, "@hash", definition.ContentHash);
        Add(command, "@id", definition.Id);
        Add(command, "@fil", file.Name);
        Add(command, "@xml", file.Xml);
        Add(command, "@tid", now.ToUnixTimeMilliseconds());
        var number = Convert.ToInt32(await command.ExecuteScalarAsync(ct), CultureInfo.InvariantCulture);
        Learn(new StoredVersion(definition.Id, definition.ContentHash, number, file.Name, now, null, null), file.Xml);
    }

    private static async Task SetInUseAsync(DbConnection connection, ProcessDefinition definition, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = """
            INSERT INTO process_gaeldende (process_id, hash, fil_hash) VALUES (@id, @hash, @hash)
            ON CONFLICT (process_id) DO UPDATE SET hash = excluded.hash, fil_hash = excluded.fil_hash
            """;
        Add(command, "@id", definition.Id);
        Add(command, "@hash", definition.ContentHash);
        await command.ExecuteNonQueryAsync(ct);
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var p = command.CreateParameter();
        p.ParameterName = name;
        p.Value = value;
        command.Parameters.Add(p);
    }
}

/// <summary>A definition file of <c>workflows/</c> that has passed every check.</summary>
public sealed record LoadedFile(string Name, byte[] Xml, IReadOnlyList<ProcessDefinition> Definitions);
