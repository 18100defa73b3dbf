namespace Ductus.Training.Data;

/// <summary>
/// The IAM Handwriting Database 3.0 as published: <c>lines.txt</c> (or <c>ascii/lines.txt</c>), the line images under <c>lines/</c>
/// and, where they are, <c>forms.txt</c> with the writers and the lists of a published split (<see cref="IamSplits"/>).
/// Lines that no list names are in split <c>none</c> and never trained on.
/// </summary>
/// <remarks>
/// A row of lines.txt: <c>a01-000u-00 ok 154 19 408 746 1661 89 A|MOVE|to|stop</c>: id, segmentation, grey level, components,
/// x, y, width, height, tokens. The transcription holds for lines whose segmentation is <c>err</c> too.
/// </remarks>
internal static class IamDatabase
{
    private const int FieldsOfLine = 9;

    /// <returns>The path of lines.txt; <see langword="null"/> when the folder has none.</returns>
    public static string? Find(string folder) => FindText(folder, "lines.txt");

    public static LineCollector Read(string folder, string linesPath)
    {
        IamSplits splits = IamSplits.Read(folder);
        Dictionary<string, string> writers = Writers(folder);
        string images = Path.Combine(folder, "lines");

        var lines = new LineCollector();
        var texts = new Dictionary<string, IamText>(StringComparer.Ordinal);
        foreach (var (number, line) in LineCollector.ReadLines(linesPath))
        {
            if (line.Length == 0 || line[0] == '#')
                continue;
            string[] fields = line.Split(' ', FieldsOfLine);     // a token may hold a space: only the first eight separate
            if (fields.Length != FieldsOfLine || fields[0].Split('-') is not [var series, var sheet, _])
                throw new LineDataException(linesPath,
                    $"expected \"id segmentation grey components x y width height tokens\" with an id such as a01-000u-00; got \"{line}\".", number);

            string id = fields[0], form = $"{series}-{sheet}";
            string image = Path.Combine(images, series, form, id + ".png");
            if (!texts.TryGetValue(form, out IamText? text))
                texts.Add(form, text = new IamText());
            if (!lines.TryAdd(splits.Of(id, form), id, image, text.Natural(fields[^1].Split('|')), writers.GetValueOrDefault(form)))
                throw new LineDataException(linesPath, $"expected every line once; \"{id}\" stands here a second time.", number);
        }
        return lines;
    }

    /// <summary>Writer of each form, from forms.txt where it is there. A row: <c>a01-000u 000 2 prt 7 5 52 36</c>: form, writer, and counts.</summary>
    internal static Dictionary<string, string> Writers(string folder)
    {
        if (FindText(folder, "forms.txt") is not { } path)
            return [];
        var writers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (number, line) in LineCollector.ReadLines(path))
        {
            if (line.Length == 0 || line[0] == '#')
                continue;
            if (line.Split(' ') is not [var form, var writer, ..])
                throw new LineDataException(path, $"expected a form and its writer; got \"{line}\".", number);
            writers[form] = writer;
        }
        return writers;
    }

    internal static string? FindText(string folder, string name) =>
        new[] { Path.Combine(folder, name), Path.Combine(folder, "ascii", name) }.FirstOrDefault(File.Exists);
}
