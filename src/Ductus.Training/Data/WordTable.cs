using System.Globalization;
using Ductus.Layout;

namespace Ductus.Training.Data;

/// <summary>
/// Words in the lines of a <see cref="LineTable"/>: <c>words_visual.tsv</c> beside <c>lines.tsv</c>, tab-separated UTF-8 with the columns
/// <c>word_id</c>, <c>line_id</c>, <c>split</c>, <c>x</c>, <c>y</c>, <c>w</c>, <c>h</c> (pixels of the line's image), <c>text</c> and, where
/// given, <c>sure</c>: only words whose box is sure (1) are used.
/// </summary>
internal static class WordTable
{
    private const string Name = "words_visual.tsv";

    /// <summary>Room around a box: boxes are drawn tightly around the ink, and resizing needs some paper at its edges.</summary>
    private const int MarginPixels = 4;

    private static readonly string[] Needed = ["word_id", "line_id", "split", "x", "y", "w", "h", "text"];

    /// <returns>The table's path; <see langword="null"/> when the folder has none.</returns>
    public static string? Find(string folder) => Path.Combine(folder, Name) is var path && File.Exists(path) ? path : null;

    /// <param name="path">The table of words.</param>
    /// <param name="lines">The lines they stand in.</param>
    public static LineCollector Read(string path, IReadOnlyList<LineSplit> lines)
    {
        Dictionary<string, LineSample> lineOf = lines.SelectMany(split => split.Samples).ToDictionary(line => line.Id, StringComparer.Ordinal);
        HashSet<string> missing = [.. lines.SelectMany(split => split.Skipped).Select(line => line.Id)];
        var words = new LineCollector();
        int[]? columns = null;
        int sure = -1, count = 0;
        foreach (var (number, row) in LineCollector.ReadLines(path))
        {
            string[] fields = row.Split('\t');
            if (columns is null)
            {
                (columns, sure, count) = ([.. Needed.Select(name => Column(fields, name, path))], Array.IndexOf(fields, "sure"), fields.Length);
                continue;
            }
            if (fields.Length != count)
                throw new LineDataException(path, $"expected {count} tab-separated fields as in the header; got {fields.Length}.", number);
            if (sure >= 0 && fields[sure] != "1")
                continue;

            string id = fields[columns[0]], line = fields[columns[1]], split = fields[columns[2]], text = fields[columns[7]];
            if (missing.Contains(line))
            {
                words.Skip(split, new SkippedLine(id, SkipReason.ImageMissing, $"expected the image of line {line}"));
                continue;
            }
            if (!lineOf.TryGetValue(line, out LineSample? of))
                throw new LineDataException(path, $"expected a line of the set; {line} is none.", number);
            int Pixels(int column) => int.TryParse(fields[columns[column]], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value)
                ? value : throw new LineDataException(path, $"expected whole pixels for {Needed[column]}; got \"{fields[columns[column]]}\".", number);
            var box = new Box(Pixels(3), Pixels(4), Pixels(5), Pixels(6));
            if (box.Width < 1 || box.Height < 1)
                throw new LineDataException(path, $"expected a box of at least one pixel; got {box.Width}×{box.Height}.", number);
            var part = new Box(box.X - MarginPixels, box.Y - MarginPixels, box.Width + 2 * MarginPixels, box.Height + 2 * MarginPixels);
            if (!words.TryAdd(split, id, of.ImagePath, text, of.Writer, part))
                throw new LineDataException(path, $"expected every word once; \"{id}\" stands here a second time.", number);
        }
        return columns is not null ? words : throw new LineDataException(path, "expected a header row; the file is empty.");
    }

    private static int Column(string[] header, string name, string path) => Array.IndexOf(header, name) is >= 0 and var index ? index
        : throw new LineDataException(path, $"expected a column {name}; the header has {string.Join(", ", header)}.", 1);
}
