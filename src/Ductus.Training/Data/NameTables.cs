using Ductus.Documents.TextFiles;

namespace Ductus.Training.Data;

/// <summary>
/// The collection of handwritten names as Kaggle has it (landlord/handwriting-recognition): <c>written_name_train_v2.csv</c> and the like for validation
/// and test, with the columns <c>FILENAME</c> and <c>IDENTITY</c>, beside folders of images at any depth. Names that are missing, or are EMPTY or
/// UNREADABLE, are skipped and counted.
/// </summary>
internal static class NameTables
{
    private const string FileColumn = "FILENAME", NameColumn = "IDENTITY";

    private static readonly (string Part, string Split)[] Splits = [("train", LineSplit.Train), ("val", LineSplit.Val), ("test", LineSplit.Test)];

    /// <summary>CSV files whose header has both columns, in the order of their names.</summary>
    public static IReadOnlyList<string> Find(string folder) =>
        [.. Directory.GetFiles(folder, "*.csv").Order(StringComparer.Ordinal).Where(path =>
            File.ReadLines(path).FirstOrDefault() is { } header && Csv.Fields(header.TrimStart('\uFEFF')) is var columns && columns.Contains(FileColumn) && columns.Contains(NameColumn))];

    /// <exception cref="LineDataException">A table's name tells no split, or a row has fewer fields than the header.</exception>
    public static LineCollector Read(string folder, IReadOnlyList<string> tables)
    {
        // Some hundred thousand images in folders of folders: listed once.
        var images = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string image in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            images.TryAdd(Path.GetFileName(image), image);
        var lines = new LineCollector();
        foreach (string table in tables)
        {
            string name = Path.GetFileName(table);
            string split = Splits.FirstOrDefault(one => name.Contains(one.Part, StringComparison.OrdinalIgnoreCase)).Split
                ?? throw new LineDataException(table, "expected a name that tells the split: train, val or test.");
            int file = -1, identity = -1, columns = 0;
            foreach (var (number, line) in LineCollector.ReadLines(table))
            {
                if (line.Length == 0)
                    continue;
                List<string> fields = [.. Csv.Fields(line)];
                if (columns == 0)
                {
                    (columns, file, identity) = (fields.Count, fields.IndexOf(FileColumn), fields.IndexOf(NameColumn));
                    continue;
                }
                if (fields.Count != columns)
                    throw new LineDataException(table, $"expected {columns} fields as in the header; got {fields.Count}.", number);
                string label = fields[identity].Trim();
                if (label is "UNREADABLE")
                    lines.Skip(split, new SkippedLine(fields[file], SkipReason.LabelUnreadable, "its label is UNREADABLE"));
                else if (label is "" or "EMPTY" or "NaN")
                    lines.Skip(split, new SkippedLine(fields[file], SkipReason.LabelEmpty, $"its label is {(label.Length == 0 ? "missing" : label)}"));
                else if (!lines.TryAdd(split, fields[file], images.GetValueOrDefault(fields[file], Path.Combine(folder, fields[file])), label, writer: null))
                    throw new LineDataException(table, $"expected every image once; \"{fields[file]}\" stands here a second time.", number);
            }
        }
        return lines;
    }
}
