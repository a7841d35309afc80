using System.Data.Common;
using System.Globalization;
using SagsFlow.Data;

namespace SagsFlow.Infrastructure;

/// <summary>
/// The application's clock. Real time, or with the demo on a clock that was put to a time and ticks on from there; where it was put is
/// stored in the database. Back-off and sign-in use <see cref="Rigtig"/>.
/// </summary>
public sealed class Ur : TimeProvider
{
    private const string Egenskab = "ur";
    private long _forskydningTicks;
    private long _fastTicks;

    /// <summary>Real time, whatever the demo's clock says.</summary>
    public TimeProvider Rigtig { get; } = System;

    public override DateTimeOffset GetUtcNow()
    {
        var fast = Interlocked.Read(ref _fastTicks);
        return fast != 0
            ? new DateTimeOffset(fast, TimeSpan.Zero)
            : Rigtig.GetUtcNow().AddTicks(Interlocked.Read(ref _forskydningTicks));
    }

    /// <summary>Holds the clock at an instant while what is due at it is carried out.</summary>
    public void Hold(DateTimeOffset tid) => Interlocked.Exchange(ref _fastTicks, tid.UtcTicks);

    /// <summary>Puts the clock to an instant and lets it tick on.</summary>
    public void Saet(DateTimeOffset tid)
    {
        Interlocked.Exchange(ref _forskydningTicks, (tid - Rigtig.GetUtcNow()).Ticks);
        Interlocked.Exchange(ref _fastTicks, 0);
    }

    /// <summary>Takes the stored setting, or in a database without one the configured start.</summary>
    public async Task HentAsync(DbConnection forbindelse, DateTime? start, CancellationToken ct)
    {
        await using var kommando = forbindelse.CreateCommand();
        kommando.CommandText = $"SELECT vaerdi FROM egenskab WHERE navn = '{Egenskab}'";
        if (await kommando.ExecuteScalarAsync(ct) is string gemt)
        {
            Interlocked.Exchange(ref _forskydningTicks, long.Parse(gemt, CultureInfo.InvariantCulture) * TimeSpan.TicksPerMillisecond);
        }
        else if (start is { } lokal)
        {
            Saet(LokalTid.TilOejeblik(lokal));
            await GemAsync(forbindelse, ct);
        }
    }

    /// <summary>Stores how far the clock is from real time.</summary>
    public async Task GemAsync(DbConnection forbindelse, CancellationToken ct)
    {
        var ms = Interlocked.Read(ref _forskydningTicks) / TimeSpan.TicksPerMillisecond;
        await using var kommando = forbindelse.CreateCommand();
        kommando.CommandText = $"INSERT INTO egenskab (navn, vaerdi) VALUES ('{Egenskab}', '{ms.ToString(CultureInfo.InvariantCulture)}') ON CONFLICT (navn) DO UPDATE SET vaerdi = excluded.vaerdi";
        await kommando.ExecuteNonQueryAsync(ct);
    }
}
