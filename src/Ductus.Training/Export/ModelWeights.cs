using Ductus.Recognition;
using Ductus.Training.Networks;
using Google.Protobuf;

namespace Ductus.Training.Export;

/// <summary>
/// Takes the weights of a network back out of its model file. Where each of them lies in the file is found out by exporting the same
/// network with its own places for weights: whatever the export turns and joins, it turns and joins those numbers too.
/// </summary>
internal static class ModelWeights
{
    /// <summary>Two exports with places counted from these: what moves along is a place, what stays is a constant of the export.</summary>
    private const int FirstPlace = 1000, SecondPlace = 2000;

    /// <param name="path">A model file.</param>
    /// <param name="network">The network it was exported from, its parameters in <paramref name="store"/>.</param>
    /// <param name="store">Gets the weights and statistics; parameters that reading does not need keep what they have.</param>
    /// <param name="metadata">Of the file.</param>
    /// <returns>Full names of the parameters that were in the file.</returns>
    /// <exception cref="CheckpointException">The file holds another network.</exception>
    public static IReadOnlySet<string> Load(string path, LineNetwork network, ParameterStore store, ModelMetadata metadata)
    {
        float[] weights = store.Weights.ToArray<float>(), statistics = store.Statistics.ToArray<float>();
        List<float[]?> file, first, second;
        try
        {
            file = OnnxInitializers.Read(File.ReadAllBytes(path));
            first = Places(FirstPlace);
            second = Places(SecondPlace);
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new CheckpointException($"{path}: expected a model file; {e.Message}");
        }
        finally
        {
            store.Weights.CopyFrom<float>(weights);
            store.Statistics.CopyFrom<float>(statistics);
        }

        var known = new bool[weights.Length + statistics.Length];
        if (file.Count != first.Count || file.Zip(first).Any(pair => pair.First?.Length != pair.Second?.Length))
            throw Another("it has other matrices");
        for (int tensor = 0; tensor < file.Count; tensor++)
        {
            if (file[tensor] is not { } saved || first[tensor] is not { } one || second[tensor] is not { } two)
                continue;
            bool[] isPlace = [.. one.Zip(two, (a, b) => a != b)];
            float[] values = AddSecondBiases(saved, one, isPlace);
            for (int i = 0; i < values.Length; i++)
            {
                if (!isPlace[i] && values[i] != one[i])
                    throw Another("it has other constants");
                if (!isPlace[i])
                    continue;
                int place = (int)one[i] - FirstPlace;
                known[place] = true;
                (place < weights.Length ? ref weights[place] : ref statistics[place - weights.Length]) = values[i];
            }
        }
        store.Weights.CopyFrom<float>(weights);
        store.Statistics.CopyFrom<float>(statistics);
        return Names(store, known);

        List<float[]?> Places(int from)
        {
            // Whole numbers up to 2²⁴ are exact in 32 bits; larger networks have no room for their places.
            if (from + weights.Length + statistics.Length > 1 << 24)
                throw new CheckpointException($"{path}: networks of {weights.Length} weights cannot be taken from model files; start from best.bin.");
            store.Weights.CopyFrom<float>([.. Enumerable.Range(from, weights.Length).Select(place => (float)place)]);
            store.Statistics.CopyFrom<float>([.. Enumerable.Range(from + weights.Length, statistics.Length).Select(place => (float)place)]);
            using var stream = new MemoryStream();
            ModelExport.ToGraph(network, store, metadata, WeightStorage.Float32).Write(stream);
            return OnnxInitializers.Read(stream.ToArray());
        }

        CheckpointException Another(string how) => new($"{path}: expected the weights of {metadata.Network}; {how}: another network or another version of Ductus made it.");
    }

    /// <summary>
    /// ONNX gives an LSTM two biases, one behind the other, which are only ever added up. Networks have the first and leave the second
    /// zero; older files have both.
    /// </summary>
    /// <param name="saved">A matrix of the file.</param>
    /// <param name="exported">The same of the export.</param>
    /// <param name="isPlace">Where the export has a weight of the network, not a constant.</param>
    /// <returns>The matrix with every second bias added to its first.</returns>
    private static float[] AddSecondBiases(float[] saved, float[] exported, bool[] isPlace)
    {
        float[] added = [.. saved];
        int weights = 0;
        for (int start = 0, end; start < isPlace.Length; start = end)
        {
            end = Array.IndexOf(isPlace, !isPlace[start], start) is >= 0 and var next ? next : isPlace.Length;
            int length = end - start;
            if (isPlace[start])
                weights = length;
            else if (length == weights && exported.AsSpan(start, length).IndexOfAnyExcept(0f) < 0)
                for (int i = start; i < end; i++)
                    (added[i - length], added[i]) = (added[i - length] + added[i], 0);
        }
        return added;
    }

    private static HashSet<string> Names(ParameterStore store, bool[] known)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        int weight = 0, statistic = (int)store.TrainedCount;
        foreach (var (name, parameter) in store.Entries)
        {
            ref int place = ref parameter.Kind == ParameterKind.Statistic ? ref statistic : ref weight;
            if (known[place])
                names.Add(name);
            place += parameter.Count;
        }
        return names;
    }
}
