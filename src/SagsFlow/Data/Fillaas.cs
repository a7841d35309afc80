namespace SagsFlow.Data;

/// <summary>One serving process per database file: an OS lock that the system takes away when the process dies, however it dies.</summary>
public sealed class Fillaas : IDisposable
{
    private readonly FileStream? _fil;

    private Fillaas(FileStream? fil) => _fil = fil;

    /// <summary>Takes the lock.</summary>
    /// <returns>Null when another process has it.</returns>
    public static Fillaas? Tag(string forbindelsestekst)
    {
        if (Database.Fil(forbindelsestekst) is not { } fil)
        {
            return new Fillaas(null);
        }

        if (Path.GetDirectoryName(Path.GetFullPath(fil)) is { } mappe)
        {
            Directory.CreateDirectory(mappe);
        }

        try
        {
            return new Fillaas(new FileStream(fil + ".laas", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            return null;
        }
    }

    public void Dispose() => _fil?.Dispose();
}
