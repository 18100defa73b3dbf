using Ductus.Decoding;
using Ductus.Evaluation;
using Ductus.Recognition;
using Ductus.Training.Batching;
using Ductus.Training.Networks;
using Ductus.Training.Torch;

namespace Ductus.Training;

/// <summary>Reads validation lines with the network in training, padded and cut as the finished model reads them.</summary>
public static class Validation
{
    /// <param name="network">Its mode is set to reading and put back.</param>
    /// <param name="lines">In any order.</param>
    /// <param name="codec">The alphabet.</param>
    /// <param name="frameStride">Pixel columns of a frame.</param>
    /// <param name="device">Where the network lives.</param>
    /// <param name="cancel">Looked at once per batch.</param>
    /// <returns>Logits of each line, in the order of <paramref name="lines"/>.</returns>
    public static Logits[] Run(
        Module network, IReadOnlyList<TrainingLine> lines, Codec codec, int frameStride, Device device, CancellationToken cancel)
    {
        var logits = new Logits[lines.Count];
        ForEachBatch(network, lines, device, (batch, ink) =>
        {
            Tensor output = network.Forward(ink).To(DataType.Float32);             // (B, T, C)
            int frames = (int)output.Size(1);
            float[] values = output.ToArray<float>();
            for (int i = 0; i < batch.Lines.Count; i++)
            {
                int used = Math.Min(frames, (batch.Lines[i].Width + frameStride - 1) / frameStride);
                logits[batch.Indices[i]] = new Logits(values.AsSpan(i * frames * codec.Classes, used * codec.Classes).ToArray(), codec.Classes);
            }
        }, cancel);
        return logits;
    }

    /// <summary>Gives the network's batches to an action, the network not in training and nothing recorded for a backward pass.</summary>
    private static void ForEachBatch(
        Module network, IReadOnlyList<TrainingLine> lines, Device device, Action<LineBatch, Tensor> read, CancellationToken cancel)
    {
        using var noGradient = NoGradient.Begin();
        bool training = network.Training;
        network.Training = false;
        try
        {
            foreach (LineBatch batch in LineBatch.Pack([.. lines.Select(line => line.Image)], MostPixels(device)))
            {
                cancel.ThrowIfCancellationRequested();
                using var scope = new TensorScope();
                var pixels = new float[batch.Lines.Count * batch.Height * batch.PaddedWidth];
                batch.CopyTo(pixels);
                read(batch, Tensor.From<float>(pixels, [batch.Lines.Count, 1, batch.Height, batch.PaddedWidth], device));
            }
        }
        finally
        {
            network.Training = training;
        }
    }

    /// <summary>Truth and greedy reading of each line: by CTC, or by its decoder where the network has one.</summary>
    public static EvaluatedLine[] Read(
        Module network, IReadOnlyList<TrainingLine> lines, Codec codec, int frameStride, Device device, CancellationToken cancel)
    {
        if (network is LineSeq2Seq decoding)
            return ReadByDecoder(decoding, lines, codec, device, cancel);
        Logits[] logits = Run(network, lines, codec, frameStride, device, cancel);
        return [.. lines.Select((line, i) => new EvaluatedLine(line.Text, new GreedyDecoder(codec).Decode(logits[i]).Text) { Id = line.Id })];
    }

    /// <summary>Truth and reading of single characters.</summary>
    /// <param name="logits">Of each, one frame.</param>
    /// <param name="characters">In the same order.</param>
    /// <param name="codec">The alphabet.</param>
    /// <param name="temperature">What logits are divided by, above 0.</param>
    public static EvaluatedLine[] ReadCharacters(IReadOnlyList<Logits> logits, IReadOnlyList<TrainingLine> characters, Codec codec, double temperature)
    {
        var decoder = new CharacterDecoder(codec, temperature);
        return [.. characters.Zip(logits, (character, one) => EvaluatedLine.Of(character.Text, decoder.Decode(one)) with { Id = character.Id })];
    }

    /// <summary>Sum of the cross entropies of single characters, natural log; those outside the alphabet are left out.</summary>
    public static double CrossEntropy(IReadOnlyList<Logits> logits, IReadOnlyList<TrainingLine> characters, Codec codec) =>
        characters.Zip(logits).Where(one => codec.Unknown(one.First.Text).Count == 0)
            .Sum(one => -(double)LogProbabilities.Of(one.Second)[0][codec.Encode(one.First.Text)[0]]);

    private static EvaluatedLine[] ReadByDecoder(
        LineSeq2Seq network, IReadOnlyList<TrainingLine> lines, Codec codec, Device device, CancellationToken cancel)
    {
        var read = new EvaluatedLine[lines.Count];
        ForEachBatch(network, lines, device, (batch, ink) =>
        {
            int[][] labels = network.Read(ink);
            for (int i = 0; i < labels.Length; i++)
                read[batch.Indices[i]] = new EvaluatedLine(lines[batch.Indices[i]].Text, codec.Decode(labels[i]).Trim()) { Id = lines[batch.Indices[i]].Id };
        }, cancel);
        return read;
    }

    private static int MostPixels(Device device) => device == Device.Cpu ? 1 << 18 : 1 << 23;
}
