using System.Text;
using Ductus.Training.Data;

namespace Ductus.Training.Synthesis;

/// <summary>Lines of writing taken from text files. Immutable, share it.</summary>
public sealed class LineTexts
{
    private LineTexts(IReadOnlyList<string> lines, IReadOnlyList<SkippedLine> skipped) => (Lines, Skipped) = (lines, skipped);

    /// <summary>In the order of the files, NFC, with single spaces between words.</summary>
    public IReadOnlyList<string> Lines { get; }

    /// <summary>Lines that are not among <see cref="Lines"/>; an id is FILE:LINE OF THE FILE.</summary>
    public IReadOnlyList<SkippedLine> Skipped { get; }

    /// <summary>Reads UTF-8 files, packed with gzip where their names end in .gz.</summary>
    /// <param name="fonts">At least one of them has to have every character of a line.</param>
    /// <exception cref="LineDataException">A file is not UTF-8 or not gzip, or nothing in the files can be written.</exception>
    /// <exception cref="ArgumentException">The shortest line is longer than the longest.</exception>
    public static LineTexts Load(IReadOnlyList<string> paths, LineTextOptions options, IReadOnlyList<SynthesisFont> fonts, CancellationToken cancel = default)
    {
        if (options.MinLength > options.MaxLength)
            throw new ArgumentException($"Lines of {options.MinLength} to {options.MaxLength} characters: the shortest is longer than the longest.", nameof(options));

        var alphabet = new CharacterSet(options.Alphabet.Normalize().EnumerateRunes().Append(new Rune(' ')));
        var random = new Random(options.Seed);
        var lines = new List<string>();
        var skipped = new List<SkippedLine>();
        foreach (string path in paths)
        {
            int number = 0;
            foreach (string given in TextFile.ReadLines(path))
            {
                cancel.ThrowIfCancellationRequested();
                number++;
                string[] words = given.Normalize().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
                foreach (string line in options.Form == TextForm.Running ? LineBreaking.Break(words, options, random) : words.Length > 0 ? [string.Join(' ', words)] : [])
                {
                    if (!alphabet.Covers(line))
                        Skip(SkipReason.OutsideAlphabet, $"got {Named(alphabet.Missing(line))}");
                    else if (!fonts.Any(font => font.Characters.Covers(line)))
                        Skip(SkipReason.NoFont, $"got \"{line}\"");
                    else
                        lines.Add(line);
                }

                void Skip(SkipReason reason, string detail) => skipped.Add(new SkippedLine($"{Path.GetFileName(path)}:{number}", reason, detail));
            }
        }
        return lines.Count > 0 ? new LineTexts(lines, skipped)
            : throw new LineDataException(string.Join(", ", paths), "expected text to write; "
                + (skipped.Count == 0 ? "there is none." : $"nothing is left of {skipped.Count} lines: {SkippedLine.Summarize(skipped)}."));
    }

    private static string Named(IReadOnlyList<Rune> characters) => string.Join(", ", characters.Select(character => $"\"{character}\""));
}
