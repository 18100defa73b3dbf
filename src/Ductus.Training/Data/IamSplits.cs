namespace Ductus.Training.Data;

/// <summary>
/// A published split of the IAM database: lists of line ids (<c>a01-000u-00</c>) or form ids (<c>a01-000u</c>), one per row, in the
/// data folder or its <c>splits/</c>, under the names in which they are passed around.
/// </summary>
internal sealed class IamSplits
{
    private static readonly (string Split, string[] Files)[] Lists =
    [
        (LineSplit.Train, ["train_lines.txt", "train_forms.txt", "train.uttlist", "trainset.txt", "tr.lst", "train.txt"]),
        (LineSplit.Val, ["val_lines.txt", "val_forms.txt", "validation.uttlist", "validationset1.txt", "validationset2.txt", "va.lst",
            "val.txt", "validation.txt"]),
        (LineSplit.Test, ["test_lines.txt", "test_forms.txt", "test.uttlist", "testset.txt", "te.lst", "test.txt"]),
    ];

    private readonly Dictionary<string, (string Split, string Path)> _splits = new(StringComparer.Ordinal);

    /// <summary>What a person can do about a database without lists.</summary>
    public static string HowToGive { get; } =
        "The IAM database does not say which lines are its test part, so nothing is trained on without a published split: put its lists into "
        + "splits/, named " + string.Join(", ", Lists.Select(list => $"{list.Files[0]} (or {string.Join(", ", list.Files[1..])})")) + ".";

    /// <exception cref="LineDataException">One line or form is in two parts.</exception>
    public static IamSplits Read(string folder)
    {
        var splits = new IamSplits();
        foreach (var (split, files) in Lists)
            foreach (string file in files)
                foreach (string path in new[] { Path.Combine(folder, "splits", file), Path.Combine(folder, file) }.Where(File.Exists))
                    splits.ReadList(split, path);
        return splits;
    }

    /// <exception cref="LineDataException">The lists put the line into one part and its form into another.</exception>
    public string Of(string line, string form)
    {
        bool byLine = _splits.TryGetValue(line, out var ofLine), byForm = _splits.TryGetValue(form, out var ofForm);
        if (byLine && byForm && ofLine.Split != ofForm.Split)
            throw new LineDataException(ofLine.Path,
                $"expected parts without overlap; the line {line} is in {ofLine.Split} here and its form in {ofForm.Split} by {ofForm.Path}.");
        return byLine ? ofLine.Split : byForm ? ofForm.Split : LineSplit.None;
    }

    private void ReadList(string split, string path)
    {
        foreach (var (number, row) in LineCollector.ReadLines(path))
        {
            string id = row.Trim();
            if (id.Length == 0 || id[0] == '#')
                continue;
            if (_splits.TryGetValue(id, out var other) && other.Split != split)
                throw new LineDataException(path, $"expected parts without overlap; {id} is in {split} here and in {other.Split} by {other.Path}.", number);
            _splits[id] = (split, path);
        }
    }
}
