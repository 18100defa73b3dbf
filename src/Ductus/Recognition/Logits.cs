namespace Ductus.Recognition;

/// <summary>What a network says of one line: (T, C) row-major, frames in reading direction, raw (before softmax). Immutable, share it.</summary>
public sealed class Logits
{
    private readonly float[] _values;

    /// <param name="values">T × C values, row-major; taken over, the caller no longer writes to them.</param>
    /// <param name="classes">C, the codec's classes; class 0 is the CTC blank.</param>
    /// <exception cref="ArgumentException">The number of values is no multiple of <paramref name="classes"/>.</exception>
    public Logits(float[] values, int classes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        if (values.Length % classes != 0)
            throw new ArgumentException($"Logits of {classes} classes come in multiples of {classes}; got {values.Length} values.", nameof(values));
        (_values, Classes) = (values, classes);
    }

    /// <summary>T.</summary>
    public int Frames => _values.Length / Classes;

    /// <summary>C.</summary>
    public int Classes { get; }

    /// <summary>All T × C values.</summary>
    public ReadOnlySpan<float> Values => _values;

    /// <summary>The C values of one frame.</summary>
    public ReadOnlySpan<float> this[int frame] => _values.AsSpan(frame * Classes, Classes);
}
