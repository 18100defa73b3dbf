using System.Text;

namespace Ductus.Evaluation;

/// <summary>Edits per character of the transcription over a whole set (micro average), in code points after NFC.</summary>
public sealed record CharacterErrorRate
{
    public required long Edits { get; init; }

    /// <summary>Characters of all transcriptions.</summary>
    public required long Characters { get; init; }

    /// <summary>95 %, bootstrap over lines.</summary>
    public required PercentInterval Interval { get; init; }

    /// <summary>Percent; above 100 where more was invented than written, infinite where something was read and nothing written.</summary>
    public double Cer => Bootstrap.Percent(Edits, Characters);

    public static CharacterErrorRate Of(IReadOnlyList<EvaluatedLine> lines, BootstrapOptions? bootstrap = null)
    {
        var edits = new int[lines.Count];
        var characters = new int[lines.Count];
        for (int i = 0; i < lines.Count; i++)
        {
            Rune[] transcription = CodePoints.Of(lines[i].Transcription);
            edits[i] = EditDistance.Between<Rune>(transcription, CodePoints.Of(lines[i].Recognition));
            characters[i] = transcription.Length;
        }
        return new CharacterErrorRate
        {
            Edits = edits.Sum(e => (long)e),
            Characters = characters.Sum(c => (long)c),
            Interval = Bootstrap.OfRatio(edits, characters, bootstrap ?? new()),
        };
    }
}
