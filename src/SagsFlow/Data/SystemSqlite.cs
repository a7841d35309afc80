#if !POSTGRESQL
using System.Reflection;
using System.Runtime.InteropServices;

namespace SagsFlow.Data;

/// <summary>The bundled SQLite is from 2021; where the system has a newer one, that is used.</summary>
public static class SystemSqlite
{
    private const string Provider = "SQLitePCLRaw.provider.e_sqlite3";

    /// <summary>Must run before the first connection is made.</summary>
    public static void Brug() => NativeLibrary.SetDllImportResolver(Assembly.Load(Provider), Find);

    private static IntPtr Find(string navn, Assembly samling, DllImportSearchPath? sti) =>
        navn == "e_sqlite3" && NativeLibrary.TryLoad("libsqlite3.so.0", out var system) ? system : IntPtr.Zero;
}
#endif
