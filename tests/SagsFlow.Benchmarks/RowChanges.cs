using System.Globalization;
using Microsoft.Data.Sqlite;

namespace SagsFlow.Benchmarks;

internal enum ChangeKind
{
    Insert,
    Update,
    Delete,
}

/// <summary>A table's columns; those of the key in its order.</summary>
internal sealed record Table(string Name, IReadOnlyList<string> Columns, IReadOnlyList<int> Key);

/// <summary>What one transaction did to one row.</summary>
/// <param name="Table">Where.</param>
/// <param name="Kind">What.</param>
/// <param name="Row">The row as it became; for a deleted one as it was.</param>
/// <param name="Changed">For an update the columns that have another value.</param>
internal sealed record RowChange(Table Table, ChangeKind Kind, object?[] Row, IReadOnlyList<int> Changed);

/// <summary>Every row of a database, so that what a command wrote can be seen by comparing before and after.</summary>
internal sealed class Snapshot
{
    private readonly Dictionary<string, (Table Table, Dictionary<string, object?[]> Rows)> _tables = new(StringComparer.Ordinal);

    public static Snapshot Take(SqliteConnection connection)
    {
        var snapshot = new Snapshot();
        foreach (var table in Tables(connection))
        {
            var rows = new Dictionary<string, object?[]>(StringComparer.Ordinal);
            using var command = connection.CreateCommand();
            command.CommandText = $"SELECT {string.Join(", ", table.Columns.Select(c => $"\"{c}\""))} FROM {table.Name}";
            using var r = command.ExecuteReader();
            while (r.Read())
            {
                var row = new object?[table.Columns.Count];
                for (var i = 0; i < row.Length; i++)
                {
                    row[i] = r.IsDBNull(i) ? null : r.GetValue(i);
                }

                rows.Add(KeyText(table, row), row);
            }

            snapshot._tables.Add(table.Name, (table, rows));
        }

        return snapshot;
    }

    public static string KeyText(Table table, object?[] row) => string.Join('\u001f', table.Key.Select(k => Convert.ToString(row[k], CultureInfo.InvariantCulture)));

    /// <summary>A table's rows in the order of their keys; keys of rows grow with time.</summary>
    public IReadOnlyList<object?[]> Ordered(string table) => [.. _tables[table].Rows.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => r.Value)];

    public IEnumerable<Table> AllTables => _tables.Values.Select(t => t.Table);

    /// <summary>What happened from this to a later one.</summary>
    public IReadOnlyList<RowChange> ChangesTo(Snapshot later)
    {
        var changes = new List<RowChange>();
        foreach (var (name, (table, after)) in later._tables)
        {
            var before = _tables[name].Rows;
            changes.AddRange(before.Where(b => !after.ContainsKey(b.Key)).Select(b => new RowChange(table, ChangeKind.Delete, b.Value, [])));
            foreach (var (key, row) in after)
            {
                if (!before.TryGetValue(key, out var was))
                {
                    changes.Add(new RowChange(table, ChangeKind.Insert, row, []));
                }
                else if (Enumerable.Range(0, row.Length).Where(i => !Same(was[i], row[i])).ToList() is { Count: > 0 } changed)
                {
                    changes.Add(new RowChange(table, ChangeKind.Update, row, changed));
                }
            }
        }

        return changes;
    }

    private static bool Same(object? a, object? b) => a is byte[] x && b is byte[] y ? x.AsSpan().SequenceEqual(y) : Equals(a, b);

    private static List<Table> Tables(SqliteConnection connection)
    {
        var names = new List<string>();
        using (var command = connection.CreateCommand())
        {
            command.CommandText = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'";
            using var r = command.ExecuteReader();
            while (r.Read())
            {
                names.Add(r.GetString(0));
            }
        }

        return [.. names.Select(n => Describe(connection, n)).Where(t => t.Key.Count > 0)];
    }

    private static Table Describe(SqliteConnection connection, string name)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"PRAGMA table_info({name})";
        using var r = command.ExecuteReader();
        var columns = new List<string>();
        var key = new SortedDictionary<int, int>();
        while (r.Read())
        {
            if (r.GetInt32(5) is > 0 and var place)
            {
                key.Add(place, columns.Count);
            }

            columns.Add(r.GetString(1));
        }

        return new Table(name, columns, [.. key.Values]);
    }
}
