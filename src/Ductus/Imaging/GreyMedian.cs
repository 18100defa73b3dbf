namespace Ductus.Imaging;

/// <summary>The grey level in the middle of all, by counting: that of the paper, wherever less than half is ink.</summary>
internal static class GreyMedian
{
    /// <param name="pixels">Greys, at least one.</param>
    /// <param name="leftOut">Pixels that do not count are not 0 here; as many as there are greys, or empty where all count.</param>
    public static byte Of(ReadOnlySpan<byte> pixels, ReadOnlySpan<byte> leftOut = default)
    {
        Span<int> counts = stackalloc int[256];
        counts.Clear();
        int all = 0;
        for (int i = 0; i < pixels.Length; i++)
        {
            if (!leftOut.IsEmpty && leftOut[i] != 0)
                continue;
            counts[pixels[i]]++;
            all++;
        }
        int rest = all / 2, level = 0;
        while (level < 255 && rest >= counts[level])
            rest -= counts[level++];
        return (byte)level;
    }
}
