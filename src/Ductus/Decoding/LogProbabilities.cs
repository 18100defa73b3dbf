using System.Numerics.Tensors;
using Ductus.Recognition;

namespace Ductus.Decoding;

/// <summary>What a network believes of one line: (T, C) row-major, log softmax of the logits, natural. Immutable, share it.</summary>
public sealed class LogProbabilities
{
    private readonly float[] _values;

    private LogProbabilities(float[] values, int classes) => (_values, Classes) = (values, classes);

    /// <summary>T.</summary>
    public int Frames => _values.Length / Classes;

    /// <summary>C; class 0 is the CTC blank.</summary>
    public int Classes { get; }

    /// <summary>The C values of one frame.</summary>
    public ReadOnlySpan<float> this[int frame] => _values.AsSpan(frame * Classes, Classes);

    /// <summary>log softmax(x / τ) of every frame.</summary>
    /// <param name="logits">x</param>
    /// <param name="temperature">τ, above 0; above 1 makes the network less sure.</param>
    public static LogProbabilities Of(Logits logits, double temperature = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(temperature);
        var values = new float[logits.Values.Length];
        TensorPrimitives.Divide(logits.Values, (float)temperature, values);
        Span<float> exponentials = new float[logits.Classes];
        for (int frame = 0; frame < logits.Frames; frame++)
        {
            Span<float> row = values.AsSpan(frame * logits.Classes, logits.Classes);
            // The greatest is taken off first: no term overflows.
            TensorPrimitives.Subtract(row, TensorPrimitives.Max<float>(row), row);
            TensorPrimitives.Exp(row, exponentials);
            TensorPrimitives.Subtract(row, (float)Math.Log(TensorPrimitives.Sum<float>(exponentials)), row);
        }
        return new LogProbabilities(values, logits.Classes);
    }

    /// <summary>The same as logits: what a softmax leaves as it is.</summary>
    public Logits ToLogits() => new([.. _values], Classes);

    /// <summary>The mean of what several networks, or one network of several images, believe of the same line.</summary>
    /// <param name="members">At least one; all of the same frames and classes.</param>
    /// <exception cref="ArgumentException">They have other frames or classes.</exception>
    public static LogProbabilities Mean(IReadOnlyList<LogProbabilities> members)
    {
        LogProbabilities first = members.Count > 0 ? members[0] : throw new ArgumentException("A mean needs at least 1 member; got none.", nameof(members));
        if (members.FirstOrDefault(member => member.Frames != first.Frames || member.Classes != first.Classes) is { } other)
            throw new ArgumentException($"All members need {first.Frames} frames of {first.Classes} classes; one has {other.Frames} of {other.Classes}.", nameof(members));
        float[] sum = new float[first._values.Length], term = new float[first._values.Length];
        foreach (LogProbabilities member in members)
        {
            TensorPrimitives.Exp(member._values, term);
            TensorPrimitives.Add(sum, term, sum);
        }
        TensorPrimitives.Divide(sum, members.Count, sum);
        // A class that no member believes in stays finite.
        TensorPrimitives.Max(sum, float.Epsilon, sum);
        TensorPrimitives.Log(sum, sum);
        return new LogProbabilities(sum, first.Classes);
    }
}
