using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using SagsFlow.Mail;
using SagsFlow.Soegning;

namespace SagsFlow.Data;

/// <summary>The long-lived writer connection and the lock that lets one transaction at a time use it.</summary>
public sealed class Skriver(Forbindelsestekst tekst, Mailindstillinger mail) : IAsyncDisposable
{
    private readonly SemaphoreSlim _laas = new(1, 1);
    private StepStore? _store;
    private DbContextOptions<SagDbContext>? _indstillinger;
    private SagDbContext? _ledig;

    /// <summary>A context on the writer's connection that tracks nothing yet: the one the transaction before gave back, else a new one.</summary>
    public SagDbContext LaanDb(StepStore store)
    {
        if (_ledig is { } db)
        {
            _ledig = null;
            return db;
        }

        if (_indstillinger is null)
        {
            var bygger = new DbContextOptionsBuilder<SagDbContext>();
            Database.Brug(bygger, store.Connection);
            _indstillinger = bygger.Options;
        }

        db = new SagDbContext(_indstillinger);
        db.ChangeTracker.AutoDetectChangesEnabled = false;

        // The step transaction is kept whole or not at all.
        db.Database.AutoSavepointsEnabled = false;
        return db;
    }

    /// <summary>Takes a context back from a transaction that went well; after a fault it is thrown away instead.</summary>
    public void AfleverDb(SagDbContext db)
    {
        db.ChangeTracker.Clear();
        db.Database.UseTransaction(null);
        _ledig = db;
    }

    /// <summary>Waits for the turn to write; dispose the answer to give it on.</summary>
    public async Task<Tur> TagTurAsync(CancellationToken ct)
    {
        await _laas.WaitAsync(ct);
        try
        {
            _store ??= await AabnAsync(ct);
            return new Tur(_store, _laas);
        }
        catch
        {
            _laas.Release();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _laas.WaitAsync();
        if (_ledig is not null)
        {
            await _ledig.DisposeAsync();
        }

        if (_store is not null)
        {
            await _store.DisposeAsync();
            await _store.Connection.DisposeAsync();
        }

        _laas.Dispose();
    }

    private async Task<StepStore> AabnAsync(CancellationToken ct)
    {
        var forbindelse = Database.Forbindelse(tekst.Tekst, egen: true);
        await forbindelse.OpenAsync(ct);
        await Database.ForberedAsync(forbindelse, ct);
        return new StepStore(forbindelse) { QueuesMail = mail.ErSat };
    }

    /// <summary>A turn on the writer connection.</summary>
    public sealed class Tur(StepStore store, SemaphoreSlim laas) : IDisposable
    {
        public StepStore Store => store;

        public void Dispose() => laas.Release();
    }
}

/// <summary>Tells, after a commit, when the earliest new work is due. Only a hint: who listens must also look by itself.</summary>
public sealed class Efterretning
{
    public Action<DateTimeOffset>? Lytter { get; set; }

    /// <summary>Told when there may be mail to send.</summary>
    public Action? Maillytter { get; set; }

    /// <summary>Told when there may be something to index.</summary>
    public Action? Soegelytter { get; set; }
}

/// <summary>The configured connection string.</summary>
public sealed record Forbindelsestekst(string Tekst);

/// <summary>
/// The step transaction (architecture § 4): everything a command causes is stored together or not at all. Scoped; a scope runs one
/// transaction at a time.
/// </summary>
public sealed class Arbejde(Skriver skriver, IServiceProvider tjenester, TimeProvider ur, Efterretning efterretning)
{
    private const int FlestForsoeg = 5;
    private SagDbContext? _db;
    private SagDbContext? _laeses;
    private StepStore? _store;
    private DbTransaction? _transaktion;
    private readonly HashSet<object> _hentet = [];
    private readonly List<Action> _efterCommit = [];
    private DateTimeOffset? _tidligstNyt;

    /// <summary>The prepared commands of the transaction that runs.</summary>
    public StepStore Store => _store ?? throw new InvalidOperationException("No transaction runs.");

    public Historiksamler Historik { get; private set; } = new();

    /// <summary>One instant for everything the transaction writes.</summary>
    public DateTimeOffset Nu { get; private set; }

    /// <summary>Who acts.</summary>
    public string Aktoer { get; private set; } = "";

    /// <summary>
    /// The domain's rows: inside a transaction a context of its own on the writer's connection, made the first time it is used; outside, the
    /// scope's context for reading.
    /// </summary>
    public SagDbContext Db => _store is null ? _laeses ??= tjenester.GetRequiredService<SagDbContext>() : _db ??= TilslutDb();

    /// <summary>How many transactions the scope has run; null while one runs. What was read may be kept as long as it stays the same.</summary>
    public int? Omgang { get; private set; } = 0;

