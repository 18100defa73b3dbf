using System.Globalization;
using Ductus.Recognition;

namespace Ductus.Training.Data;

/// <summary>
/// What labels leave open that tell neither capitals nor punctuation as they are written: a letter counts in either case, and a mark that none of these
/// labels has counts as nothing.
/// </summary>
/// <remarks>
/// The probabilities of classes that count as one are added up; what counts as nothing is added to CTC's blank. The sum over all paths then leaves
/// case and marks free, so that nothing is learned of them from such labels, and nothing that others taught is unlearned. Immutable, share it.
/// </remarks>
public sealed class LabelFolding
{
    private readonly int[] _classes;

    /// <param name="codec">Of the network.</param>
    /// <param name="texts">All labels of that kind.</param>
    public LabelFolding(Codec codec, IEnumerable<string> texts)
    {
        HashSet<int> told = [.. texts.Where(text => codec.Unknown(text).Count == 0).SelectMany(codec.Encode)];
        var first = new Dictionary<string, int>(StringComparer.Ordinal);
        _classes = new int[codec.Classes];
        for (int label = 1; label < codec.Classes; label++)
            _classes[label] = IsMark(codec[label]) && !told.Contains(label) ? Codec.Blank
                : first.TryGetValue(codec[label].ToLowerInvariant(), out int other) ? other : first[codec[label].ToLowerInvariant()] = label;
    }

    /// <summary>For each class 0…C−1 the one that it counts as: itself, the same letter in another case, or the blank.</summary>
    public IReadOnlyList<int> Classes => _classes;

    /// <summary>Labels as they count; those that count as nothing are left out.</summary>
    public int[] Fold(IReadOnlyList<int> labels) => [.. labels.Select(label => _classes[label]).Where(label => label != Codec.Blank)];

    private static bool IsMark(string character) => character != " " && CharUnicodeInfo.GetUnicodeCategory(character, 0)
        is not (UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter
        or UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber
        or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark);
}
