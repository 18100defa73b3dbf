using Ductus.Documents;

namespace Ductus.Tests.Documents;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Write_ExistingFile_IsReplaced()
    {
        string path = _folder.Write("text", "old and longer"u8);

        AtomicFile.Write(path, "new");

        Assert.Equal("new", File.ReadAllText(path));
        Assert.Single(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void Write_TargetIsAFolder_LeavesNothingBehind()
    {
        Directory.CreateDirectory(_folder["target"]);

        Assert.ThrowsAny<Exception>(() => AtomicFile.Write(_folder["target"], "new"));

        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void DeleteParts_OfTargets_LeavesAllElse()
    {
        string[] others = ["a.txt", "a.txt.part", "b.2.part", "b.txt.x.part"];
        foreach (string name in (string[])[.. others, "a.txt.4711.part"])
            _folder.Write(name, "some");

        AtomicFile.DeleteParts(_folder.Path, target => target.EndsWith(".txt", StringComparison.Ordinal));

        Assert.Equal(others, Directory.GetFiles(_folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }
}
