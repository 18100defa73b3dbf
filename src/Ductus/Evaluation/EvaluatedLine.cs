namespace Ductus.Evaluation;

/// <summary>One line as a person transcribed it and as the machine read it. Both may be empty; neither need be NFC yet.</summary>
public readonly record struct EvaluatedLine(string Transcription, string Recognition);
