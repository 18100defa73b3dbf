using Ductus.Recognition;

namespace Ductus.Training.Batching;

/// <summary>A line ready for training: its ink at the recipe's height and its labels.</summary>
/// <param name="Id">Unique within the data set.</param>
/// <param name="Image">(H, W) ink.</param>
/// <param name="Text">The truth, NFC.</param>
/// <param name="Labels">The truth as labels 1…C−1, with spaces around it where the recipe says so; empty in lines for validation.</param>
public sealed record TrainingLine(string Id, NormalizedLine Image, string Text, int[] Labels);
