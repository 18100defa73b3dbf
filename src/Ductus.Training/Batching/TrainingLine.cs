using Ductus.Recognition;

namespace Ductus.Training.Batching;

/// <summary>A line ready for training: its ink at the recipe's height and its labels.</summary>
/// <param name="Id">Unique within the data set.</param>
/// <param name="Image">(H, W) ink.</param>
/// <param name="Text">The truth, NFC.</param>
/// <param name="Labels">The truth as labels 1…C−1, with spaces around it where the recipe says so; empty in lines for validation.</param>
public sealed record TrainingLine(string Id, NormalizedLine Image, string Text, int[] Labels)
{
    /// <summary>Number of its data set among those that are trained on.</summary>
    public int Set { get; init; }

    /// <summary>Whether its labels are folded, for they tell neither capitals nor punctuation as they are written.</summary>
    public bool IsLoose { get; init; }
}
