using System.Buffers.Binary;
using System.IO.Compression;

namespace Ductus.Tests.Shared;

/// <summary>A small set of characters in IDX files, drawn here: upright bars, lying bars and frames, which are called 0, 1 and 2.</summary>
internal static class IdxSet
{
    public const int Side = 28;

    /// <summary>Writes <c>train</c> and <c>t10k</c> files as MNIST has them.</summary>
    public static void Write(string folder, int training = 120, int test = 12)
    {
        Directory.CreateDirectory(folder);
        foreach (var (split, count, seed) in new[] { ("train", training, 1), ("t10k", test, 2) })
        {
            var random = new Random(seed);
            byte[] classes = [.. Enumerable.Range(0, count).Select(i => (byte)(i % 3))];
            File.WriteAllBytes(Path.Combine(folder, $"{split}-images-idx3-ubyte"), Images([.. classes.Select(one => Draw(one, random))]));
            File.WriteAllBytes(Path.Combine(folder, $"{split}-labels-idx1-ubyte.gz"), Gzip(Labels(classes)));
        }
    }

    public static byte[] Images(IReadOnlyList<byte[]> images) => Array(0x803, [images.Count, Side, Side], [.. images.SelectMany(image => image)]);

    public static byte[] Labels(byte[] classes) => Array(0x801, [classes.Length], classes);

    public static byte[] Array(int magic, int[] sizes, byte[] elements)
    {
        var file = new byte[4 + 4 * sizes.Length + elements.Length];
        BinaryPrimitives.WriteInt32BigEndian(file, magic);
        for (int i = 0; i < sizes.Length; i++)
            BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(4 + 4 * i), sizes[i]);
        elements.CopyTo(file, 4 + 4 * sizes.Length);
        return file;
    }

    public static byte[] Gzip(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(content);
        return packed.ToArray();
    }

    /// <summary>White on black.</summary>
    public static byte[] Draw(int shape, Random random)
    {
        var pixels = new byte[Side * Side];
        int left = 4 + random.Next(5), top = 4 + random.Next(5), width = shape == 1 ? 16 : shape == 0 ? 4 : 14, height = shape == 0 ? 16 : shape == 1 ? 4 : 14;
        for (int y = top; y < top + height; y++)
            for (int x = left; x < left + width; x++)
                if (shape < 2 || x < left + 3 || x >= left + width - 3 || y < top + 3 || y >= top + height - 3)
                    pixels[y * Side + x] = (byte)(200 + random.Next(56));
        return pixels;
    }
}
