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

    [Fact]
    public void Resolve_NoLibraryOfOurs_LeavesItToTheSystem() => Assert.Equal(0, NativeLibraries.Resolve("libc"));
}
