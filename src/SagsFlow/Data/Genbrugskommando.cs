#if !POSTGRESQL
using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace SagsFlow.Data;

/// <summary>
/// Lets EF Core use compiled statements again on the writer's connection. SQLite compiles a statement anew for every command otherwise, which
/// takes longer than carrying it out. PostgreSQL's driver does this by itself.
/// </summary>
public sealed class Kommandogenbrug : DbCommandInterceptor
{
    private const int Flest = 256;
    private readonly Dictionary<string, SqliteCommand> _ledige = new(StringComparer.Ordinal);

    public override InterceptionResult<DbCommand> CommandCreating(CommandCorrelatedEventData eventData, InterceptionResult<DbCommand> result) =>
        InterceptionResult<DbCommand>.SuppressWithResult(new Genbrugskommando(this, (SqliteConnection)eventData.Connection));

    /// <summary>A command with the text that nobody uses now; its statement is compiled the first time it runs.</summary>
    private SqliteCommand Tag(string tekst, SqliteConnection forbindelse)
    {
        if (_ledige.Remove(tekst, out var kommando))
        {
            return kommando;
        }

        kommando = forbindelse.CreateCommand();
        kommando.CommandText = tekst;
        return kommando;
    }

    private void GivTilbage(SqliteCommand kommando)
    {
        kommando.Transaction = null;
        kommando.Parameters.Clear();
        if (_ledige.Count >= Flest)
        {
            // Lists of ids are part of the text, so there is no end of texts; those in use come back soon.
            foreach (var gammel in _ledige.Values)
            {
                gammel.Dispose();
            }

            _ledige.Clear();
        }

        if (!_ledige.TryAdd(kommando.CommandText, kommando))
        {
            kommando.Dispose();
        }
    }

    /// <summary>What EF Core fills in and runs; the work is done by a command that is kept for the next one with the same text.</summary>
    private sealed class Genbrugskommando(Kommandogenbrug lager, SqliteConnection forbindelse) : DbCommand
    {
        private readonly SqliteCommand _udfyldes = new();
        private SqliteCommand? _koerer;
        private bool _gikGodt;

        [AllowNull]
        public override string CommandText { get; set; } = "";

        public override int CommandTimeout { get; set; }

        public override CommandType CommandType { get; set; } = CommandType.Text;

        public override bool DesignTimeVisible { get; set; }

        public override UpdateRowSource UpdatedRowSource { get; set; }

        protected override DbConnection? DbConnection { get; set; } = forbindelse;

        protected override DbTransaction? DbTransaction { get; set; }

        protected override DbParameterCollection DbParameterCollection => _udfyldes.Parameters;

        public override void Cancel() => _koerer?.Cancel();

        public override void Prepare()
        {
            // Every command is compiled when it runs.
        }

        public override int ExecuteNonQuery() => Koer(k => k.ExecuteNonQuery());

        public override object? ExecuteScalar() => Koer(k => k.ExecuteScalar());

        protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => Koer(k => k.ExecuteReader(behavior));

        protected override DbParameter CreateDbParameter() => _udfyldes.CreateParameter();

        protected override void Dispose(bool disposing)
        {
            if (disposing && _koerer is { } kommando)
            {
                _koerer = null;
                if (_gikGodt)
                {
                    lager.GivTilbage(kommando);
                }
                else
                {
                    kommando.Dispose();
                }
            }

            _udfyldes.Dispose();
            base.Dispose(disposing);
        }

        private T Koer<T>(Func<SqliteCommand, T> arbejde)
        {
            _gikGodt = false;
            var kommando = _koerer ??= lager.Tag(CommandText, forbindelse);
            kommando.Transaction = (SqliteTransaction?)DbTransaction;
            kommando.CommandTimeout = CommandTimeout;
            kommando.Parameters.Clear();
            foreach (SqliteParameter p in _udfyldes.Parameters)
            {
                kommando.Parameters.Add(p);
            }

            Database.Oversaet(kommando);
            var svar = arbejde(kommando);
            _gikGodt = true;
            return svar;
        }
    }
}
#endif
