using Microsoft.Data.Sqlite;
using SagsFlow.Data;

namespace SagsFlow.Benchmarks;

/// <summary>
/// The yardstick: plain prepared ADO.NET statements that write, case after case, the same rows of the same sizes as one command of the
/// application was seen to write. It reads nothing, decides nothing and computes no hash.
/// </summary>
internal sealed class RawLoop : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _begin;
    private readonly SqliteCommand _commit;
    private readonly Statement[][] _transactions;
    private readonly Dictionary<(string Table, int Case), object?[]> _live = [];
    private readonly Dictionary<string, string> _fresh = new(StringComparer.Ordinal);
    private long _turn;

    /// <param name="connection">To a copy of the application's file from before the commands that were watched.</param>
    /// <param name="transactions">What each of them wrote.</param>
    /// <param name="cases">How many cases there are, all made alike and one after the other.</param>
    /// <param name="watched">The number of the case they were given on.</param>
    public RawLoop(SqliteConnection connection, IReadOnlyList<IReadOnlyList<RowChange>> transactions, int cases, int watched)
    {
        _connection = connection;
        _begin = Prepared("BEGIN IMMEDIATE");
        _commit = Prepared("COMMIT");
        var rows = new CaseRows(Snapshot.Take(connection), cases, watched);
        var made = transactions.SelectMany(t => t).Where(c => c.Kind == ChangeKind.Insert && c.Table.Key.Count == 1).Select(c => c.Row[c.Table.Key[0]]).OfType<string>().ToHashSet(StringComparer.Ordinal);
        _transactions = [.. transactions.Select(t => t.OrderBy(c => c.Kind != ChangeKind.Delete).Select(c => new Statement(this, c, rows, made)).ToArray())];
    }

    public int RowsWritten => _transactions.Sum(t => t.Length);

    /// <summary>Writes one watched transaction's rows for each of some cases.</summary>
    /// <param name="which">Which of the watched transactions.</param>
    /// <param name="first">Number of the first case.</param>
    /// <param name="count">How many cases.</param>
    /// <param name="perTransaction">How many cases share a transaction.</param>
    public void Run(int which, int first, int count, int perTransaction = 1)
    {
        for (var at = 0; at < count;)
        {
            _begin.ExecuteNonQuery();
            for (var end = Math.Min(count, at + perTransaction); at < end; at++)
            {
                Write(which, first + at);
            }

            _commit.ExecuteNonQuery();
        }
    }

    /// <summary>Writes all watched transactions for each of some cases, one after the other.</summary>
    public void RunAll(int first, int count)
    {
        for (var at = first; at < first + count; at++)
        {
            _fresh.Clear();
            for (var which = 0; which < _transactions.Length; which++)
            {
                _begin.ExecuteNonQuery();
                Write(which, at, keepFresh: true);
                _commit.ExecuteNonQuery();
            }
        }
    }

    public void Dispose()
    {
        foreach (var statement in _transactions.SelectMany(t => t))
        {
            statement.Command.Dispose();
        }

        _begin.Dispose();
        _commit.Dispose();
        _connection.Dispose();
    }

    private void Write(int which, int number, bool keepFresh = false)
    {
        _turn++;
        if (!keepFresh)
        {
            _fresh.Clear();
        }

        foreach (var statement in _transactions[which])
        {
            statement.Write(number);
        }
    }

    private SqliteCommand Prepared(string sql)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }

    private string Fresh(string seen)
    {
        if (!_fresh.TryGetValue(seen, out var made))
        {
            _fresh.Add(seen, made = NytId.Guid(TimeProvider.System.GetUtcNow()).ToString().ToUpperInvariant());
        }

        return made;
    }

    /// <summary>One statement of a transaction, with its parameters turned to the case at hand.</summary>
    private sealed class Statement
    {
        private readonly RawLoop _loop;
        private readonly RowChange _change;
        private readonly Func<int, object?>[] _values;

        public Statement(RawLoop loop, RowChange change, CaseRows rows, HashSet<string> made)
        {
            _loop = loop;
            _change = change;
            var columns = change.Kind switch
            {
                ChangeKind.Insert => [.. Enumerable.Range(0, change.Row.Length)],
                ChangeKind.Update => change.Changed.Concat(change.Table.Key).ToArray(),
                _ => [.. change.Table.Key],
            };
            _values = [.. columns.Select(c => Value(c, rows, made))];
            Command = loop.Prepared(Sql(change));
            for (var i = 0; i < columns.Length; i++)
            {
                Command.Parameters.AddWithValue($"@p{i}", DBNull.Value);
            }
        }

        public SqliteCommand Command { get; }

        public void Write(int number)
        {
            for (var i = 0; i < _values.Length; i++)
            {
                Command.Parameters[i].Value = _values[i](number) ?? DBNull.Value;
            }

            if (_change.Kind == ChangeKind.Delete && _loop._live.TryGetValue((_change.Table.Name, number), out var key))
            {
                for (var i = 0; i < key.Length; i++)
                {
                    Command.Parameters[i].Value = key[i];
                }
            }

            if (Command.ExecuteNonQuery() != 1)
            {
                throw new InvalidOperationException($"{_change.Kind} of {_change.Table.Name} touched no row.");
            }

            if (_change.Kind == ChangeKind.Insert)
            {
                _loop._live[(_change.Table.Name, number)] = [.. _change.Table.Key.Select(k => Command.Parameters[k].Value)];
            }
        }

        private static string Sql(RowChange c)
        {
            var t = c.Table;
            return c.Kind switch
            {
                ChangeKind.Insert => $"INSERT INTO {t.Name} ({string.Join(", ", t.Columns.Select(n => $"\"{n}\""))}) VALUES ({string.Join(", ", t.Columns.Select((_, i) => $"@p{i}"))})",
                ChangeKind.Update => $"UPDATE {t.Name} SET {string.Join(", ", c.Changed.Select((k, i) => $"{t.Columns[k]} = @p{i}"))} WHERE {Where(t, c.Changed.Count)}",
                _ => $"DELETE FROM {t.Name} WHERE {Where(t, 0)}",
            };
        }

        private static string Where(Table t, int from) => string.Join(" AND ", t.Key.Select((k, i) => $"{t.Columns[k]} = @p{from + i}"));

        private Func<int, object?> Value(int column, CaseRows rows, HashSet<string> made)
        {
            var seen = _change.Row[column];
            if (seen is string text)
            {
                var isOwnSecondKey = _change.Kind == ChangeKind.Insert && _change.Table.Key.Count > 1 && _change.Table.Key[^1] == column;
                return made.Contains(text) || isOwnSecondKey ? _ => _loop.Fresh(text) : rows.Turned(text) ?? (_ => text);
            }

            // A number in an inserted row's key, such as that of a post in its chain, must be another each time.
            return seen is long number && _change.Kind == ChangeKind.Insert && _change.Table.Key.Contains(column) ? _ => number + (_loop._turn * 100) : _ => seen;
        }
    }

    /// <summary>Which row of another case answers to a row of the watched one: the one as many places further on as there are rows a case.</summary>
    private sealed class CaseRows
    {
        private readonly Dictionary<string, (string[] Keys, int Place)> _places = new(StringComparer.Ordinal);
        private readonly int _cases;
        private readonly int _watched;

        public CaseRows(Snapshot snapshot, int cases, int watched)
        {
            _cases = cases;
            _watched = watched;
            foreach (var table in snapshot.AllTables.Where(t => t.Key.Count == 1))
            {
                var keys = snapshot.Ordered(table.Name).Select(r => r[table.Key[0]]).OfType<string>().ToArray();
                if (keys.Length == 0 || keys.Length % cases != 0)
                {
                    continue;
                }

                for (var i = 0; i < keys.Length; i++)
                {
                    _places.TryAdd(keys[i], (keys, i));
                }
            }
        }

        public Func<int, object?>? Turned(string seen)
        {
            if (!_places.TryGetValue(seen, out var at))
            {
                return null;
            }

            var each = at.Keys.Length / _cases;
            return number => at.Keys[(at.Place + ((number - _watched) * each) + at.Keys.Length) % at.Keys.Length];
        }
    }
}
