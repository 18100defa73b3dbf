using Ductus.Imaging;

namespace Ductus.Tests.Imaging.Formats;

/// <summary>Small images for tests, and short ways to compare them.</summary>
internal static class Pictures
{
    public static GreyImage Noise(int width, int height, int seed = 7)
    {
        var pixels = new byte[width * height];
        new Random(seed).NextBytes(pixels);
        return new GreyImage(width, height, pixels);
    }

    public static GreyImage Flat(int width, int height, byte grey)
    {
        var pixels = new byte[width * height];
        Array.Fill(pixels, grey);
        return new GreyImage(width, height, pixels);
    }

    /// <summary>A diagonal ramp: smooth, so that lossy formats keep it closely.</summary>
    public static GreyImage Ramp(int width, int height) =>
        new(width, height, [.. Enumerable.Range(0, width * height).Select(i => (byte)(40 + 170 * (i % width + i / width) / (width + height)))]);

    public static GreyImage Read(byte[] file, long maxPixels = 1_000_000) =>
        ImageFile.Read(file, "page", new ImageFileOptions { MaxPixels = maxPixels });

    /// <summary>Pixels row by row: "0 128 / 255 3".</summary>
    public static string Rows(GreyImage image) =>
        string.Join(" / ", Enumerable.Range(0, image.Height).Select(y => string.Join(' ', image.Row(y).ToArray())));

    public static ImageFormatException Fails(byte[] file, long maxPixels = 1_000_000) =>
        Assert.Throws<ImageFormatException>(() => Read(file, maxPixels));
}
