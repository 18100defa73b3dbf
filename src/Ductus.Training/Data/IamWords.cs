namespace Ductus.Training.Data;

/// <summary>
/// The words of the IAM database as published: <c>words.txt</c> (or <c>ascii/words.txt</c>) and the word images under <c>words/</c>, in
/// the parts of the lines' lists. Only words whose line was segmented well (<c>ok</c>) are used; punctuation stands as words of its own.
/// </summary>
/// <remarks>A row of words.txt: <c>a01-000u-00-00 ok 154 408 768 27 51 AT A</c>: id, segmentation, grey level, x, y, width, height, tag, text.</remarks>
internal static class IamWords
{
    private const int FieldsOfWord = 9;

    /// <returns>The path of words.txt; <see langword="null"/> when the folder has none.</returns>
    public static string? Find(string folder) => IamDatabase.FindText(folder, "words.txt");

    public static LineCollector Read(string folder, string wordsPath)
    {
        IamSplits splits = IamSplits.Read(folder);
        Dictionary<string, string> writers = IamDatabase.Writers(folder);
        var words = new LineCollector();
        foreach (var (number, row) in LineCollector.ReadLines(wordsPath))
        {
            if (row.Length == 0 || row[0] == '#')
                continue;
            string[] fields = row.Split(' ', FieldsOfWord);      // a text may hold a space: only the first eight separate
            if (fields.Length != FieldsOfWord || fields[0].Split('-') is not [var series, var sheet, var line, _])
                throw new LineDataException(wordsPath,
                    $"expected \"id segmentation grey x y width height tag text\" with an id such as a01-000u-00-00; got \"{row}\".", number);
            if (fields[1] != "ok")
                continue;
            string id = fields[0], form = $"{series}-{sheet}";
            string image = Path.Combine(folder, "words", series, form, id + ".png");
            if (!words.TryAdd(splits.Of($"{form}-{line}", form), id, image, fields[^1], writers.GetValueOrDefault(form)))
                throw new LineDataException(wordsPath, $"expected every word once; \"{id}\" stands here a second time.", number);
        }
        return words;
    }
}
