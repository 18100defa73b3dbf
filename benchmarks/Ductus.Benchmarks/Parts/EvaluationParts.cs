using BenchmarkDotNet.Attributes;
using Ductus.Evaluation;
using Ductus.Evaluation.Report;

namespace Ductus.Benchmarks.Parts;

/// <summary>What an evaluation does beside reading: of 350 lines of 50 characters, one in twenty of them wrong. To be held against the time of running the model.</summary>
public class EvaluationParts
{
    private const int Lines = 350, Length = 50;

    private static readonly EvaluationSource Source = new() { Reader = "nobody", Data = "made up" };

    private EvaluatedLine[] _lines = [];
    private EvaluationResult _result = EvaluationResult.Of([]), _second = EvaluationResult.Of([]);

    [GlobalSetup]
    public void Prepare()
    {
        var random = new Random(1);
        _lines = [.. Enumerable.Range(0, Lines).Select(i => Line(i, random))];
        _result = Measure();
        _second = EvaluationResult.Of([.. _lines.Select(line => line with { Recognition = Misread(line.Transcription, random) })]);
    }

    [Benchmark(Description = "350 lines: measures and intervals")]
    public EvaluationResult Measure() => EvaluationResult.Of(_lines);

    [Benchmark(Description = "350 lines: the page of an evaluation, without images")]
    public string Render() => EvaluationReport.Render(Measure(), Source, _ => null);

    [Benchmark(Description = "350 lines: paired test of two readings")]
    public PairedComparison Compare() => PairedComparison.Of(_result, _second);

    private static EvaluatedLine Line(int index, Random random)
    {
        string written = string.Concat(Enumerable.Range(0, Length).Select(_ => (char)(random.Next(6) == 0 ? ' ' : 'a' + random.Next(26))));
        return new EvaluatedLine(written, Misread(written, random)) { Id = $"{index}", Writer = $"{index % 17}", Confidence = random.NextDouble() };
    }

    private static string Misread(string written, Random random) =>
        string.Concat(written.Select(letter => random.Next(20) == 0 ? (char)('a' + random.Next(26)) : letter));
}
