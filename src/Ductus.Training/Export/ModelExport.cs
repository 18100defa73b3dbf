using Ductus.Decoding;
using Ductus.Evaluation;
using Ductus.Recognition;
using Ductus.Training.Batching;
using Ductus.Training.Networks;
using Ductus.Training.Torch;

namespace Ductus.Training.Export;

/// <summary>Writes a trained line network as a model file, and only if ONNX Runtime then reads what libtorch reads.</summary>
public static class ModelExport
{
    private const int LinesCompared = 20;
    private const double MostDifference = 1e-3, MostCharactersPerThousand = 1;

    /// <summary>The model file's content, before it is checked.</summary>
    /// <param name="network">In the state in which it is shipped; computes in 32 bits from now on.</param>
    /// <param name="store">Holds its parameters.</param>
    /// <param name="metadata">What the file says of itself.</param>
    /// <param name="storage">Number type of the weights in the file.</param>
    public static OnnxGraph ToGraph(LineNetwork network, ParameterStore store, ModelMetadata metadata, WeightStorage storage) =>
        AtenToOnnx.ToModel(
            Record(network, store, metadata.Normalization.Height, metadata.Normalization.Width > 0 ? metadata.Normalization.Width : 2 * LineBatch.WidthStep, lines: 2),
            metadata, storage);

    /// <summary>The forward pass of a network over blank lines, in 32 bits.</summary>
    /// <param name="network">Not in training from now on.</param>
    /// <param name="store">Holds its parameters.</param>
    /// <param name="height">H</param>
    /// <param name="width">W</param>
    /// <param name="lines">B</param>
    internal static TorchTrace Record(LineNetwork network, ParameterStore store, int height, int width, int lines)
    {
        network.Training = false;
        network.ConvolutionType = DataType.Float32;
        using var noGradient = NoGradient.Begin();
        using var scope = new TensorScope();
        using var trace = new Trace();
        // Numbered before the pass, so that they are known as parameters when they turn up in it.
        var parameters = store.Entries.ToDictionary(entry => trace.ValueOf(entry.Parameter.Tensor).Id, entry => new TracedParameter(
            entry.Parameter.Tensor.ToArray<float>(), [.. entry.Parameter.Sizes.Select(size => (int)size)]));
        Tensor input = TensorLayers.Zeros(store.Weights.Device, lines, 1, height, width);
        TracedValue inputValue = trace.ValueOf(input);
        Tensor output = network.Forward(input);
        return new TorchTrace { Operations = trace.Operations, Parameters = parameters, Input = inputValue, Output = trace.ValueOf(output) };
    }

    /// <summary>Writes the model beside <paramref name="path"/>, compares it with the network on validation lines, then moves it there.</summary>
    /// <returns>How far the two are apart.</returns>
    /// <exception cref="ModelExportException">They read differently; no file is left.</exception>
    public static ExportParity Write(
        string path, LineNetwork network, ParameterStore store, ModelMetadata metadata, WeightStorage storage, IReadOnlyList<TrainingLine> validation,
        CancellationToken cancel)
    {
        string unchecked_ = path + ".new";
        try
        {
            ToGraph(network, store, metadata, storage).Save(unchecked_);
            ExportParity parity = Compare(unchecked_, network, store, validation, storage, cancel);
            bool same = storage == WeightStorage.Float32
                ? parity.GreatestDifference <= MostDifference
                : parity.DifferentPerThousand <= MostCharactersPerThousand;
            if (!same)
                throw new ModelExportException($"{path}: not written, since ONNX Runtime and libtorch differ: {parity}.");
            File.Move(unchecked_, path, overwrite: true);
            return parity;
        }
        finally
        {
            File.Delete(unchecked_);
        }
    }

    private static ExportParity Compare(
        string path, LineNetwork network, ParameterStore store, IReadOnlyList<TrainingLine> validation, WeightStorage storage, CancellationToken cancel)
    {
        // Logits are compared on a few lines; with rounded weights only the readings can be, and that takes more of them.
        TrainingLine[] lines = [.. storage == WeightStorage.Float32 ? validation.Take(LinesCompared) : validation];
        using var model = RecognitionModel.Load(path);
        Logits[] torch = Validation.Run(network, lines, model.Codec, model.Metadata.FrameStride, store.Weights.Device, cancel);
        IDecoder decoder = model.Metadata.Task == ModelTask.Characters ? new CharacterDecoder(model.Codec) : new GreedyDecoder(model.Codec);
        double greatest = 0;
        long characters = 0, different = 0;
        foreach (LineBatch batch in LineBatch.Pack([.. lines.Select(line => line.Image)], maxPixels: 1 << 18))
        {
            IReadOnlyList<Logits> onnx = model.Run(batch, cancel);
            for (int i = 0; i < onnx.Count; i++)
            {
                Logits expected = torch[batch.Indices[i]];
                for (int k = 0; k < expected.Values.Length; k++)
                    greatest = Math.Max(greatest, Math.Abs(expected.Values[k] - onnx[i].Values[k]));
                string one = decoder.Decode(expected).Text, other = decoder.Decode(onnx[i]).Text;
                characters += one.Length;
                different += EditDistance.InCodePoints(one, other);
            }
        }
        return new ExportParity(lines.Length, greatest, characters == 0 ? 0 : 1000.0 * different / characters);
    }
}

/// <summary>How far a model file and the network it was written from are apart.</summary>
/// <param name="Lines">Lines compared.</param>
/// <param name="GreatestDifference">Of two logits.</param>
/// <param name="DifferentPerThousand">Edits between the two greedy readings per thousand characters.</param>
public sealed record ExportParity(int Lines, double GreatestDifference, double DifferentPerThousand)
{
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture,
        $"logits at most {GreatestDifference:E1} apart, {DifferentPerThousand:F2} of 1,000 characters read differently, on {Lines} lines");
}

/// <summary>A model file would not read as its network does.</summary>
public sealed class ModelExportException(string message) : Exception(message);
