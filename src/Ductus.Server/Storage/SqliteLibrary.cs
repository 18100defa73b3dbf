using System.Reflection;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace Ductus.Server.Storage;

/// <summary>The system's SQLite, which its distributor keeps free of known holes.</summary>
internal static class SqliteLibrary
{
    // Debian's libsqlite3-0 has the first; the second is what development packages and macOS have.
    private static readonly string[] Names = ["libsqlite3.so.0", "libsqlite3"];

    private static readonly Lazy<bool> Loaded = new(() =>
    {
        NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_sqlite3).Assembly, Resolve);
        raw.SetProvider(new SQLite3Provider_sqlite3());
        return true;
    });

    /// <summary>Makes SQLite usable in this process, once.</summary>
    /// <exception cref="DllNotFoundException">It is not installed.</exception>
    public static void Load() => _ = Loaded.Value;

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? search)
    {
        foreach (string candidate in Names)
            if (NativeLibrary.TryLoad(candidate, assembly, search, out nint library))
                return library;
        throw new DllNotFoundException($"SQLite is missing; looked for {string.Join(", ", Names)}. Debian and Ubuntu have it in the package libsqlite3-0.");
    }
}
