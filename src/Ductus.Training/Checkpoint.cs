using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Ductus.Training.Torch;

namespace Ductus.Training;

/// <summary>
/// The whole state of a run in one file, from which it goes on exactly: counters, weights, statistics, optimiser, averages.
/// The file is written beside the old one and put in its place only when it is whole and on the disk.
/// </summary>
/// <remarks>Layout: magic, length and UTF-8 of the state as JSON, then per tensor its length and 32-bit floats, then the SHA-256 of all before it.</remarks>
public static class Checkpoint
{
    private const int HashBytes = SHA256.HashSizeInBytes;

    private static ReadOnlySpan<byte> Magic => "DUCTUSC1"u8;

    /// <exception cref="IOException">The disk is full or gone; the checkpoint that was there is untouched.</exception>
    public static void Save(string path, RunState state, IReadOnlyList<Tensor> tensors) =>
        SaveValues(path, state, tensors.Select(tensor => tensor.ToArray<float>()));

    /// <summary>As <see cref="Save"/>, for values that are in no tensor.</summary>
    internal static void SaveValues(string path, RunState state, IEnumerable<float[]> tensors)
    {
        string unfinished = path + ".new";
        try
        {
            using (var file = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20))
            {
                using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
                void Write(ReadOnlySpan<byte> bytes)
                {
                    hash.AppendData(bytes);
                    file.Write(bytes);
                }

                byte[] json = JsonSerializer.SerializeToUtf8Bytes(state, RunStateJson.Default.RunState);
                Write(Magic);
                Write(BitConverter.GetBytes((long)json.Length));
                Write(json);
                foreach (float[] values in tensors)
                {
                    Write(BitConverter.GetBytes((long)values.Length));
                    Write(MemoryMarshal.AsBytes<float>(values));
                }
                file.Write(hash.GetHashAndReset());
                file.Flush(flushToDisk: true);
            }
            File.Move(unfinished, path, overwrite: true);
        }
        catch (IOException)
        {
            File.Delete(unfinished);
            throw;
        }
    }

    /// <summary>Reads the state back and overwrites the tensors with what was saved.</summary>
    /// <exception cref="CheckpointException">The file is cut short, damaged, or of another network; the tensors may be half overwritten.</exception>
    public static RunState Load(string path, IReadOnlyList<Tensor> tensors)
    {
        var (state, saved) = ReadValues(path, tensors.Count);
        for (int i = 0; i < tensors.Count; i++)
        {
            if (saved[i].Length != tensors[i].Count)
                throw new CheckpointException($"{path}: tensor {i} has {saved[i].Length} values, this network {tensors[i].Count}: another recipe made it.");
            tensors[i].CopyFrom<float>(saved[i]);
        }
        return state;
    }

    /// <summary>The state alone.</summary>
    /// <exception cref="CheckpointException">The file is cut short or damaged.</exception>
    public static RunState ReadState(string path) => ReadValues(path, count: 0).State;

    /// <summary>The state and the values of the first <paramref name="count"/> tensors.</summary>
    /// <exception cref="CheckpointException">The file is cut short, damaged, or has fewer tensors.</exception>
    internal static (RunState State, float[][] Tensors) ReadValues(string path, int count)
    {
        byte[] all = File.ReadAllBytes(path);
        if (all.Length < Magic.Length + HashBytes || !all.AsSpan().StartsWith(Magic))
            throw new CheckpointException($"{path}: expected a checkpoint of a training run; the file does not start like one.");
        if (!SHA256.HashData(all.AsSpan(0, all.Length - HashBytes)).AsSpan().SequenceEqual(all.AsSpan(all.Length - HashBytes)))
            throw new CheckpointException($"{path}: expected a whole checkpoint; the checksum at byte {all.Length - HashBytes} does not fit.");

        ReadOnlySpan<byte> rest = all.AsSpan(Magic.Length, all.Length - HashBytes - Magic.Length);
        ReadOnlySpan<byte> json = Part(ref rest, 1);
        RunState state = JsonSerializer.Deserialize(json, RunStateJson.Default.RunState)
            ?? throw new CheckpointException($"{path}: expected the state of a run; got {Encoding.UTF8.GetString(json)}.");
        var tensors = new float[count][];
        for (int i = 0; i < count; i++)
        {
            if (rest.IsEmpty)
                throw new CheckpointException($"{path}: expected {count} tensors; it has {i}: another kind of checkpoint.");
            tensors[i] = MemoryMarshal.Cast<byte, float>(Part(ref rest, sizeof(float))).ToArray();
        }
        return (state, tensors);
    }

    private static ReadOnlySpan<byte> Part(ref ReadOnlySpan<byte> rest, int size)
    {
        int bytes = checked((int)BitConverter.ToInt64(rest) * size);
        ReadOnlySpan<byte> part = rest.Slice(sizeof(long), bytes);
        rest = rest[(sizeof(long) + bytes)..];
        return part;
    }
}

/// <summary>A checkpoint that cannot be used.</summary>
public sealed class CheckpointException(string message) : Exception(message);
