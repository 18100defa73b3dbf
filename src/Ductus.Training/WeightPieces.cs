using System.Globalization;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Ductus.Documents;

namespace Ductus.Training;

/// <summary>
/// What is brought out of a training run on another machine: its recipe, its averaged weights of the best validation and its last
/// weights, in 16 bits, in a few files of limited size. They are not enough to go on exactly, only <c>--from-weights</c>.
/// </summary>
/// <remarks>
/// The files <c>weights.1-of-N</c> … are one stream cut in pieces: magic · length and UTF-8 of the recipe · length and JSON of the
/// state · number of tensors, and of each its length and values · SHA-256 of all before it; lengths are 64 bits little-endian.
/// Weights are halves; statistics of the normalisations stay floats: they are few, and a variance can exceed the greatest half.
/// The tensors are averaged weights and statistics (after the first validation), then weights and statistics.
/// </remarks>
public static class WeightPieces
{
    /// <summary>Greatest size of a piece.</summary>
    public const int PieceBytes = 15 << 20;

    /// <summary>Greatest size of all pieces together.</summary>
    public const int TotalBytes = 64 << 20;

    /// <summary>Room for recipe, state and lengths.</summary>
    private const int HeadBytes = 1 << 20;

    private static ReadOnlySpan<byte> Magic => "DUCTUSW1"u8;

    /// <summary>Makes sure, before hours are spent on training, that what it makes can be brought out.</summary>
    /// <param name="weights">Of the network.</param>
    /// <param name="statistics">Of its normalisations.</param>
    /// <exception cref="TrainingException">The weights twice over would take more than <see cref="TotalBytes"/>.</exception>
    public static void CheckSize(long weights, long statistics)
    {
        long bytes = 2 * (weights * 2 + statistics * sizeof(float)) + HeadBytes;
        if (bytes > TotalBytes)
            throw new TrainingException(string.Create(CultureInfo.InvariantCulture,
                $"Expected a network whose weights and averaged weights fit into {TotalBytes >> 20} MiB in 16 bits; {weights} weights take {bytes / 1048576.0:F1} MiB."));
    }

    /// <summary>Brings out what the last checkpoint of a run holds; pieces of an earlier time are replaced.</summary>
    /// <returns><see langword="false"/> when the run has no checkpoint yet, and nothing was written.</returns>
    /// <exception cref="TrainingException">A weight is beyond 16 bits or no number: the training has diverged.</exception>
    public static bool Write(RunFolder run, string folder)
    {
        if (!File.Exists(run.Checkpoint))
            return false;
        var (state, weights) = Checkpoint.ReadValues(run.Checkpoint, 2);
        float[][] best = File.Exists(run.Best) ? Checkpoint.ReadValues(run.Best, 2).Tensors : [];

        var stream = new MemoryStream();
        stream.Write(Magic);
        WritePart(stream, File.ReadAllBytes(run.Recipe));
        WritePart(stream, JsonSerializer.SerializeToUtf8Bytes(state, RunStateJson.Default.RunState));
        float[][] tensors = [.. best, .. weights];
        stream.Write(BitConverter.GetBytes((long)tensors.Length));
        for (int i = 0; i < tensors.Length; i++)
            WritePart(stream, IsStatistics(i) ? MemoryMarshal.AsBytes<float>(tensors[i]) : MemoryMarshal.AsBytes<Half>(Halves(tensors[i])));
        stream.Write(SHA256.HashData(stream.GetBuffer().AsSpan(0, (int)stream.Length)));
        WritePieces(stream.GetBuffer().AsSpan(0, (int)stream.Length), folder);
        return true;
    }

    /// <summary>
    /// Puts the pieces together again in a run folder: <c>recipe.json</c>, <c>weights.bin</c> and, where there was a validation,
    /// <c>best.bin</c>, each of the two good for <c>--from-weights</c>.
    /// </summary>
    /// <returns>How far the run had come.</returns>
    /// <exception cref="CheckpointException">A piece is missing, damaged, or of another time than the others.</exception>
    public static RunState Join(string folder, RunFolder run)
    {
        byte[] all = ReadPieces(folder);
        if (all.Length < Magic.Length + SHA256.HashSizeInBytes || !all.AsSpan().StartsWith(Magic))
            throw new CheckpointException($"{folder}: expected the weights of a training run; the first piece does not start like one.");
        ReadOnlySpan<byte> rest = all.AsSpan(..^SHA256.HashSizeInBytes);
        if (!SHA256.HashData(rest).AsSpan().SequenceEqual(all.AsSpan(rest.Length)))
            throw new CheckpointException($"{folder}: expected pieces of one time, undamaged; their checksum does not fit.");

        rest = rest[Magic.Length..];
        string recipe = Encoding.UTF8.GetString(ReadPart(ref rest));
        RunState state = JsonSerializer.Deserialize(ReadPart(ref rest), RunStateJson.Default.RunState)
            ?? throw new CheckpointException($"{folder}: expected the state of a run; got null.");
        var tensors = new float[BitConverter.ToInt64(rest)][];
        rest = rest[sizeof(long)..];
        for (int i = 0; i < tensors.Length; i++)
        {
            ReadOnlySpan<byte> part = ReadPart(ref rest);
            tensors[i] = IsStatistics(i) ? MemoryMarshal.Cast<byte, float>(part).ToArray() : Floats(MemoryMarshal.Cast<byte, Half>(part));
        }

        AtomicFile.Write(run.Recipe, recipe);
        Checkpoint.SaveValues(run.LastWeights, state, tensors[^2..]);
        if (tensors.Length > 2)
            Checkpoint.SaveValues(run.Best, state, tensors[..2]);
        return state;
    }

