using System.Numerics.Tensors;
using Ductus.Recognition;

namespace Ductus.Decoding;

/// <summary>Reads a line along the best CTC path. Source: Graves et al. 2006, "Connectionist Temporal Classification", section 3.2. Immutable, share it.</summary>
public sealed class GreedyDecoder : IDecoder
{
    private readonly Codec _codec;
    private readonly double _temperature;

    /// <param name="codec">Of the logits.</param>
    /// <param name="temperature">What logits are divided by before they become probabilities, above 0.</param>
    public GreedyDecoder(Codec codec, double temperature = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(temperature);
        (_codec, _temperature) = (codec, temperature);
    }

    public string Name => "greedy";

    public bool IsCalibrated => _temperature != 1;

    public bool ReadsWholes => false;

    /// <summary>Best CTC path of one line: strongest class per frame, repeats merged, blanks dropped.</summary>
    /// <param name="logits">(T, C) row-major, frames in reading direction, raw (before softmax); class 0 is the blank.</param>
    /// <param name="classes">C = number of codec labels + 1.</param>
    /// <returns>Labels 1…C−1; empty when every frame is blank.</returns>
    /// <exception cref="ArgumentException">The length of <paramref name="logits"/> is no multiple of <paramref name="classes"/>.</exception>
    /// <remarks>O(T·C). Where classes are equally strong the first of them wins.</remarks>
    public static int[] BestPath(ReadOnlySpan<float> logits, int classes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        if (logits.Length % classes != 0)
            throw new ArgumentException($"Logits of {classes} classes come in multiples of {classes}; got {logits.Length} values.", nameof(logits));

        var labels = new List<int>();
        int previous = Codec.Blank;
        for (; logits.Length > 0; logits = logits[classes..])
        {
            int best = Strongest(logits[..classes]);
            if (best != Codec.Blank && best != previous)
                labels.Add(best);
            previous = best;
        }
        return [.. labels];
    }

    /// <summary>
    /// The text of the best path, without the spaces at its ends: a line of writing has none.
    /// </summary>
    /// <returns>
    /// A character's confidence is its highest probability among its frames; the line's is the geometric mean of its characters',
    /// or of the path's frames where nothing was read. Uncalibrated unless the temperature was fitted.
    /// </returns>
    /// <exception cref="ArgumentException">The logits have other classes than the codec.</exception>
    public RecognizedText Decode(Logits logits)
    {
        if (logits.Classes != _codec.Classes)
            throw new ArgumentException($"The codec has {_codec.Classes} classes; the logits have {logits.Classes}.", nameof(logits));

        var path = new List<Emission>();
        double pathLogProbability = 0;
        int previous = Codec.Blank;
        for (int frame = 0; frame < logits.Frames; frame++)
        {
            int best = Strongest(logits[frame]);
            double log = LogProbability(logits[frame], best, _temperature);
            pathLogProbability += log;
            if (best != Codec.Blank)
            {
                if (best != previous)
                    path.Add(new Emission(best, frame, log));
                else
                    path[^1] = path[^1].Longer(log);
            }
            previous = best;
        }

        bool IsSpace(Emission emission) => string.IsNullOrWhiteSpace(_codec[emission.Label]);
        int first = path.FindIndex(emission => !IsSpace(emission)), last = path.FindLastIndex(emission => !IsSpace(emission));
        if (first < 0)
            return new RecognizedText("", logits.Frames == 0 ? 0 : Math.Exp(pathLogProbability / logits.Frames), []);

        List<Emission> read = path[first..(last + 1)];
        return new RecognizedText(
            _codec.Decode([.. read.Select(emission => emission.Label)]),
            Math.Exp(read.Average(emission => emission.LogProbability)),
            [.. read.Select(emission => new RecognizedCharacter(
                _codec[emission.Label], emission.Frame, emission.End, Math.Exp(emission.LogProbability)))]);
    }

    private static int Strongest(ReadOnlySpan<float> frame) => TensorPrimitives.IndexOfMax(frame);

    private static double LogProbability(ReadOnlySpan<float> frame, int label, double temperature)
    {
        // log softmax(x / τ) at the label; the label is the strongest class, so no term overflows
        double sum = 0;
        foreach (float value in frame)
            sum += Math.Exp((value - frame[label]) / temperature);
        return -Math.Log(sum);
    }

    /// <summary>A run of one label along the path and its highest log probability.</summary>
    private readonly record struct Emission(int Label, int Frame, double LogProbability)
    {
        public int End { get; private init; } = Frame + 1;

        public Emission Longer(double log) => this with { End = End + 1, LogProbability = Math.Max(LogProbability, log) };
    }
}
