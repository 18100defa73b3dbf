namespace Ductus.Training.Data;

/// <summary>The forms of data set that Ductus reads.</summary>
public enum LineDataForm
{
    /// <summary><c>lines.tsv</c> or <c>labels.tsv</c> with a header row, and the images it names.</summary>
    Table,

    /// <summary>The IAM database as published: <c>lines.txt</c> and <c>lines/a01/a01-000u/a01-000u-00.png</c>.</summary>
    Iam,

    /// <summary><c>name.png</c> beside <c>name.gt.txt</c>, as kraken, OCR4all, OCRopus and Tesseract keep them.</summary>
    Pairs,

    /// <summary>One <see cref="PackedLines"/> file per split.</summary>
    Packed,

    /// <summary>CSV files with the columns <c>FILENAME</c> and <c>IDENTITY</c>, one for each split, and folders of images, as the collection of names is published.</summary>
    NameTables,

    /// <summary>Single characters in IDX files, as MNIST and EMNIST publish them.</summary>
    Idx,

    /// <summary><c>labels.json</c> with the text of each image by its name, in the folder or in each folder in it, which then is a split.</summary>
    LabelFiles,
}

/// <summary>A data set of handwritten lines, words or characters: its splits with their samples. Immutable, share it.</summary>
public sealed class LineData
{
    private LineData(string folder, LineDataForm form, IReadOnlyList<LineSplit> splits) => (Folder, Form, Splits) = (folder, form, splits);

    /// <summary>Whether its labels tell neither capitals nor punctuation as they are written; see <see cref="LabelFolding"/>.</summary>
    public bool IsLoose { get; init; }

    public string Folder { get; }

    public LineDataForm Form { get; }

    /// <summary>In order of first appearance; never empty.</summary>
    public IReadOnlyList<LineSplit> Splits { get; }

    /// <summary>Finds out which form the folder has and lists its lines; no image is opened yet.</summary>
    /// <param name="folder">The data set.</param>
    /// <param name="unit">Whether its lines or its words are wanted, where it tells them apart.</param>
    /// <param name="classes">Which kind of classes is meant, where the set of characters has several: <c>47</c>, <c>balanced</c>; see <see cref="ClassesFor"/>.</param>
    /// <param name="isLoose">Whether its labels tell neither capitals nor punctuation as they are written.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="LineDataException">The folder has none of the forms, or one of its files breaks the form.</exception>
    public static LineData Open(string folder, LineUnit unit = LineUnit.Lines, string? classes = null, bool isLoose = false)
    {
        if (!Directory.Exists(folder))
            throw new DirectoryNotFoundException(
                $"{folder}: expected a folder with a data set of lines; {(File.Exists(folder) ? "this is a file" : "there is nothing")}.");

        var (form, splits) = Read(folder, unit, classes);
        return splits.Count > 0
            ? new LineData(folder, form, splits) { IsLoose = isLoose }
            : throw new LineDataException(folder, "expected at least one line; the set lists none.");
    }

    /// <summary>The kind of classes of a set of characters that has just the characters of an alphabet; <see langword="null"/> where none has.</summary>
    public static string? ClassesFor(string folder, IReadOnlyList<string> alphabet) => !Directory.Exists(folder) ? null
        : IdxCharacters.Kinds(folder).FirstOrDefault(kind => IdxCharacters.Characters(folder, kind).Values.ToHashSet(StringComparer.Ordinal).SetEquals(alphabet));

    /// <exception cref="LineDataException">The set has no split of this name.</exception>
    public LineSplit Split(string name) =>
        Splits.FirstOrDefault(split => split.Name == name)
        ?? throw new LineDataException(Folder, $"expected a split \"{name}\"; there are "
            + string.Join(", ", Splits.Select(split => $"{split.Name} ({split.Samples.Count})")) + "."
            + (Form == LineDataForm.Iam && Splits.All(split => split.Name == LineSplit.None) ? " " + IamSplits.HowToGive : ""));

    private static (LineDataForm Form, IReadOnlyList<LineSplit> Splits) Read(string folder, LineUnit unit, string? classes)
    {
        string[] packed = [.. Directory.GetFiles(folder, "*" + PackedLines.Ending).Order(StringComparer.Ordinal)];
        if (packed.Length > 0)
            return (LineDataForm.Packed, ReadPacked(packed));
        if (LineTable.Find(folder) is { } table)
        {
            IReadOnlyList<LineSplit> lineSplits = LineTable.Read(table).Splits();
            return (LineDataForm.Table, unit == LineUnit.Words && WordTable.Find(folder) is { } words ? WordTable.Read(words, lineSplits).Splits() : lineSplits);
        }
        if (NameTables.Find(folder) is { Count: > 0 } tables)
            return (LineDataForm.NameTables, NameTables.Read(folder, tables).Splits());
        if (IdxCharacters.Kinds(folder).Count > 0)
            return (LineDataForm.Idx, IdxCharacters.Read(folder, classes));
        if (unit == LineUnit.Words && IamWords.Find(folder) is { } iamWords)
            return (LineDataForm.Iam, IamWords.Read(folder, iamWords).Splits());
        if (IamDatabase.Find(folder) is { } lines)
            return (LineDataForm.Iam, IamDatabase.Read(folder, lines).Splits());
        if (LabelFiles.Find(folder) is { Count: > 0 } files)
            return (LineDataForm.LabelFiles, LabelFiles.Read(folder, files).Splits());
        if (GroundTruthPairs.Find(folder) is { Count: > 0 } labels)
            return (LineDataForm.Pairs, GroundTruthPairs.Read(folder, labels).Splits());
        throw new LineDataException(folder, $"expected a data set of lines; looked for *{PackedLines.Ending}, lines.tsv, labels.tsv, *-labels*-idx1-ubyte, *.csv with FILENAME and IDENTITY, labels.json, lines.txt and "
            + "ascii/lines.txt in the folder, and for *.gt.txt in it and below.");
    }

    private static List<LineSplit> ReadPacked(string[] paths)
    {
        var splits = new List<LineSplit>();
        foreach (string path in paths)
        {
            using var packed = PackedLines.Open(path);
            if (splits.Find(split => split.Name == packed.Split) is { } other)
                throw new LineDataException(path, $"expected one file per split; {packed.Split} is in {other.Samples[0].ImagePath} too.");
            splits.Add(new LineSplit(packed.Split, packed.Samples, []) { Store = () => PackedLines.Open(path) });
        }
        return splits;
    }
}
