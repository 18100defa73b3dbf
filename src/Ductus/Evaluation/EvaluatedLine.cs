using Ductus.Decoding;

namespace Ductus.Evaluation;

/// <summary>One line as a person transcribed it and as the machine read it. Both may be empty; neither need be NFC yet.</summary>
public sealed record EvaluatedLine(string Transcription, string Recognition)
{
    /// <summary>Unique within a set, so that two readings of one line find each other; empty where nobody compares.</summary>
    public string Id { get; init; } = "";

    /// <summary><see langword="null"/> where nobody knows who wrote it.</summary>
    public string? Writer { get; init; }

    /// <summary>How sure the machine was, 0…1; <see langword="null"/> where it did not say.</summary>
    public double? Confidence { get; init; }

    /// <summary>The words that were read, each with how sure the machine was; empty where it did not say.</summary>
    public IReadOnlyList<EvaluatedWord> Words { get; init; } = [];

    /// <summary>Other readings of the line, the most probable first; empty where the machine told none.</summary>
    public IReadOnlyList<string> Alternatives { get; init; } = [];

    /// <summary>A line as it was read.</summary>
    public static EvaluatedLine Of(string transcription, RecognizedText read) => new(transcription, read.Text)
    {
        Confidence = read.Confidence,
        Words = [.. read.Words.Select(word => new EvaluatedWord(word.Text, word.Confidence))],
        Alternatives = [.. read.Alternatives.Select(other => other.Text)],
    };
}
