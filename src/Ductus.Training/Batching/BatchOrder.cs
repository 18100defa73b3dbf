namespace Ductus.Training.Batching;

/// <summary>
/// Which lines make which batch of an epoch: lines of like width together, so that little is padded, yet other neighbours in
/// every epoch. The same seed and epoch give the same order.
/// </summary>
public static class BatchOrder
{
    /// <summary>Widths are sorted after a random change of up to this part, so that neighbours differ between epochs.</summary>
    private const double WidthJitter = 0.15;

    /// <param name="widths">Pixel columns of each line.</param>
    /// <param name="batchSize">Lines of a batch, at least 1; the batches of an epoch differ by at most one line.</param>
    /// <param name="epoch">0 for the first.</param>
    /// <param name="seed">Of the run.</param>
    /// <returns>Batches of indices into <paramref name="widths"/>; every index occurs once.</returns>
    public static IReadOnlyList<int[]> Epoch(IReadOnlyList<int> widths, int batchSize, int epoch, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        var random = new Random(HashCode(seed, epoch));
        double[] keys = [.. widths.Select(width => width * (1 + WidthJitter * (2 * random.NextDouble() - 1)))];
        int[] order = [.. Enumerable.Range(0, widths.Count)];
        Array.Sort(keys, order);

        int count = (order.Length + batchSize - 1) / batchSize;
        var batches = new List<int[]>(count);
        for (int i = 0; i < count; i++)
            batches.Add(order[(int)((long)order.Length * i / count)..(int)((long)order.Length * (i + 1) / count)]);
        int[][] shuffled = [.. batches];
        random.Shuffle(shuffled);
        return shuffled;
    }

    /// <summary>A seed that depends on both numbers; unlike <see cref="System.HashCode"/> the same in every process.</summary>
    internal static int HashCode(int first, long second)
    {
        ulong mixed = ((ulong)(uint)first << 32) ^ (ulong)second;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return (int)(mixed ^ (mixed >> 31));
    }
}
