using System.Diagnostics;
using Ductus.Native;

namespace Ductus.Tests.Native;

public sealed class NativeLibrariesTests
{
    [Fact]
    public void Find_Nowhere_SaysWhatIsWantedWhereItLookedAndHowToGetIt()
    {
        var error = Assert.Throws<DllNotFoundException>(() => NativeLibraries.Find("quill", ["libquill.so.1", "libquill.dylib", "quill.dll"], "Pluck a goose"));

        string file = OperatingSystem.IsWindows() ? "quill.dll" : OperatingSystem.IsMacOS() ? "libquill.dylib" : "libquill.so.1";
        Assert.Contains("The native library quill was not found for ", error.Message, StringComparison.Ordinal);
        Assert.Contains($"Pluck a goose. Looked for {file} in ", error.Message, StringComparison.Ordinal);
        Assert.Contains(AppContext.BaseDirectory, error.Message, StringComparison.Ordinal);
        Assert.EndsWith(" and on the system's search path.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_FileThatIsNoLibrary_SaysSo()
    {
        string extension = OperatingSystem.IsWindows() ? "dll" : OperatingSystem.IsMacOS() ? "dylib" : "so";
        string file = $"broken-{Guid.NewGuid():N}.{extension}", path = Path.Combine(AppContext.BaseDirectory, file);
        File.WriteAllText(path, "no library");
        try
        {
            var error = Assert.Throws<DllNotFoundException>(() => NativeLibraries.Find("broken", [file], "No hint"));

            Assert.Contains($"Could not load {path}: made for another system, or something it needs is missing.", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>As in a trainer package: what a library needs lies beside it, where the system does not look.</summary>
    [Fact]
    public void Find_LibraryThatNeedsOthers_FindsThemInTheFolderNeeded()
    {
        if (!OperatingSystem.IsLinux())
            return;
        string name = $"{Guid.NewGuid():N}", folder = AppContext.BaseDirectory, needed = Path.Combine(folder, "needed");
        string nib = Path.Combine(needed, $"libnib{name}.so"), quill = Path.Combine(needed, $"libquill{name}.so"), pen = Path.Combine(folder, $"libpen{name}.so");
        Directory.CreateDirectory(needed);
        try
        {
            // The names are such that the one that needs the other may well come first.
            Compile("int nib(void) { return 7; }", nib);
            Compile("int nib(void); int quill(void) { return nib(); }", quill, nib);
            Compile("int quill(void); int pen(void) { return quill(); }", pen, quill);

            Assert.NotEqual(0, NativeLibraries.Find("pen", [Path.GetFileName(pen)], "No hint"));
        }
        finally
        {
            Directory.Delete(needed, recursive: true);
            File.Delete(pen);
        }
    }

    [Fact]
    public void Resolve_NoLibraryOfOurs_LeavesItToTheSystem() => Assert.Equal(0, NativeLibraries.Resolve("libc"));

    private static void Compile(string source, string library, params string[] against)
    {
        var start = new ProcessStartInfo("c++", ["-x", "c++", "-shared", "-fPIC", "-", "-x", "none", .. against, "-o", library, $"-Wl,-soname,{Path.GetFileName(library)}", "-Wl,--allow-shlib-undefined"])
        {
            RedirectStandardInput = true,
        };
        using Process compiler = Process.Start(start) ?? throw new InvalidOperationException("c++ did not start.");
        compiler.StandardInput.Write($"extern \"C\" {{ {source} }}");
        compiler.StandardInput.Close();
        compiler.WaitForExit();
        Assert.Equal(0, compiler.ExitCode);
    }
}
