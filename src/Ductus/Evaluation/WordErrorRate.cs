namespace Ductus.Evaluation;

/// <summary>Edits per word of the transcription over a whole set (micro average); words are whitespace-separated tokens after NFC.</summary>
public sealed record WordErrorRate
{
    public required long Edits { get; init; }

    /// <summary>Words of all transcriptions.</summary>
    public required long Words { get; init; }

    /// <summary>95 %, bootstrap over lines.</summary>
    public required PercentInterval Interval { get; init; }

    /// <summary>Percent; above 100 where more was invented than written, infinite where something was read and nothing written.</summary>
    public double Wer => Bootstrap.Percent(Edits, Words);

    public static WordErrorRate Of(IReadOnlyList<EvaluatedLine> lines, BootstrapOptions? bootstrap = null)
    {
        var edits = new int[lines.Count];
        var words = new int[lines.Count];
        for (int i = 0; i < lines.Count; i++)
        {
            string[] transcription = CodePoints.Words(lines[i].Transcription);
            edits[i] = EditDistance.Between<string>(transcription, CodePoints.Words(lines[i].Recognition));
            words[i] = transcription.Length;
        }
        return new WordErrorRate
        {
            Edits = edits.Sum(e => (long)e),
            Words = words.Sum(w => (long)w),
            Interval = Bootstrap.OfRatio(edits, words, bootstrap ?? new()),
        };
    }
}
