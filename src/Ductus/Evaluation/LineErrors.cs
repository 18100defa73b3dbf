using System.Text;

namespace Ductus.Evaluation;

/// <summary>What is wrong with the reading of one line, counted once; every measure is put together from these numbers. Immutable, share it.</summary>
public sealed class LineErrors
{
    private LineErrors(EvaluatedLine line, Alignment alignment) => (Line, Alignment) = (line, alignment);

    /// <summary>As it came, before any rule was applied.</summary>
    public EvaluatedLine Line { get; }

    /// <summary>Of both texts after the rules.</summary>
    public Alignment Alignment { get; }

    /// <summary>In characters.</summary>
    public int Edits => Alignment.Distance;

    /// <summary>Of the transcription.</summary>
    public required int Characters { get; init; }

    /// <summary>Of the reading.</summary>
    public required int ReadCharacters { get; init; }

    /// <summary>Places at which both texts have the same character, counted from the start of the line.</summary>
    public required int PositionalMatches { get; init; }

    /// <summary>Insertions, deletions and substitutions of whole words.</summary>
    public required int WordEdits { get; init; }

    /// <summary>Of the transcription.</summary>
    public required int Words { get; init; }

    /// <summary>Words of the transcription that a minimal alignment of words finds in the reading.</summary>
    public required int WordMatches { get; init; }

    /// <summary>Edits ÷ the longer of both lengths, 0…1; 0 where both are empty.</summary>
    public double LineError => Edits == 0 ? 0 : (double)Edits / Math.Max(Characters, ReadCharacters);

    public bool IsExact => Edits == 0;

    public static LineErrors Of(EvaluatedLine line, ComparisonRules rules)
    {
        string transcription = rules.Apply(line.Transcription), recognition = rules.Apply(line.Recognition);
        Rune[] written = CodePoints.Of(transcription), read = CodePoints.Of(recognition);
        string[] words = CodePoints.Words(transcription);
        EditStep[] steps = EditScript.Of<string>(words, CodePoints.Words(recognition));
        int wordMatches = steps.Count(step => step == EditStep.Match);
        return new LineErrors(line, Alignment.Of(written, read))
        {
            Characters = written.Length,
            ReadCharacters = read.Length,
            PositionalMatches = written.Zip(read).Count(pair => pair.First == pair.Second),
            Words = words.Length,
            WordEdits = steps.Length - wordMatches,
            WordMatches = wordMatches,
        };
    }
}
