using Ductus.Training.Data;

namespace Ductus.Training.Tests.Data;

public class LineDataTests
{
    [Fact]
    public void Open_NoSuchFolder_NamesIt()
    {
        var e = Assert.Throws<DirectoryNotFoundException>(() => LineData.Open("/nowhere/lines"));

        Assert.Contains("/nowhere/lines", e.Message);
    }

    [Fact]
    public void Open_UnknownForm_SaysWhatWasLookedFor()
    {
        using var folder = new TemporaryFolder();
        folder.Write("notes.txt", "nothing here");

        var e = Assert.Throws<LineDataException>(() => LineData.Open(folder.Path));

        Assert.Contains("*.lines, lines.tsv, labels.tsv, *-labels*-idx1-ubyte, *.csv with FILENAME and IDENTITY, labels.json, lines.txt and ascii/lines.txt", e.Message);
        Assert.Contains("*.gt.txt", e.Message);
    }

    [Fact]
    public void Open_TableOfLines_GivesNaturalTextWriterAndSplits()
    {
        using var folder = new TemporaryFolder();
        folder.Write("lines/a.png", "");
        folder.Write("lines/b.png", "");
        folder.Write("lines.tsv",
            "line_id\tsplit\timage\ttext\ttext_natural\twriter\n"
            + "a\ttrain\tlines/a.png\tsupport , \"a\tsupport, \"a\t007\n"
            + "b\tval-grey\tlines/b.png\tHa\u0302\tHa\u0302\t\n");
        folder.Write("splits/train_lines.txt", "b\n");          // a published list beside the table counts for nothing

        LineData data = LineData.Open(folder.Path);

        Assert.Equal(LineDataForm.Table, data.Form);
        Assert.Equal([new LineSample("a", Path.Combine(folder.Path, "lines/a.png"), "support, \"a", "007")], data.Split("train").Samples);
        Assert.Equal([new LineSample("b", Path.Combine(folder.Path, "lines/b.png"), "H\u00e2", null)], data.Split("val-grey").Samples);
    }

    [Fact]
    public void Open_TableOfLabels_UsesTheFileAsId()
    {
        using var folder = new TemporaryFolder();
        folder.Write("train/1.jpg", "");
        folder.Write("labels.tsv", "file\tsplit\tlabel\r\ntrain/1.jpg\ttrain\tBILEL\r\n");

        LineSample sample = Assert.Single(LineData.Open(folder.Path).Split("train").Samples);

        Assert.Equal(("train/1.jpg", "BILEL"), (sample.Id, sample.Text));
    }

    [Fact]
    public void Open_MissingImageAndEmptyLabel_AreNamedNotDropped()
    {
        using var folder = new TemporaryFolder();
        folder.Write("1.png", "");
        folder.Write("labels.tsv", "file\tsplit\tlabel\n1.png\ttrain\t \n2.png\ttrain\tword\n");

        LineSplit train = LineData.Open(folder.Path).Split("train");

        Assert.Empty(train.Samples);
        Assert.Equal([("1.png", SkipReason.LabelEmpty), ("2.png", SkipReason.ImageMissing)], train.Skipped.Select(line => (line.Id, line.Reason)));
        Assert.Contains("1 skipped, image missing (2.png: expected ", SkippedLine.Summarize(train.Skipped));
    }

    [Theory]
    [InlineData("file\tsplit\n1.png\ttrain\n", ":1: expected a column text_natural or label or text; the header has file, split.")]
    [InlineData("file\tsplit\tlabel\n1.png\ttrain\n", ":2: expected 3 tab-separated fields as in the header; got 2.")]
    [InlineData("file\tsplit\tlabel\n1.png\t\tword\n", ":2: expected an id, an image and a split; one of them is empty.")]
    [InlineData("file\tsplit\tlabel\n1.png\ttrain\ta\n1.png\tval\ta\n", ":3: expected every line once; \"1.png\" stands here a second time.")]
    [InlineData("", ": expected a header row; the file is empty.")]
    [InlineData("file\tsplit\tlabel\n", ": expected at least one line; the set lists none.")]
    public void Open_BrokenTable_SaysWhere(string table, string message)
    {
        using var folder = new TemporaryFolder();
        folder.Write("1.png", "");
        folder.Write("labels.tsv", table);

        var e = Assert.Throws<LineDataException>(() => LineData.Open(folder.Path));

        Assert.EndsWith(message, e.Message);
    }

    [Fact]
    public void Open_TableNotUtf8_SaysWhere()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(Path.Combine(folder.Path, "labels.tsv"), [.. "file\tsplit\tlabel\n1.png\ttrain\tcaf"u8, 0xE9, (byte)'\n']);

        var e = Assert.Throws<LineDataException>(() => LineData.Open(folder.Path));

        Assert.Contains("labels.tsv:2: expected UTF-8", e.Message);
    }

    [Fact]
    public void Open_TwoTables_RefusesToGuess()
    {
        using var folder = new TemporaryFolder();
        folder.Write("lines.tsv", "");
        folder.Write("labels.tsv", "");

        var e = Assert.Throws<LineDataException>(() => LineData.Open(folder.Path));

        Assert.Contains("there are lines.tsv and labels.tsv", e.Message);
    }

    [Fact]
    public void Split_Unknown_ListsThoseThatAreThere()
    {
        using var folder = new TemporaryFolder();
        folder.Write("1.png", "");
        folder.Write("labels.tsv", "file\tsplit\tlabel\n1.png\ttrain\tword\n");

        var e = Assert.Throws<LineDataException>(() => LineData.Open(folder.Path).Split("val"));

        Assert.EndsWith("expected a split \"val\"; there are train (1).", e.Message);
    }

    [DataFact]
    public void Open_SharedSets_HaveTheCountsOfTheirReadmes()
    {
        Assert.Equal("train 4237, val 346, val-grey 187, none 37", Counts("iam"));
        Assert.Equal("train 1000, val 150, test 323", Counts("names"));
        Assert.Equal("train 1656, val 182, test 439", Counts("cinnamon"));
        Assert.Equal("train 1674, val 216", Counts("vietnamese/kalapa"));
        Assert.Equal("train 60000, test 10000", Counts("mnist"));
        Assert.Equal("train 104864, test 16607", Counts("emnist", "47"));

        static string Counts(string set, string? classes = null)
        {
            string[] order = ["train", "val", "val-grey", "test", "none"];
            LineData data = LineData.Open(Path.Combine(DataFactAttribute.Folder, set), LineUnit.Lines, classes);
            Assert.All(data.Splits, split => Assert.Empty(split.Skipped));
            return string.Join(", ", data.Splits.OrderBy(split => Array.IndexOf(order, split.Name)).Select(split => $"{split.Name} {split.Samples.Count}"));
        }
    }
}
