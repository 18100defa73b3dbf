using System.Buffers;
using System.Numerics.Tensors;
using Ductus.Native;
using Ductus.Native.OnnxRuntime;

namespace Ductus.Recognition;

/// <summary>How a model is run.</summary>
public sealed record RecognitionModelOptions
{
    /// <summary>
    /// Threads that one <see cref="RecognitionModel.Run"/> computes on, 1…256. 1 computes on the caller's thread: many lines are read
    /// fastest by calling from as many threads as there are processors.
    /// </summary>
    public int Threads
    {
        get;
        init => field = value is >= 1 and <= 256 ? value
            : throw new ArgumentOutOfRangeException(nameof(Threads), value, "A model runs on 1…256 threads.");
    } = 1;
}

/// <summary>A network and all it needs to read lines, from one file. Heavy: load it once; share it between threads.</summary>
public sealed class RecognitionModel : IDisposable
{
    private readonly OrtSession _session;
    private readonly string _path;

    private RecognitionModel(OrtSession session, string path, ModelMetadata metadata, Codec codec) =>
        (_session, _path, Metadata, Codec) = (session, path, metadata, codec);

    public ModelMetadata Metadata { get; }

    /// <summary>The characters of the logits' classes.</summary>
    public Codec Codec { get; }

    /// <summary>Loads a model file and makes sure that it keeps to its own description.</summary>
    /// <exception cref="ModelFormatException">
    /// The file is no ONNX model, has no metadata of Ductus, or its network does not do what they say; the message tells which.
    /// </exception>
    public static RecognitionModel Load(string path, RecognitionModelOptions? options = null)
    {
        OrtSession session = ModelFile.Open(path, (options ?? new()).Threads, optimize: true);
        try
        {
            ModelMetadata metadata = ModelProperties.Read(session.Metadata(), path);
            Codec codec = CodecOf(metadata, path);
            CheckNetwork(session, metadata, codec, path);
            return new RecognitionModel(session, path, metadata, codec);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>The logits of each line, in the order of the batch: as many frames as the line without its padding needs.</summary>
    /// <exception cref="ArgumentException">The lines have another height than <see cref="Metadata"/> asks for.</exception>
    /// <exception cref="ModelFormatException">The network computed something that is no number.</exception>
    /// <remarks>Allocates the result only. May be called from several threads at once.</remarks>
    public IReadOnlyList<Logits> Run(LineBatch batch, CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        if (batch.Height != Metadata.Normalization.Height)
            throw new ArgumentException(
                $"{Metadata.Name} reads lines of {Metadata.Normalization.Height} pixels height; got {batch.Height}.", nameof(batch));

        int lines = batch.Lines.Count, frames = batch.PaddedWidth / Metadata.FrameStride, classes = Codec.Classes;
        int inputLength = checked(lines * batch.Height * batch.PaddedWidth), outputLength = checked(lines * frames * classes);
        float[] input = ArrayPool<float>.Shared.Rent(inputLength), output = ArrayPool<float>.Shared.Rent(outputLength);
        try
        {
            batch.CopyTo(input.AsSpan(0, inputLength));
            _session.Run(
                input.AsSpan(0, inputLength), [lines, 1, batch.Height, batch.PaddedWidth],
                output.AsSpan(0, outputLength), [lines, frames, classes]);

            var logits = new Logits[lines];
            for (int i = 0; i < lines; i++)
                logits[i] = LogitsOf(batch.Lines[i], output.AsSpan(i * frames * classes, frames * classes));
            return logits;
        }
        finally
        {
            ArrayPool<float>.Shared.Return(input);
            ArrayPool<float>.Shared.Return(output);
        }
    }

    public void Dispose() => _session.Dispose();

    private Logits LogitsOf(NormalizedLine line, ReadOnlySpan<float> padded)
    {
        int frames = (line.Width + Metadata.FrameStride - 1) / Metadata.FrameStride;
        float[] values = padded[..(frames * Codec.Classes)].ToArray();
        if (!TensorPrimitives.IsFiniteAll<float>(values))
            throw new ModelFormatException(_path, "its logits must be numbers; got infinity or none.");
        return new Logits(values, Codec.Classes);
    }

    private static Codec CodecOf(ModelMetadata metadata, string path) =>
        Codec.Fault(metadata.Alphabet) is { } fault ? throw new ModelFormatException(path, fault) : new Codec(metadata.Alphabet);

    /// <summary>Runs two empty lines through the network: names, types and dimensions are as the metadata say, or the load fails.</summary>
    private static void CheckNetwork(OrtSession session, ModelMetadata metadata, Codec codec, string path)
    {
        const int B = 2;
        int height = metadata.Normalization.Height, W = metadata.Normalization.Width > 0 ? metadata.Normalization.Width : 2 * LineBatch.WidthStep;
        long[] shape;
        try
        {
            shape = session.OutputShape(new float[B * height * W], [B, 1, height, W]);
        }
        catch (NativeException error)
        {
            throw new ModelFormatException(path,
                $"the network must make \"{ModelFile.Output}\" from \"{ModelFile.Input}\" of {B} × 1 × {height} × {W} floats. {error.Message}", error);
        }

        if (shape is [_, _, var classes] && classes != codec.Classes)
            throw new ModelFormatException(path,
                $"an alphabet of {metadata.Alphabet.Count} characters needs {codec.Classes} classes; the network has {classes}.");
        if (!shape.AsSpan().SequenceEqual([B, W / metadata.FrameStride, codec.Classes]))
            throw new ModelFormatException(path,
                $"for images of {B} × 1 × {height} × {W} and a frame stride of {metadata.FrameStride} the logits must be {B} × {W / metadata.FrameStride} × {codec.Classes} floats; got {(shape.Length == 0 ? "no floats" : string.Join(" × ", shape))}.");
    }
}