    /// <summary>Runs work in one transaction; it is kept only when the work says so.</summary>
    /// <param name="aktoer">Username, or "system".</param>
    /// <param name="arbejde">Run again from the start when another transaction came first; must hold no state of its own.</param>
    /// <param name="foerCommit">Last thing before commit, e.g. storing the answer under its idempotency key.</param>
    public async Task<T> UdfoerAsync<T>(string aktoer, Func<Task<(bool Gem, T Svar)>> arbejde, Func<T, Task>? foerCommit, CancellationToken ct)
    {
        for (var forsoeg = 1; ; forsoeg++)
        {
            using var tur = await skriver.TagTurAsync(ct);
            try
            {
                return await EnGangAsync(tur, aktoer, arbejde, foerCommit, ct);
            }
            catch (Exception e) when (forsoeg < FlestForsoeg && (e is RevisionConflictException or DbUpdateConcurrencyException || Database.ErOptaget(e)))
            {
                // Somebody else stored first; load everything again and decide anew.
            }
        }
    }

    /// <summary>Says that something stored now is due at an instant, so that whoever sleeps can wake in time.</summary>
    public void MeldForfald(DateTimeOffset forfald) => _tidligstNyt = _tidligstNyt is { } t && t < forfald ? t : forfald;

    /// <summary>Does something in memory when, and only when, the transaction has been kept.</summary>
    public void EfterCommit(Action handling) => _efterCommit.Add(handling);

    /// <summary>Whether this is the first time something is asked for in the transaction, so that it is read from the database once.</summary>
    public bool FoersteGang(object noegle) => _store is null || _hentet.Add(noegle);

    /// <summary>Marks a place to go back to, so that one failure does not cost the rest of a batch.</summary>
    public async Task SavepointAsync(string navn, CancellationToken ct) => await _transaktion!.SaveAsync(navn, ct);

    /// <summary>Lets a savepoint go; what was done since it was set stays part of the transaction.</summary>
    public async Task SlipSavepointAsync(string navn, CancellationToken ct) => await _transaktion!.ReleaseAsync(navn, ct);

    /// <summary>Goes back to a savepoint and forgets what was gathered since; only for work that began at the savepoint.</summary>
    public async Task TilbageTilAsync(string navn, CancellationToken ct)
    {
        await _transaktion!.RollbackAsync(navn, ct);
        Glem();
        Historik = new Historiksamler();
    }

    /// <summary>Lets go of rows that are written, so that looking for changes does not take longer with every piece of a batch.</summary>
    public void Glem()
    {
        _db?.ChangeTracker.Clear();
        _hentet.Clear();
    }

    /// <summary>Writes rows and history gathered so far, inside the transaction.</summary>
    public async Task SkrivNuAsync(CancellationToken ct)
    {
        if (_db is not null)
        {
            _db.ChangeTracker.DetectChanges();
            foreach (var e in _db.ChangeTracker.Entries<IVersioneret>())
            {
                if (e.State == EntityState.Modified)
                {
                    e.Property(nameof(IVersioneret.Version)).CurrentValue = e.Entity.Version + 1;
                }
            }

            foreach (var kaede in Soegeindeks.Beroerte(_db.ChangeTracker))
            {
                await Store.QueueSearchAsync(kaede, ct);
            }
        }

        await Historik.SkrivAsync(Store, _db, Aktoer, Nu, ct);
        Historik = new Historiksamler();
        if (_db is not null)
        {
            await _db.SaveChangesAsync(ct);
        }
    }

    private async Task<T> EnGangAsync<T>(Skriver.Tur tur, string aktoer, Func<Task<(bool Gem, T Svar)>> arbejde, Func<T, Task>? foerCommit, CancellationToken ct)
    {
        _store = tur.Store;
        var omgang = Omgang ?? 0;
        Omgang = null;
        Nu = ur.GetUtcNow();
        Aktoer = aktoer;
        Historik = new Historiksamler();
        _tidligstNyt = null;
        _efterCommit.Clear();
        _hentet.Clear();
        _transaktion = await _store.Connection.BeginTransactionAsync(ct);
        _store.Use(_transaktion);

        var gikGodt = false;
        try
        {
            var (gem, svar) = await arbejde();
            if (gem)
            {
                await SkrivNuAsync(ct);
                if (foerCommit is not null)
                {
                    await foerCommit(svar);
                }

                await _transaktion.CommitAsync(ct);
                _efterCommit.ForEach(handling => handling());
                if (_store.HasQueuedMail)
                {
                    efterretning.Maillytter?.Invoke();
                }

                if (_store.HasQueuedSearch)
                {
                    efterretning.Soegelytter?.Invoke();
                }

                if (_tidligstNyt is { } forfald)
                {
                    efterretning.Lytter?.Invoke(forfald);
                }
            }
            else
            {
                await _transaktion.RollbackAsync(CancellationToken.None);
            }

            gikGodt = true;
            return svar;
        }
        finally
        {
            await SlipAsync(gikGodt);

            // What the scope read before may be written anew.
            _laeses?.ChangeTracker.Clear();
            Omgang = omgang + 1;
        }
    }

    private SagDbContext TilslutDb()
    {
        var db = skriver.LaanDb(_store!);
        db.Database.UseTransaction(_transaktion);
        return db;
    }

    private async Task SlipAsync(bool gikGodt)
    {
        if (_db is not null)
        {
            if (gikGodt)
            {
                skriver.AfleverDb(_db);
            }
            else
            {
                await _db.DisposeAsync();
            }

            _db = null;
        }

        // Disposing rolls back what was not committed.
        await _transaktion!.DisposeAsync();
        _store!.Use(null);
        _transaktion = null;
        _store = null;
    }
}
