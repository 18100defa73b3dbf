namespace Ductus.Decoding.LanguageModels;

/// <summary>Which sequences an n-gram model leaves out so that its file is small enough.</summary>
internal static class NgramSize
{
    /// <summary>The mildest least counts with which the packed model takes at most so many bytes: those of longer sequences rise first.</summary>
    /// <returns>One for each length, 1 for those of a single symbol.</returns>
    public static int[] LeastCounts(NgramCounts counts, long mostBytes)
    {
        for (int step = 0; ; step++)
        {
            int[] least = [.. Enumerable.Range(1, counts.Order).Select(length => length == 1 ? 1 : 1 + Math.Max(0, step - (counts.Order - length)))];
            if (step > 1000 || Bytes(counts, least) <= mostBytes)
                return least;
        }
    }

    /// <summary>About as many as the packed model takes; sequences that are kept for the sake of longer ones are not counted.</summary>
    private static long Bytes(NgramCounts counts, int[] least)
    {
        int symbol = counts.Symbols <= byte.MaxValue ? 1 : 2;
        long bytes = 0;
        for (int length = 1; length <= counts.Order; length++)
        {
            long kept = counts[length].Counts.LongCount(count => count >= least[length - 1]);
            // A symbol and a probability; of those that may go on also a back-off, the number of children and a sixteenth of a place.
            bytes += kept * (symbol + 1) + (length < counts.Order ? kept * (symbol + 1) + kept / 4 : 0) + 2048;
        }
        return bytes;
    }
}
