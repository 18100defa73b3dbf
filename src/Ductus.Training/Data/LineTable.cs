namespace Ductus.Training.Data;

/// <summary>
/// A tab-separated table of lines, <c>lines.tsv</c> or <c>labels.tsv</c>: UTF-8, a header row, no quoting. Columns by name, the first
/// that is there: image <c>image</c> or <c>file</c>; text <c>text_natural</c>, <c>label</c> or <c>text</c>; <c>split</c>; and where
/// given <c>line_id</c> (else the image's path is the id) and <c>writer</c>. Other columns are left alone. Image paths are relative
/// to the table. The split stands in the table and nowhere else, whatever other lists lie beside it.
/// </summary>
internal static class LineTable
{
    private static readonly string[] Names = ["lines.tsv", "labels.tsv"];

    /// <returns>The table's path; <see langword="null"/> when the folder has none.</returns>
    /// <exception cref="LineDataException">Both names are there, and which one is meant is anyone's guess.</exception>
    public static string? Find(string folder)
    {
        string[] found = [.. Names.Select(name => Path.Combine(folder, name)).Where(File.Exists)];
        return found.Length < 2 ? found.FirstOrDefault()
            : throw new LineDataException(folder, $"expected one table of lines; there are {string.Join(" and ", Names)}.");
    }

    public static LineCollector Read(string path)
    {
        string folder = Path.GetDirectoryName(path) ?? "";
        var lines = new LineCollector();
        Columns? columns = null;
        foreach (var (number, line) in LineCollector.ReadLines(path))
        {
            string[] fields = line.Split('\t');
            if (columns is null)
            {
                columns = Columns.Of(fields, path);
                continue;
            }
            if (fields.Length != columns.Count)
                throw new LineDataException(path, $"expected {columns.Count} tab-separated fields as in the header; got {fields.Length}.", number);

            string image = fields[columns.Image];
            string id = columns.Id is { } idColumn ? fields[idColumn] : image;
            string split = fields[columns.Split];
            if (id.Length == 0 || image.Length == 0 || split.Length == 0)
                throw new LineDataException(path, "expected an id, an image and a split; one of them is empty.", number);

            string? writer = columns.Writer is { } writerColumn && fields[writerColumn].Length > 0 ? fields[writerColumn] : null;
            if (!lines.TryAdd(split, id, Path.Combine(folder, image), fields[columns.Text], writer))
                throw new LineDataException(path, $"expected every line once; \"{id}\" stands here a second time.", number);
        }
        return columns is not null ? lines : throw new LineDataException(path, "expected a header row; the file is empty.");
    }

    private sealed record Columns(int Count, int? Id, int Image, int Split, int Text, int? Writer)
    {
        public static Columns Of(string[] header, string path)
        {
            return new Columns(header.Length, Find("line_id"), Need("image", "file"), Need("split"),
                Need("text_natural", "label", "text"), Find("writer"));

            int? Find(string name) => Array.IndexOf(header, name) is >= 0 and var index ? index : null;

            int Need(params string[] names) =>
                names.Select(Find).FirstOrDefault(index => index is not null)
                ?? throw new LineDataException(path, $"expected a column {string.Join(" or ", names)}; the header has {string.Join(", ", header)}.", 1);
        }
    }
}
