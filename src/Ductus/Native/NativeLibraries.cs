using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Ductus.Native;

/// <summary>
/// The one place where native libraries are looked for: first the folders that travel with Ductus, by runtime identifier,
/// then the system's own search path.
/// </summary>
internal static class NativeLibraries
{
    private static readonly (string Name, string[] Files, string Hint)[] Known =
    [
        ("leptonica", ["liblept.so.5", "libleptonica.so.6", "libleptonica.dylib", "leptonica.dll"],
            "Debian 12 and Ubuntu: apt-get install liblept5; Debian 13: libleptonica6"),
        ("turbojpeg", ["libturbojpeg.so.0", "libturbojpeg.dylib", "turbojpeg.dll"],
            "Debian: apt-get install libturbojpeg0; Ubuntu: apt-get install libturbojpeg"),
        ("onnxruntime", ["libonnxruntime.so.1", "libonnxruntime.so", "libonnxruntime.dylib", "onnxruntime.dll"],
            "npm's onnxruntime-node carries it; ./ductus puts it into artifacts/native"),
        ("ductus_torch", ["libductus_torch.so", "libductus_torch.dylib", "ductus_torch.dll"],
            "only training needs it; eng/build-torch makes it from native/torch"),
        ("freetype", ["libfreetype.so.6", "libfreetype.dylib", "freetype.dll"],
            "only drawing synthetic lines and pages needs it; Debian and Ubuntu: apt-get install libfreetype6"),
        ("hunspell", ["libhunspell-1.7.so.0", "libhunspell-1.7.dylib", "libhunspell.dll"],
            "only spelling correction needs it; Debian and Ubuntu: apt-get install libhunspell-1.7-0"),
        ("harfbuzz", ["libharfbuzz.so.0", "libharfbuzz.dylib", "harfbuzz.dll"],
            "only drawing synthetic lines and pages needs it; Debian and Ubuntu: apt-get install libharfbuzz0b"),
    ];

    /// <summary>The portable runtime identifier, as packages use it: a distribution's own .NET would call itself ubuntu.24.04-x64.</summary>
    private static string Identifier { get; } =
        (OperatingSystem.IsWindows() ? "win-" : OperatingSystem.IsMacOS() ? "osx-" : "linux-")
        + RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();

    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "A resolver must be in place before any binding class is touched.")]
    internal static void RegisterThisAssembly() => Register(typeof(NativeLibraries).Assembly);

    /// <summary>Makes <c>LibraryImport</c> calls of the assembly find their libraries here. Call once per assembly, at first use.</summary>
    public static void Register(Assembly assembly) => NativeLibrary.SetDllImportResolver(assembly, (name, _, _) => Resolve(name));

    /// <summary>A handle of the library with the given short name.</summary>
    /// <exception cref="DllNotFoundException">It is in none of the places; the message lists them and says how to install it.</exception>
    public static nint Resolve(string name)
    {
        var (_, files, hint) = Known.FirstOrDefault(library => library.Name == name);
        return files is null ? 0 : Find(name, files, hint);
    }

    /// <summary>Tries the files in their order, each in every folder and then as the system finds it.</summary>
    internal static nint Find(string name, IReadOnlyList<string> files, string hint)
    {
        string[] fitting = [.. files.Where(file => OfThisSystem(file))], folders = [.. Folders().Distinct()];
        var broken = new List<string>();
        foreach (string file in fitting)
        {
            foreach (string path in folders.Select(folder => Path.Combine(folder, file)).Where(File.Exists))
            {
                if (NativeLibrary.TryLoad(path, out nint handle) || TryLoadWithNeeded(path, out handle))
                    return handle;
                broken.Add(path);
            }
            if (NativeLibrary.TryLoad(file, out nint system))
                return system;
        }
        throw new DllNotFoundException(
            $"The native library {name} was not found for {Identifier}. {hint}. Looked for {string.Join(" or ", fitting)} in "
            + $"{string.Join(", ", folders)} and on the system's search path."
            + (broken.Count > 0 ? $" Could not load {string.Join(", ", broken)}: made for another system, or something it needs is missing." : ""));
    }

    /// <summary>
    /// Loads a library after those in the folder <c>needed</c> beside it. The system's loader does not look there, but takes what is loaded
    /// already under the name it looks for.
    /// </summary>
    private static bool TryLoadWithNeeded(string path, out nint handle)
    {
        handle = 0;
        string needed = Path.Combine(Path.GetDirectoryName(path) ?? "", "needed");
        if (!Directory.Exists(needed))
            return false;
        // They need each other, too: once more for as long as one more is found to load.
        var waiting = Directory.GetFiles(needed).ToList();
        while (waiting.RemoveAll(file => NativeLibrary.TryLoad(file, out _)) > 0)
        {
        }
        return NativeLibrary.TryLoad(path, out handle);
    }

    private static bool OfThisSystem(string file) =>
        OperatingSystem.IsWindows() ? file.EndsWith(".dll", StringComparison.Ordinal)
        : OperatingSystem.IsMacOS() ? file.EndsWith(".dylib", StringComparison.Ordinal)
        : file.Contains(".so", StringComparison.Ordinal);

    private static IEnumerable<string> Folders()
    {
        if (Environment.GetEnvironmentVariable("DUCTUS_NATIVE") is { Length: > 0 } given)
            yield return given;
        yield return Path.Combine(AppContext.BaseDirectory, "runtimes", Identifier, "native");
        yield return AppContext.BaseDirectory;
        // A build inside the repository: artifacts/bin/<project>/<configuration>/ → artifacts/native/<rid>/
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (folder.Name == "artifacts")
                yield return Path.Combine(folder.FullName, "native", Identifier);
    }
}
