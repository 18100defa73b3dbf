using Ductus.Decoding;
using Ductus.Recognition;

namespace Ductus.Tests.Decoding;

/// <summary>Every CTC path over a few frames: what decoders are compared with.</summary>
internal static class CtcPaths
{
    /// <summary>All sequences of <paramref name="frames"/> classes.</summary>
    public static IEnumerable<int[]> All(int frames, int classes)
    {
        IEnumerable<int[]> paths = [[]];
        for (int i = 0; i < frames; i++)
            paths = paths.SelectMany(path => Enumerable.Range(0, classes).Select(label => (int[])[.. path, label]));
        return paths;
    }

    /// <summary>Repeats merged, blanks dropped.</summary>
    /// <param name="path">A class per frame.</param>
    /// <param name="before">The class of the frame before the first.</param>
    public static int[] Collapse(int[] path, int before = Codec.Blank) =>
        [.. path.Where((label, i) => label != Codec.Blank && label != (i == 0 ? before : path[i - 1]))];

    public static double Log(LogProbabilities line, int[] path) => path.Select((label, frame) => (double)line[frame][label]).Sum();

    /// <summary>log Σ p(path) of every reading, by its labels as text.</summary>
    public static Dictionary<string, double> Readings(LogProbabilities line, int before = Codec.Blank) =>
        All(line.Frames, line.Classes).GroupBy(path => Key(Collapse(path, before)))
            .ToDictionary(reading => reading.Key, reading => Math.Log(reading.Sum(path => Math.Exp(Log(line, path)))), StringComparer.Ordinal);

    public static string Key(IEnumerable<int> labels) => string.Join(' ', labels);

    public static LogProbabilities Random(Random random, int frames, int classes) =>
        LogProbabilities.Of(new Logits([.. Enumerable.Range(0, frames * classes).Select(_ => (float)(random.NextDouble() * 6 - 3))], classes));
}
