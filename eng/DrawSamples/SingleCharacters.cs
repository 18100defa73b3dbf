using Ductus.Documents;
using Ductus.Imaging;
using Ductus.Training.Synthesis;

namespace Ductus.DrawSamples;

/// <summary>Single characters, each in a hand and on a sheet of its own, with whatever margin.</summary>
internal static class SingleCharacters
{
    private static readonly (string Name, string Text, string Font, double XHeight, double Shadow)[] All =
    [
        ("three", "3", "patrick-hand", 120, 0), ("seven", "7", "kalam", 40, 90), ("eight", "8", "indie-flower", 260, 0), ("zero", "0", "schoolbell", 22, 40),
        ("capital-r", "R", "coming-soon", 90, 60), ("small-g", "g", "handlee", 60, 0), ("capital-k", "K", "gochi-hand", 30, 100), ("small-h", "h", "architects-daughter", 150, 30),
    ];

    /// <summary>Writes each as <c>NAME.png</c>.</summary>
    public static void Write(string folder, string fonts)
    {
        Directory.CreateDirectory(folder);
        for (int i = 0; i < All.Length; i++)
        {
            var (name, text, id, xHeight, shadow) = All[i];
            using HandwritingFont font = HandwritingFonts.Training.Single(source => source.Id == id).Load(fonts);
            var random = new Random(i + 1);
            GreyImage drawn = LineDrawing.Draw(text, font, Hand.Choose(random, xHeight, font), Paper.Blank with { Level = 240, Blur = 0.6 }, random);
            AtomicFile.Write(Path.Combine(folder, $"{name}.png"), ImageFile.ToPng(OnSheet(drawn, shadow, random)));
        }
        Console.WriteLine($"characters: {All.Length} drawings");
    }

    /// <summary>Somewhere on a larger sheet, over which light falls from the left.</summary>
    private static GreyImage OnSheet(GreyImage drawn, double shadow, Random random)
    {
        int longer = Math.Max(drawn.Width, drawn.Height), width = drawn.Width + (int)(longer * (0.6 + random.NextDouble())), height = drawn.Height + (int)(longer * (0.6 + random.NextDouble()));
        int left = random.Next(width - drawn.Width), top = random.Next(height - drawn.Height);
        var pixels = new byte[width * height];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                int fromX = x - left, fromY = y - top;
                byte grey = (uint)fromX < (uint)drawn.Width && (uint)fromY < (uint)drawn.Height ? drawn[fromX, fromY] : (byte)240;
                pixels[y * width + x] = (byte)(grey * (1 - shadow / 240 * x / width));
            }
        }
        return new GreyImage(width, height, pixels);
    }
}
