using Ductus.Training.Export;

namespace Ductus.Training.Tests.Export;

public sealed class OnnxGraphTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string FilePath => Path.Combine(_folder.Path, "graph.onnx");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Save_Constants_KeepTheirValuesAndShapes()
    {
        var graph = new OnnxGraph("sum");
        graph.Input("images", "n", 2);
        string doubled = graph.Node("Mul", ["images", graph.Constant([2], [])]);
        graph.Output(graph.Node("Add", [doubled, graph.Constant([10, -0.5f], 1, 2)]), "logits", "n", 2);
        using var run = new ExportedGraph(graph);

        float[] sum = run.Run([1, 2, 3, 4], [2, 2], [2, 2]);

        Assert.Equal([12, 3.5f, 16, 7.5f], sum);
    }

    [Fact]
    public void Constant_OtherNumberOfValuesThanItsShape_Throws()
    {
        var error = Assert.Throws<ArgumentException>(() => new OnnxGraph("x").Constant([1, 2, 3], 2, 2));

        Assert.Contains("shape [2, 2] has 4 values; got 3", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Save_Twice_WritesTheSameBytes()
    {
        Identity().Save(FilePath);
        byte[] first = File.ReadAllBytes(FilePath);

        Identity().Save(FilePath);

        Assert.Equal(first, File.ReadAllBytes(FilePath));
        Assert.Equal([FilePath], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void Save_DiskFull_LeavesTheFileThatWasThere()
    {
        if (!OperatingSystem.IsLinux())
            return; // the only system with a disk that is always full

        File.WriteAllText(FilePath, "before");
        File.CreateSymbolicLink(FilePath + ".partial", "/dev/full");

        Assert.Throws<IOException>(() => Identity().Save(FilePath));

        Assert.Equal("before", File.ReadAllText(FilePath));
        Assert.Equal([FilePath], Directory.GetFiles(_folder.Path));
    }

    private static OnnxGraph Identity()
    {
        var graph = new OnnxGraph("identity") { Metadata = { ["b"] = "2", ["a"] = "1" } };
        graph.Input("images", "n");
        graph.Output("images", "logits", "n");
        return graph;
    }
}
