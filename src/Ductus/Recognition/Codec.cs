using System.Globalization;
using System.Text;

namespace Ductus.Recognition;

/// <summary>
/// The characters a model knows and their labels: the CTC blank is 0, the characters are 1…C−1 in the order of the alphabet.
/// Immutable, share it.
/// </summary>
/// <remarks>Text is brought to NFC on the way in and on the way out.</remarks>
public sealed class Codec
{
    /// <summary>The class of the CTC blank.</summary>
    public const int Blank = 0;

    private readonly string[] _characters;
    private readonly Dictionary<string, int> _labels = new(StringComparer.Ordinal);

    /// <param name="alphabet">
    /// The character of label 1, of label 2, and so on: each one user-visible character or one code point, in NFC, none twice.
    /// </param>
    /// <exception cref="ArgumentException">The alphabet is empty or a character breaks these rules; the message names it.</exception>
    public Codec(IReadOnlyList<string> alphabet)
    {
        if (Fault(alphabet) is { } fault)
            throw new ArgumentException(fault, nameof(alphabet));

        _characters = [.. alphabet];
        for (int i = 0; i < _characters.Length; i++)
            _labels.Add(_characters[i], i + 1);
    }

    /// <summary>The characters in the order of their labels; the first has label 1.</summary>
    public IReadOnlyList<string> Alphabet => _characters;

    /// <summary>C, the number of classes a network needs: the characters and the blank.</summary>
    public int Classes => _characters.Length + 1;

    /// <summary>The label of the space; <see cref="Blank"/> if there is none.</summary>
    internal int Space => _labels.GetValueOrDefault(" ", Blank);

    /// <summary>The codec of every code point that occurs in the texts, after NFC, in the order of code points.</summary>
    /// <param name="texts">Any.</param>
    /// <param name="isDecomposed">Letters with marks are not characters of their own: their base letters and marks are.</param>
    /// <exception cref="ArgumentException">The texts are all empty, or one holds a control character or half a surrogate pair.</exception>
    public static Codec FromTexts(IEnumerable<string> texts, bool isDecomposed = false)
    {
        var points = new SortedSet<Rune>();
        foreach (string text in texts)
            points.UnionWith(text.Normalize(isDecomposed ? NormalizationForm.FormD : NormalizationForm.FormC).EnumerateRunes());
        return new Codec([.. points.Select(point => point.ToString())]);
    }

    /// <summary>The character of a label 1…C−1.</summary>
    public string this[int label] => label >= 1 && label < Classes ? _characters[label - 1]
        : throw new ArgumentOutOfRangeException(nameof(label), label, $"A label of this codec must be 1…{Classes - 1}.");

    /// <summary>The labels of a text: of each user-visible character, or of its code points, or of those of its decomposition, where the alphabet has only those.</summary>
    /// <exception cref="ArgumentException">The text has characters outside the alphabet; the message names them.</exception>
    public int[] Encode(string text)
    {
        var (labels, unknown) = Split(text);
        return unknown.Count == 0 ? labels : throw new ArgumentException(
            $"\"{text}\" has characters outside the alphabet of {_characters.Length}: {string.Join(", ", unknown.Distinct().Select(Name))}.",
            nameof(text));
    }

    /// <summary>The characters of a text that are not in the alphabet, in their order, repeats kept; empty when it can be encoded.</summary>
    public IReadOnlyList<string> Unknown(string text) => Split(text).Unknown;

    /// <summary>The text of labels 1…C−1, NFC.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A label is the blank or not of this codec.</exception>
    public string Decode(ReadOnlySpan<int> labels)
    {
        var text = new StringBuilder(labels.Length);
        foreach (int label in labels)
            text.Append(this[label]);
        return text.ToString().Normalize();
    }

    /// <summary>What makes an alphabet unusable; <see langword="null"/> where nothing does.</summary>
    internal static string? Fault(IReadOnlyList<string> alphabet)
    {
        if (alphabet.Count == 0)
            return "An alphabet needs at least 1 character; got none.";

        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < alphabet.Count; i++)
        {
            if (!IsOneCharacter(alphabet[i]))
                return $"Character {i} of the alphabet must be one printable character in NFC; got {Name(alphabet[i])}.";
            if (!places.TryAdd(alphabet[i], i))
                return $"The alphabet has {Name(alphabet[i])} twice, at {places[alphabet[i]]} and {i}.";
        }
        return null;
    }

    private (int[] Labels, List<string> Unknown) Split(string text)
    {
        text = text.Normalize();
        var labels = new List<int>(text.Length);
        var unknown = new List<string>();
        var known = _labels.GetAlternateLookup<ReadOnlySpan<char>>();
        for (ReadOnlySpan<char> rest = text; rest.Length > 0;)
        {
            int length = StringInfo.GetNextTextElementLength(rest);
            if (known.TryGetValue(rest[..length], out int label))
                labels.Add(label);
            else
                SplitCodePoints(rest[..length]);
            rest = rest[length..];
        }
        return ([.. labels], unknown);

        void SplitCodePoints(ReadOnlySpan<char> character)
        {
            foreach (Rune point in character.EnumerateRunes())
            {
                string one = point.ToString();
                if (_labels.TryGetValue(one, out int label))
                    labels.Add(label);
                else if (one.Normalize(NormalizationForm.FormD) is var parts && parts != one && parts.EnumerateRunes().All(part => _labels.ContainsKey(part.ToString())))
                    labels.AddRange(parts.EnumerateRunes().Select(part => _labels[part.ToString()]));
                else
                    unknown.Add(one);
            }
        }
    }

    private static bool IsOneCharacter(string character) =>
        character.Length > 0
        && Rune.TryGetRuneAt(character, 0, out Rune first) && !Rune.IsControl(first)
        && character.IsNormalized()
        && StringInfo.GetNextTextElementLength(character) == character.Length;

    /// <summary>A character for a message: itself and its code points, since many look alike or like nothing.</summary>
    private static string Name(string character) =>
        $"\"{character}\" ({(character.Length == 0 ? "empty" : string.Join(" ", character.EnumerateRunes().Select(point => $"U+{point.Value:X4}")))})";
}
