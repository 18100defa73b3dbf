using Ductus.Imaging;

namespace Ductus.Training.Tests.Data;

/// <summary>Tiny data sets of the table form, drawn for a test.</summary>
internal static class DrawnData
{
    /// <summary>Writes <c>labels.tsv</c> and white images of 32 rows and the given widths, with a black bar at columns 6…13.</summary>
    public static void Write(TemporaryFolder folder, (string File, string Split, string Text, int Width)[] lines)
    {
        foreach (var (file, _, _, width) in lines)
        {
            var pixels = new byte[32 * width];
            for (int i = 0; i < pixels.Length; i++)
                pixels[i] = (byte)(i % width is >= 6 and <= 13 ? 0 : 255);
            File.WriteAllBytes(Path.Combine(folder.Path, file), ImageFile.ToPng(new GreyImage(width, 32, pixels)));
        }
        folder.Write("labels.tsv", "file\tsplit\tlabel\n" + string.Concat(lines.Select(line => $"{line.File}\t{line.Split}\t{line.Text}\n")));
    }
}
