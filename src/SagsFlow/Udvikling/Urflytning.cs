using SagsFlow.Data;
using SagsFlow.Infrastructure;
using SagsFlow.Infrastructure.Sider;
using SagsFlow.Processer;

namespace SagsFlow.Udvikling;

/// <summary>Moves the demo's clock forward, stopping at each instant something is due, as if the time had passed.</summary>
public sealed class Urflytning(Ur ur, TimerQueue koe, Skriver skriver, Efterretning efterretning) : IDisposable
{
    private readonly SemaphoreSlim _en = new(1, 1);
    private readonly SemaphoreSlim _enNoegle = new(1, 1);

    /// <summary>The clock only goes forward: history is written in its order.</summary>
    public static Fejl Bagud(DateTimeOffset nu) => new(
        FejlArt.Konflikt, "uret-gaar-kun-frem", $"Uret står på {Dansk.Tid(nu)} og kan kun flyttes frem.");

    /// <summary>Moves it and carries out everything due on the way, in due order.</summary>
    /// <returns>A refusal when the time is in the past; else how much was carried out.</returns>
    public async Task<(Fejl? Fejl, int Fyret)> FlytAsync(DateTimeOffset til, CancellationToken ct)
    {
        await _en.WaitAsync(ct);
        try
        {
            var nu = ur.GetUtcNow();

            // Asking for the minute that is now is no step back.
            if (til < nu.AddMinutes(-1))
            {
                return (Bagud(nu), 0);
            }

            var fyret = await koe.DrainAsync(ct);
            while (await koe.NextDueAsync(ct) is { } forfald && forfald <= til)
            {
                ur.Hold(forfald > ur.GetUtcNow() ? forfald : ur.GetUtcNow());
                var udfoert = await koe.DrainAsync(ct);
                if (udfoert == 0 && await koe.NextDueAsync(ct) == forfald)
                {
                    break;
                }

                fyret += udfoert;
            }

            ur.Saet(til > ur.GetUtcNow() ? til : ur.GetUtcNow());
            using var tur = await skriver.TagTurAsync(ct);
            await ur.GemAsync(tur.Store.Connection, ct);

            // Whoever sleeps until something is due reckoned with the clock as it was.
            efterretning.Lytter?.Invoke(DateTimeOffset.MinValue);
            return (null, fyret);
        }
        finally
        {
            _en.Release();
        }
    }

    /// <summary>The same, once per idempotency key. The key is kept here: one move is many transactions, and so no command.</summary>
    public async Task<Svar<UrSvar>> FlytEnGangAsync(DateTimeOffset til, string aktoer, string? noegle, CancellationToken ct)
    {
        await _enNoegle.WaitAsync(ct);
        try
        {
            var hash = Historikpost.Sha($"{nameof(Urflytning)}\n{til.UtcTicks}");
            if (noegle is not null && await FindAsync(aktoer, noegle, ct) is { } tidligere)
            {
                return tidligere.ContentHash == hash ? Svar<UrSvar>.AfJson(tidligere.Answer) : FaellesFejl.NoegleGenbrugt;
            }

            var (fejl, fyret) = await FlytAsync(til, ct);
            if (fejl is not null)
            {
                return fejl;
            }

            Svar<UrSvar> svar = UrSvar.Af(ur, fyret);
            if (noegle is not null)
            {
                using var tur = await skriver.TagTurAsync(ct);
                await tur.Store.InsertCommandAsync(aktoer, noegle, hash, svar.SomJson(), ur.GetUtcNow(), ct);
            }

            return svar;
        }
        finally
        {
            _enNoegle.Release();
        }
    }

    public void Dispose()
    {
        _en.Dispose();
        _enNoegle.Dispose();
    }

    private async Task<(string ContentHash, string Answer)?> FindAsync(string aktoer, string noegle, CancellationToken ct)
    {
        using var tur = await skriver.TagTurAsync(ct);
        return await tur.Store.FindCommandAsync(aktoer, noegle, ct);
    }
}
