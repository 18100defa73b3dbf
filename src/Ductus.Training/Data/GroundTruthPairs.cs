using System.Text;

namespace Ductus.Training.Data;

/// <summary>
/// Pairs of <c>name.png</c> and <c>name.gt.txt</c> in a folder and below. Folders <c>train</c>, <c>val</c>, <c>test</c> at the top
/// (or one of their common other names) are the splits; without them one line in ten, chosen by its name alone, is for validation,
/// so that a line keeps its place when others are added.
/// </summary>
internal static class GroundTruthPairs
{
    private const string LabelEnding = ".gt.txt";

    /// <summary>Share of the lines for validation where no folder says it.</summary>
    private const double ValidationShare = 0.1;

    // The plain image before OCRopus's and OCR4all's normalised and binarised ones: Ductus normalises itself.
    private static readonly string[] ImageEndings =
        [".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp", ".jp2", ".bmp", ".pgm", ".pbm", ".ppm", ".pnm", ".raw.png", ".nrm.png", ".bin.png"];

    /// <returns>The label files, sorted; empty when there are none.</returns>
    public static IReadOnlyList<string> Find(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*" + LabelEnding, SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    public static LineCollector Read(string folder, IReadOnlyList<string> labels)
    {
        string[] ids = [.. labels.Select(path => Path.GetRelativePath(folder, path)[..^LabelEnding.Length].Replace('\\', '/'))];
        bool hasSplitFolders = ids.Any(id => SplitFolder(id) is not null);
        string? firstForValidation = hasSplitFolders || ids.Length < 2 ? null : ids.MinBy(Share);

        var lines = new LineCollector();
        for (int i = 0; i < ids.Length; i++)
        {
            string id = ids[i];
            if (hasSplitFolders && SplitFolder(id) is null)
            {
                lines.Skip(LineSplit.None, new SkippedLine(id, SkipReason.OutsideSplits, "the set has split folders and the line is in none"));
                continue;
            }
            string split = SplitFolder(id) ?? (id == firstForValidation || Share(id) < ValidationShare ? LineSplit.Val : LineSplit.Train);
            if (!TryReadLabel(labels[i], out string text, out string problem))
                lines.Skip(split, new SkippedLine(id, SkipReason.LabelMalformed, problem));
            else
                lines.TryAdd(split, id, ImageOf(labels[i]), text, writer: null);
        }
        return lines;
    }

    private static string? SplitFolder(string id) =>
        id.IndexOf('/', StringComparison.Ordinal) is > 0 and var end ? LineSplit.OfFolder(id[..end]) : null;

    private static string ImageOf(string label)
    {
        string stem = label[..^LabelEnding.Length];
        return ImageEndings.Select(ending => stem + ending).FirstOrDefault(File.Exists) ?? stem + ImageEndings[0];
    }

    private static bool TryReadLabel(string path, out string text, out string problem)
    {
        (text, problem) = ("", "");
        try
        {
            text = LineCollector.ReadText(path).Trim();
        }
        catch (DecoderFallbackException e)
        {
            problem = $"expected UTF-8; {e.Message}";
            return false;
        }
        if (text.AsSpan().ContainsAny('\n', '\r'))
            problem = $"expected one line of text; got {text.Split('\n').Length}";
        return problem.Length == 0;
    }

    /// <summary>A number 0…1 that depends on the name alone: FNV-1a with a final mix, for names that differ in their last letter only.</summary>
    private static double Share(string id)
    {
        ulong hash = 14695981039346656037;
        foreach (byte value in Encoding.UTF8.GetBytes(id))
            hash = (hash ^ value) * 1099511628211;
        hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccd;
        hash ^= hash >> 33;
        return hash / (double)ulong.MaxValue;
    }
}
