#if !POSTGRESQL
using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace SagsFlow.Data;

/// <summary>
/// Connections to read by, kept open with what they have compiled; a scope borrows one. What was last used is used first, so that there are no
/// more than are needed at once.
/// </summary>
public sealed class Laesere(Forbindelsestekst tekst, ILoggerFactory log) : IDisposable
{
    private const int FlestLedige = 8;
    private readonly ConcurrentStack<Laeser> _ledige = new();

    public Laeser Laan() => _ledige.TryPop(out var ledig) ? ledig : new Laeser(tekst.Tekst, log);

    public void Aflever(Laeser laeser)
    {
        if (_ledige.Count < FlestLedige)
        {
            _ledige.Push(laeser);
        }
        else
        {
            laeser.Dispose();
        }
    }

    public void Dispose()
    {
        while (_ledige.TryPop(out var laeser))
        {
            laeser.Dispose();
        }
    }
}

/// <summary>One connection to read by.</summary>
public sealed class Laeser : IDisposable
{
    private readonly DbConnection _forbindelse;
    private readonly DbContextOptions<SagDbContext> _indstillinger;

    public Laeser(string tekst, ILoggerFactory log)
    {
        _forbindelse = Database.Forbindelse(tekst, egen: true);
        _forbindelse.Open();
        Database.ForberedLaesning(_forbindelse);
        var bygger = new DbContextOptionsBuilder<SagDbContext>().UseLoggerFactory(log);

        // Who catches it says it once; a reader who leaves the page is no fault.
        bygger.ConfigureWarnings(w => w.Ignore(CoreEventId.QueryIterationFailed, RelationalEventId.CommandError));
        Database.Brug(bygger, _forbindelse);
        _indstillinger = bygger.Options;
    }

    public SagDbContext Db() => new(_indstillinger);

    public void Dispose() => _forbindelse.Dispose();
}

/// <summary>The reader a scope has borrowed.</summary>
public sealed class Laeserlaan(Laesere laesere) : IDisposable
{
    private readonly Laeser _laeser = laesere.Laan();

    public SagDbContext Db() => _laeser.Db();

    public void Dispose() => laesere.Aflever(_laeser);
}
#endif
