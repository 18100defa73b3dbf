using Ductus.Training.Batching;
using Ductus.Training.Data;
using Ductus.Training.Networks;
using Ductus.Training.Torch;

namespace Ductus.Training;

/// <summary>What a training step makes small.</summary>
/// <param name="recipe">Weighs the parts.</param>
/// <param name="batch">The truth.</param>
/// <param name="folding">What labels of loose lines leave open.</param>
/// <param name="device">Where the network lives.</param>
internal sealed class TrainingLoss(Recipe recipe, TrainingBatch batch, LabelFolding? folding, Device device)
{
    /// <summary>Added before a logarithm.</summary>
    private const double Little = 1e-20;

    // Michael et al. 2019, section 4.1, and others smooth the decoder's truth; CTC has no such thing.
    private const double Smoothing = 0.1;

    private readonly long[] _lengths = [.. batch.Lines.Select(line => (long)line.Labels.Length)];

    /// <summary>(B, L) on the device, padded with 0.</summary>
    public Tensor Labels { get; } = Tensor.From<long>(batch.Labels, [batch.Lines.Count, batch.LongestLabels], device);

    /// <param name="output">Of the network.</param>
    /// <param name="frames">Of each line, at most T.</param>
    /// <returns>The loss to minimise, and the loss per label, natural log, of the first head alone: of CTC, of single characters the cross entropy.</returns>
    public (Tensor Total, Tensor First) Of(TrainingOutput output, long[] frames)
    {
        if (recipe.Unit == LineUnit.Characters)
        {
            Tensor entropy = output.Logits.Squeeze(0).CrossEntropySum(Labels.Squeeze(1), recipe.LabelSmoothing) * (1.0 / batch.Lines.Count);
            return (entropy, entropy);
        }
        Tensor ctc = Ctc(output.Logits, frames), total = ctc;
        if (output.Characters is { } characters)
            total = ctc * recipe.CtcWeight + CrossEntropy(characters) * (1 - recipe.CtcWeight);
        if (output.Auxiliary is { } auxiliary && recipe.AuxiliaryWeight > 0)
            total = total + Ctc(auxiliary, frames) * recipe.AuxiliaryWeight;
        return (total, ctc);
    }

    /// <summary>How many single characters of the batch are read right.</summary>
    /// <param name="logits">(1, B, C)</param>
    public Tensor Right(Tensor logits) => logits.Squeeze(0).ArgMax(1).EqualTo(Labels.Squeeze(1)).To(DataType.Float32).Sum();

    private Tensor Ctc(Tensor logits, long[] frames) => Folded(logits.LogSoftmax(2)).CtcLoss(Labels, frames, _lengths).Sum() * (1.0 / _lengths.Sum());

    /// <summary>In loose lines the probabilities of classes that count as one are added up: (T, B, C) → (T, B, C), natural log.</summary>
    private Tensor Folded(Tensor logProbabilities)
    {
        if (folding is null || !batch.Lines.Any(line => line.IsLoose))
            return logProbabilities;
        int classes = folding.Classes.Count, lines = batch.Lines.Count;
        var sums = new float[classes * classes];
        for (int i = 0; i < classes; i++)
            sums[i * classes + folding.Classes[i]] = 1;
        Tensor loose = Tensor.From<float>([.. batch.Lines.Select(line => line.IsLoose ? 1f : 0f)], [1, lines, 1], device);
        Tensor folded = (logProbabilities.Exp().MatrixProduct(Tensor.From<float>(sums, [classes, classes], device)) + Little).Log();
        return logProbabilities + (folded - logProbabilities) * loose;
    }

    /// <summary>Per label and end.</summary>
    private Tensor CrossEntropy(Tensor characters)                                // (B, L + 1, C)
    {
        int lines = batch.Lines.Count, places = batch.LongestLabels + 1;
        var next = new long[lines * places];
        Array.Fill(next, -100);
        for (int i = 0; i < lines; i++)
        {
            // A decoder spells letter by letter, and what loose labels leave open it could not leave open.
            if (batch.Lines[i].IsLoose)
                continue;
            for (int j = 0; j < batch.Lines[i].Labels.Length; j++)
                next[i * places + j] = batch.Lines[i].Labels[j];
            next[i * places + batch.Lines[i].Labels.Length] = 0;                  // the end
        }
        Tensor sum = characters.Reshape(lines * places, characters.Size(2)).CrossEntropySum(Tensor.From<long>(next, [next.Length], device), Smoothing);
        return sum * (1.0 / Math.Max(1, next.Count(label => label >= 0)));
    }
}
