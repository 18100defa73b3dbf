using Ductus.Evaluation;
using Ductus.Recognition;
using Ductus.Training.Data;
using Ductus.Training.Networks;
using Ductus.Training.Torch;

namespace Ductus.Training;

/// <summary>How well a network in training reads the validation splits, greedily.</summary>
/// <param name="Cer">Of all splits together, percent.</param>
/// <param name="Wer">Likewise.</param>
/// <param name="SplitCer">Of each split, in the recipe's order, percent.</param>
/// <param name="Loss">Mean cross entropy of single characters, natural log; <see langword="null"/> for lines.</param>
internal sealed record ValidationScores(double Cer, double Wer, IReadOnlyList<double> SplitCer, double? Loss)
{
    /// <param name="network">Its mode is set to reading and put back.</param>
    /// <param name="set">With the splits.</param>
    /// <param name="recipe">It is trained by.</param>
    /// <param name="device">Where the network lives.</param>
    /// <param name="cancel">Looked at once per batch.</param>
    public static ValidationScores Of(Module network, LineTrainingSet set, Recipe recipe, Device device, CancellationToken cancel)
    {
        bool areCharacters = recipe.Unit == LineUnit.Characters;
        var all = new List<EvaluatedLine>();
        var splitCer = new List<double>();
        double loss = 0;
        foreach (var (_, lines) in set.Validation)
        {
            EvaluatedLine[] read;
            if (areCharacters)
            {
                Logits[] logits = Validation.Run(network, lines, set.Codec, recipe.FrameStride, device, cancel);
                read = Validation.ReadCharacters(logits, lines, set.Codec, temperature: 1);
                loss += Validation.CrossEntropy(logits, lines, set.Codec);
            }
            else
                read = Validation.Read(network, lines, set.Codec, recipe.FrameStride, device, cancel);
            splitCer.Add(CharacterErrorRate.Of(read).Cer);
            all.AddRange(read);
        }
        return new ValidationScores(CharacterErrorRate.Of(all).Cer, WordErrorRate.Of(all).Wer, splitCer, areCharacters ? loss / all.Count : null);
    }
}
