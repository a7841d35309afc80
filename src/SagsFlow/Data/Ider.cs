namespace SagsFlow.Data;

/// <summary>An id of one kind of thing: a UUIDv7 made by the program, so that ids sort by when they were made.</summary>
public interface IId<TSelf>
    where TSelf : struct, IId<TSelf>
{
    Guid Value { get; }

    static abstract TSelf Af(Guid value);
}

public readonly record struct SagId(Guid Value) : IId<SagId>
{
    public static SagId Af(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

public readonly record struct ForelaeggelseId(Guid Value) : IId<ForelaeggelseId>
{
    public static ForelaeggelseId Af(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

public readonly record struct MoedeId(Guid Value) : IId<MoedeId>
{
    public static MoedeId Af(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

public readonly record struct DagsordenspunktId(Guid Value) : IId<DagsordenspunktId>
{
    public static DagsordenspunktId Af(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

public readonly record struct BeslutningId(Guid Value) : IId<BeslutningId>
{
    public static BeslutningId Af(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

public readonly record struct BestillingId(Guid Value) : IId<BestillingId>
{
    public static BestillingId Af(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

public readonly record struct OpgaveId(Guid Value) : IId<OpgaveId>
{
    public static OpgaveId Af(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

public readonly record struct BilagId(Guid Value) : IId<BilagId>
{
    public static BilagId Af(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

public readonly record struct InstanceId(Guid Value) : IId<InstanceId>
{
    public static InstanceId Af(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>Makes ids from the application's clock.</summary>
public static class NytId
{
    private static long _sidste;

    /// <summary>
    /// A new UUIDv7 whose time part never goes back within the process, so that rows made one after the other sort so,
    /// also while the demo's clock stands still.
    /// </summary>
    public static Guid Guid(DateTimeOffset nu)
    {
        // 48 bits of milliseconds are the version-7 prefix; 12 bits below them count ids of the same millisecond.
        var oensket = nu.ToUnixTimeMilliseconds() << 12;
        long tael;
        long foer;
        do
        {
            foer = Interlocked.Read(ref _sidste);
            tael = Math.Max(oensket, foer + 1);
        }
        while (Interlocked.CompareExchange(ref _sidste, tael, foer) != foer);

        Span<byte> bytes = stackalloc byte[16];
        System.Security.Cryptography.RandomNumberGenerator.Fill(bytes);
        var ms = tael >> 12;
        for (var i = 0; i < 6; i++)
        {
            bytes[i] = (byte)(ms >> (8 * (5 - i)));
        }

        bytes[6] = (byte)(0x70 | ((tael >> 8) & 0x0F));
        bytes[7] = (byte)tael;
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));
        return new Guid(bytes, bigEndian: true);
    }

    public static TId Af<TId>(DateTimeOffset nu)
        where TId : struct, IId<TId> => TId.Af(Guid(nu));
}
