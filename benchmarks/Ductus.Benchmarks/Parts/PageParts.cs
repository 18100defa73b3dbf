using BenchmarkDotNet.Attributes;
using Ductus.Imaging;
using Ductus.Layout;

namespace Ductus.Benchmarks.Parts;

/// <summary>From the file of the sample letter to its lines.</summary>
public class PageParts
{
    private byte[] _file = [];
    private GreyImage _page = new(1, 1, [255]);
    private TextLine[] _lines = [];

    [GlobalSetup]
    public void Prepare()
    {
        _file = File.ReadAllBytes(Repository.Path("samples", "letter.png"));
        _page = Decode();
        _lines = [.. Segment().Lines];
    }

    [Benchmark(Description = "page: decode PNG")]
    public GreyImage Decode() => ImageFile.Read(_file, "letter.png");

    [Benchmark(Description = "page: find the lines")]
    public Page Segment() => LineSegmenter.Segment(_page);

    [Benchmark(Description = "page: cut out all lines")]
    public GreyImage[] Cut() => Array.ConvertAll(_lines, line => LineImage.Cut(_page, line));
}
