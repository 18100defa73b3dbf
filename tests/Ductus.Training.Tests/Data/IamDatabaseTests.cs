using Ductus.Training.Data;

namespace Ductus.Training.Tests.Data;

public class IamDatabaseTests
{
    private const string Lines =
        "#--- lines.txt ---#\n"
        + "a01-000u-00 ok 154 19 408 746 1661 89 A|MOVE|to|stop|Mr.|Gaitskell\n"
        + "a01-000u-01 err 156 19 395 932 1850 105 life|,|M P|\"|Peers|.|\"\n"
        + "a01-003-00 ok 182 15 392 710 1700 90 Though\n"
        + "c04-110-00 ok 173 15 392 710 1700 90 Become\n"
        + "c04-156-00 ok 173 15 392 710 1700 90 It\n";

    [Fact]
    public void Open_PublishedLayout_GivesTextsWritersAndSplits()
    {
        using TemporaryFolder folder = Database("ascii/lines.txt");
        folder.Write("ascii/forms.txt", "# forms\na01-000u 000 2 prt 7 5 52 36\na01-003 002 3 prt 11 10 81 71\n");
        folder.Write("splits/train.uttlist", "a01-000u\na01-003\n");
        folder.Write("splits/validation.uttlist", "c04-156\n");
        folder.Write("splits/test.uttlist", "c04-110\n");

        LineData data = LineData.Open(folder.Path);

        Assert.Equal(LineDataForm.Iam, data.Form);
        Assert.Equal(
            [("a01-000u-00", "A MOVE to stop Mr. Gaitskell", "000"), ("a01-000u-01", "life, M P \"Peers.\"", "000"), ("a01-003-00", "Though", "002")],
            data.Split("train").Samples.Select(sample => (sample.Id, sample.Text, sample.Writer)));
        Assert.Equal(Path.Combine(folder.Path, "lines", "a01", "a01-000u", "a01-000u-00.png"), data.Split("train").Samples[0].ImagePath);
        Assert.Equal("c04-156-00", Assert.Single(data.Split("val").Samples).Id);
        Assert.Equal("c04-110-00", Assert.Single(data.Split("test").Samples).Id);
    }

    [Fact]
    public void Open_Words_GivesThoseSegmentedWellInThePartsOfTheirLines()
    {
        using TemporaryFolder folder = Database("ascii/lines.txt");
        folder.Write("ascii/words.txt", "#--- words.txt ---#\na01-000u-00-00 ok 154 408 768 27 51 AT A\na01-000u-00-01 ok 154 507 766 213 48 NN M P\n"
            + "a01-000u-00-02 err 154 796 764 70 50 TO to\nc04-156-00-00 ok 154 1 2 3 4 PPS It\n");
        foreach (string image in new[] { "a01/a01-000u/a01-000u-00-00", "a01/a01-000u/a01-000u-00-01", "c04/c04-156/c04-156-00-00" })
            folder.Write($"words/{image}.png", "");
        folder.Write("splits/train_forms.txt", "a01-000u\n");
        folder.Write("splits/val_lines.txt", "c04-156-00\n");

        LineData data = LineData.Open(folder.Path, LineUnit.Words);

        Assert.Equal([("a01-000u-00-00", "A"), ("a01-000u-00-01", "M P")], data.Split("train").Samples.Select(word => (word.Id, word.Text)));
        Assert.Equal("It", Assert.Single(data.Split("val").Samples).Text);
        Assert.Equal(2, data.Splits.Count);
    }

    [Fact]
    public void Open_DamagedWord_NamesFileAndLine()
    {
        using TemporaryFolder folder = Database("lines.txt");
        folder.Write("words.txt", "a01-000u-00 ok 154 408 768 27 51 AT A\n");

        var e = Assert.Throws<LineDataException>(() => LineData.Open(folder.Path, LineUnit.Words));

        Assert.Contains("words.txt:1: expected \"id segmentation grey x y width height tag text\"", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_ListsOfLines_LeaveUnlistedLinesOutOfEveryPart()
    {
        using TemporaryFolder folder = Database("lines.txt");
        folder.Write("trainset.txt", "a01-000u-00\n");
        folder.Write("validationset1.txt", "a01-003-00\n");
        folder.Write("validationset2.txt", "c04-156-00\n");

        LineData data = LineData.Open(folder.Path);

        Assert.Equal(["a01-000u-00"], data.Split("train").Samples.Select(sample => sample.Id));
        Assert.Equal(["a01-003-00", "c04-156-00"], data.Split("val").Samples.Select(sample => sample.Id));
        Assert.Equal(["a01-000u-01", "c04-110-00"], data.Split("none").Samples.Select(sample => sample.Id));
    }

    [Fact]
    public void Split_NoPublishedLists_TrainsOnNothingAndSaysWhy()
    {
        using TemporaryFolder folder = Database("lines.txt");

        var e = Assert.Throws<LineDataException>(() => LineData.Open(folder.Path).Split("train"));

        Assert.Contains("there are none (5)", e.Message);
        Assert.Contains("nothing is trained on without a published split", e.Message);
        Assert.Contains("trainset.txt", e.Message);
    }

    [Theory]
    [InlineData("train_lines.txt", "c04-110-00", "test_lines.txt", "c04-110-00")]
    [InlineData("train_lines.txt", "c04-110-00", "test_forms.txt", "c04-110")]
    public void Open_LineInTrainAndTest_Refuses(string trainFile, string train, string testFile, string test)
    {
        using TemporaryFolder folder = Database("lines.txt");
        folder.Write($"splits/{trainFile}", train + "\n");
        folder.Write($"splits/{testFile}", test + "\n");

        var e = Assert.Throws<LineDataException>(() => LineData.Open(folder.Path));

        Assert.Contains("expected parts without overlap", e.Message);
        Assert.Contains("c04-110", e.Message);
    }

    [Fact]
    public void Open_ImagesMissing_AreNamed()
    {
        using var folder = new TemporaryFolder();
        folder.Write("lines.txt", Lines);
        folder.Write("splits/train_forms.txt", "a01-000u\n");

        LineSplit train = LineData.Open(folder.Path).Split("train");

        Assert.Empty(train.Samples);
        Assert.Equal(["a01-000u-00", "a01-000u-01"], train.Skipped.Select(line => line.Id));
        Assert.All(train.Skipped, line => Assert.Equal(SkipReason.ImageMissing, line.Reason));
    }

    [Theory]
    [InlineData("a01-000u-00 ok 154 19 408 746\n")]
    [InlineData("a01 ok 154 19 408 746 1661 89 A|MOVE\n")]
    public void Open_BrokenRow_SaysWhere(string row)
    {
        using var folder = new TemporaryFolder();
        folder.Write("lines.txt", "# header\n" + row);

        var e = Assert.Throws<LineDataException>(() => LineData.Open(folder.Path));

        Assert.Equal(2, e.Line);
        Assert.Contains("expected \"id segmentation", e.Message);
    }

    /// <summary>The five lines of <see cref="Lines"/> with (empty) images.</summary>
    private static TemporaryFolder Database(string linesName)
    {
        string[] images = ["a01/a01-000u/a01-000u-00", "a01/a01-000u/a01-000u-01", "a01/a01-003/a01-003-00", "c04/c04-110/c04-110-00", "c04/c04-156/c04-156-00"];
        var folder = new TemporaryFolder();
        folder.Write(linesName, Lines);
        foreach (string image in images)
            folder.Write($"lines/{image}.png", "");
        return folder;
    }
}
