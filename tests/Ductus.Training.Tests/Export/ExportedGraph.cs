using Ductus.Native.OnnxRuntime;
using Ductus.Recognition;
using Ductus.Training.Export;

namespace Ductus.Training.Tests.Export;

/// <summary>A graph in ONNX Runtime.</summary>
internal sealed class ExportedGraph : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly OrtSession _session;

    public ExportedGraph(OnnxGraph graph)
    {
        string path = Path.Combine(_folder.Path, "graph.onnx");
        graph.Save(path);
        FileBytes = new FileInfo(path).Length;
        _session = new OrtSession(path, ModelFile.Input, ModelFile.Output, threads: 1, optimize: true);
    }

    public long FileBytes { get; }

    public float[] Run(float[] input, long[] inputShape, long[] expectedShape)
    {
        Assert.Equal(expectedShape, _session.OutputShape(input, inputShape));
        var output = new float[expectedShape.Aggregate(1L, (product, size) => product * size)];
        _session.Run(input, inputShape, output, expectedShape);
        return output;
    }

    public void Dispose()
    {
        _session.Dispose();
        _folder.Dispose();
    }

    public static void AssertClose(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance, $"Element {i}: expected {expected[i]}, got {actual[i]}.");
    }
}
