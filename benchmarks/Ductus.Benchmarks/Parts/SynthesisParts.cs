using BenchmarkDotNet.Attributes;
using Ductus.Training.Data;
using Ductus.Training.Synthesis;

namespace Ductus.Benchmarks.Parts;

/// <summary>From texts to a file of packed synthetic lines, in all fonts, on one thread; the time is that of one line.</summary>
public class SynthesisParts : IDisposable
{
    private const int Lines = 128;

    private static readonly string[] Texts =
    [
        "Thank you for your long letter and for the roses.", "We walked along the river until it was dark,", "and nobody said a word about what had happened.",
        "Bring 3 eggs, 250 g of flour (no more!) and a lemon.", "\"It will do,\" he said; \"it always has.\"", "Tuesday", "Quite so, Mr. Zacharias Fox & Sons - as before.",
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("ductus-synthesis-").FullName;
    private SynthesisFonts? _fonts;
    private SyntheticLines? _small, _large;
    private int _sets;

    [GlobalSetup]
    public void Prepare()
    {
        string texts = Path.Combine(_folder, "texts.txt");
        File.WriteAllLines(texts, Texts);
        _fonts = SynthesisFonts.Load([SynthesisFonts.All], LineTextOptions.English);
        var lines = LineTexts.Load([texts], new LineTextOptions { Form = TextForm.Lines }, _fonts.Fonts);
        _small = new SyntheticLines(lines, _fonts.Fonts, new SyntheticLineOptions { Count = Lines, Height = 48 });
        _large = new SyntheticLines(lines, _fonts.Fonts, new SyntheticLineOptions { Count = Lines, Height = 64 });
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _fonts?.Dispose();
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Benchmark(Description = "synthetic line, height 48: draw and pack", OperationsPerInvoke = Lines)]
    public void Small() => Write(_small!, height: 48); // by Prepare

    [Benchmark(Description = "synthetic line, height 64: draw and pack", OperationsPerInvoke = Lines)]
    public void Large() => Write(_large!, height: 64); // by Prepare

    private void Write(SyntheticLines lines, int height) =>
        SyntheticSet.Write(Path.Combine(_folder, $"{_sets++}"), SyntheticSetForm.Packed, lines, height, LineSplit.Train, threads: 1);
}
