using Ductus.Decoding;
using Ductus.Layout;
using Ductus.Recognition;

namespace Ductus.Forms;

/// <summary>Texts that can stand in the cells of a field, a character in each from the left; the rest are empty. Immutable, share it.</summary>
internal sealed class CellList
{
    /// <summary>Probability that a cell in which something was seen is empty after all, and that an empty one holds a character.</summary>
    private const double Mistaken = 1e-4;

    private const int Alternatives = 5;

    private readonly string[] _texts;
    private readonly int[][] _labels;
    private readonly double _temperature;

    /// <exception cref="ArgumentException">A text has more characters than the field has cells, or some that the model cannot write.</exception>
    public CellList(FormField field, RecognitionModel model)
    {
        _texts = [.. field.Texts.Select(ClosedList.Spaced).Where(text => text.Length > 0).Distinct(StringComparer.Ordinal)];
        if (_texts.FirstOrDefault(text => model.Codec.Unknown(text).Count > 0) is { } foreign)
            throw new ArgumentException($"field \"{field.Name}\": {model.Metadata.Name} cannot write \"{foreign}\" of its list.", nameof(field));
        (_labels, _temperature) = ([.. _texts.Select(model.Codec.Encode)], model.Metadata.Temperature);
        if (Array.FindIndex(_labels, labels => labels.Length > field.Cells) is var place and >= 0)
            throw new ArgumentException($"field \"{field.Name}\" has {field.Cells} cells; \"{_texts[place]}\" of its list does not fit in.", nameof(field));
    }

    /// <param name="cells">What the model says of each cell; <see langword="null"/> for an empty one.</param>
    /// <returns>The most probable text, and the runners-up; confidences are shares among the list.</returns>
    public (TextAlternative Best, IReadOnlyList<TextAlternative> Others) Choose(IReadOnlyList<Logits?> cells)
    {
        double[]?[] probabilities = [.. cells.Select(cell => cell is null ? null : CharacterDecoder.Probabilities(cell.Values, _temperature))];
        double[] scores = [.. _labels.Select(labels => Enumerable.Range(0, cells.Count).Sum(i =>
            (probabilities[i], IsWritten: i < labels.Length) switch
            {
                ({ } seen, true) => Math.Log(Math.Max(double.Epsilon, seen[labels[i]])),
                (null, false) => 0,
                _ => Math.Log(Mistaken),
            }))];
        double greatest = scores.Max(), sum = scores.Sum(score => Math.Exp(score - greatest));
        TextAlternative[] order = [.. Enumerable.Range(0, scores.Length).OrderByDescending(i => scores[i]).Take(Alternatives + 1)
            .Select(i => new TextAlternative(_texts[i], Math.Exp(scores[i] - greatest) / sum))];
        return (order[0], order[1..]);
    }
}
