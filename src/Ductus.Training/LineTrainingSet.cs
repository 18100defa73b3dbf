using System.Security.Cryptography;
using System.Text;
using Ductus.Recognition;
using Ductus.Training.Batching;

namespace Ductus.Training;

/// <summary>What a run trains and validates on, in memory.</summary>
public sealed class LineTrainingSet
{
    public required Codec Codec { get; init; }

    public required IReadOnlyList<TrainingLine> Training { get; init; }

    /// <summary>Name and lines of each validation split, in the recipe's order.</summary>
    public required IReadOnlyList<(string Split, IReadOnlyList<TrainingLine> Lines)> Validation { get; init; }

    /// <summary>SHA-256 over ids and texts of the training lines, hexadecimal.</summary>
    public string Fingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (TrainingLine line in Training)
            hash.AppendData(Encoding.UTF8.GetBytes($"{line.Id}\t{line.Text}\n"));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