    /// <summary>A file of weights to start from: the given one, or, for a folder of pieces, the best that they hold.</summary>
    /// <param name="path">A checkpoint file, or a folder of pieces.</param>
    /// <param name="runFolder">Folder of the run that starts from it; what the pieces hold is put into its <c>start/</c>.</param>
    /// <exception cref="CheckpointException">The pieces are not whole.</exception>
    public static string WeightsFile(string path, string runFolder)
    {
        if (!Directory.Exists(path))
            return path;
        var joined = new RunFolder(Path.Combine(runFolder, "start"));
        Join(path, joined);
        return File.Exists(joined.Best) ? joined.Best : joined.LastWeights;
    }

    private static bool IsStatistics(int tensor) => tensor % 2 == 1;

    private static Half[] Halves(float[] values)
    {
        var halves = new Half[values.Length];
        TensorPrimitives.ConvertToHalf(values, halves);
        int bad = Array.FindIndex(halves, half => !Half.IsFinite(half));
        return bad < 0 ? halves
            : throw new TrainingException($"Expected weights of at most 65,504; weight {bad} is {values[bad].ToString(CultureInfo.InvariantCulture)}: the training has diverged.");
    }

    private static float[] Floats(ReadOnlySpan<Half> halves)
    {
        var values = new float[halves.Length];
        TensorPrimitives.ConvertToSingle(halves, values);
        return values;
    }

    private static void WritePart(Stream stream, ReadOnlySpan<byte> part)
    {
        stream.Write(BitConverter.GetBytes((long)part.Length));
        stream.Write(part);
    }

    private static ReadOnlySpan<byte> ReadPart(ref ReadOnlySpan<byte> rest)
    {
        int length = checked((int)BitConverter.ToInt64(rest));
        ReadOnlySpan<byte> part = rest.Slice(sizeof(long), length);
        rest = rest[(sizeof(long) + length)..];
        return part;
    }

    private static void WritePieces(ReadOnlySpan<byte> stream, string folder)
    {
        int count = (stream.Length + PieceBytes - 1) / PieceBytes;
        string[] names = [.. Enumerable.Range(1, count).Select(number => Path.Combine(folder, $"weights.{number}-of-{count}"))];
        try
        {
            for (int i = 0; i < count; i++)
                File.WriteAllBytes(names[i] + ".new", stream[(i * PieceBytes)..Math.Min(stream.Length, (i + 1) * PieceBytes)]);
            // All are on the disk before the first is replaced: a stop in between is then all but impossible, and Join would notice.
            foreach (string name in names)
                File.Move(name + ".new", name, overwrite: true);
        }
        finally
        {
            foreach (string name in names)
                File.Delete(name + ".new");                       // nothing is left of a write that failed
        }
        foreach (string old in Directory.GetFiles(folder, "weights.*-of-*").Except(names))
            File.Delete(old);
    }

    private static byte[] ReadPieces(string folder)
    {
        string first = Directory.GetFiles(folder, "weights.1-of-*") is [var one] ? one
            : throw new CheckpointException($"{folder}: expected one file weights.1-of-N, the first of N pieces; there is none or more than one.");
        string count = first[(first.LastIndexOf('-') + 1)..];
        if (!int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out int pieces) || pieces < 1)
            throw new CheckpointException($"{first}: expected a name weights.1-of-N with a number N.");

        var all = new MemoryStream();
        for (int number = 1; number <= pieces; number++)
        {
            string piece = Path.Combine(folder, $"weights.{number}-of-{pieces}");
            if (!File.Exists(piece))
                throw new CheckpointException($"{piece}: expected {pieces} pieces; this one is missing.");
            all.Write(File.ReadAllBytes(piece));
        }
        return all.ToArray();
    }
}
