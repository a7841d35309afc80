using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using SagsFlow.Data;
using SagsFlow.Engine.Bpmn;
using SagsFlow.Engine.Feel;

namespace SagsFlow.Processer;

/// <summary>
/// The process definitions: the newest version of each process, and every older one that a case still runs on. A version is its content
/// hash; changing a file makes a new version, and running cases stay on theirs.
/// </summary>
public sealed class ProcessCatalog
{
    private readonly ConcurrentDictionary<string, ProcessDefinition> _byHash = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Entry> _newest = new(StringComparer.Ordinal);
    private FeelFunctions _functions = FeelFunctions.None;
    private readonly ConcurrentDictionary<string, byte[]> _xml = new(StringComparer.Ordinal);

    /// <summary>A process's newest version.</summary>
    public sealed record Entry(ProcessDefinition Definition, int VersionNr, string File);

    public IReadOnlyCollection<Entry> Newest => _newest.Values;

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
    public int VersionNr(string hash) => _numbers.TryGetValue(hash, out var nr) ? nr : 0;

    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedDictionary<int, string>> _versions = new(StringComparer.Ordinal);

    /// <summary>The hashes of a process's versions by number; empty for an unknown process.</summary>
    public IReadOnlyDictionary<int, string> Versions(string processId) => _versions.GetValueOrDefault(processId) ?? [];

    private void Learn(string processId, string hash, int number)
    {
        _numbers[hash] = number;
        if (!_versions.TryGetValue(processId, out var versions))
        {
            _versions.Add(processId, versions = []);
        }

        versions[number] = hash;
    }

    /// <summary>Stores versions the database has not seen, and learns those it has.</summary>
    /// <param name="functions">What definitions may use beside FEEL's own; the older versions are read with them too.</param>
    public async Task LoadAsync(DbConnection connection, IReadOnlyList<LoadedFile> files, FeelFunctions functions, DateTimeOffset now, CancellationToken ct)
    {
        _functions = functions;
        await LearnKnownAsync(connection, ct);
        foreach (var file in files)
        {
            foreach (var definition in file.Definitions)
            {
                if (_xml.TryAdd(definition.ContentHash, file.Xml))
                {
                    await InsertAsync(connection, definition, file, now, ct);
                }

                _byHash[definition.ContentHash] = definition;
                _newest[definition.Id] = new Entry(definition, _numbers[definition.ContentHash], file.Name);
            }
        }
    }

    private async Task LearnKnownAsync(DbConnection connection, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT hash, xml, version_nr, process_id FROM process_definition";
        await using var r = await command.ExecuteReaderAsync(ct);
        while (await r.ReadAsync(ct))
        {
            _xml[r.GetString(0)] = (byte[])r.GetValue(1);
            Learn(r.GetString(3), r.GetString(0), r.GetInt32(2));
        }
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
        Learn(definition.Id, definition.ContentHash, Convert.ToInt32(await command.ExecuteScalarAsync(ct), CultureInfo.InvariantCulture));
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
