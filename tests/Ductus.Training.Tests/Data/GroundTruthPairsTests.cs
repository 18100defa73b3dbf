using Ductus.Training.Data;

namespace Ductus.Training.Tests.Data;

public class GroundTruthPairsTests
{
    [Fact]
    public void Open_SplitFolders_AreTheSplits()
    {
        using var folder = new TemporaryFolder();
        foreach (string name in (string[])["train/page1/01", "validation/02", "test/03"])
        {
            folder.Write(name + ".png", "");
            folder.Write(name + ".gt.txt", $"\uFEFF text of {name} \n");
        }

        LineData data = LineData.Open(folder.Path);

        Assert.Equal(LineDataForm.Pairs, data.Form);
        Assert.Equal([new LineSample("train/page1/01", Path.Combine(folder.Path, "train/page1/01.png"), "text of train/page1/01", null)],
            data.Split("train").Samples);
        Assert.Equal("validation/02", Assert.Single(data.Split("val").Samples).Id);
        Assert.Equal("test/03", Assert.Single(data.Split("test").Samples).Id);
    }

    [Theory]
    [InlineData(".tif")]
    [InlineData(".nrm.png")]
    [InlineData(".bin.png")]
    public void Open_ImageOfAnotherEnding_IsFound(string ending)
    {
        using var folder = new TemporaryFolder();
        folder.Write("train/1.gt.txt", "word");
        string image = folder.Write("train/1" + ending, "");

        Assert.Equal(image, Assert.Single(LineData.Open(folder.Path).Split("train").Samples).ImagePath);
    }

    [Fact]
    public void Open_NoSplitFolders_HoldsBackATenthByName()
    {
        using var folder = new TemporaryFolder();
        for (int i = 0; i < 500; i++)
            Pair(folder, $"line{i:000}");
        HashSet<string> before = [.. LineData.Open(folder.Path).Split("val").Samples.Select(sample => sample.Id)];
        for (int i = 500; i < 1000; i++)
            Pair(folder, $"line{i:000}");

        LineData data = LineData.Open(folder.Path);

        HashSet<string> after = [.. data.Split("val").Samples.Select(sample => sample.Id)];
        Assert.Equal(1000, data.Splits.Sum(split => split.Samples.Count));
        Assert.InRange(after.Count, 70, 130);                     // 100 expected; three standard deviations are 28
        Assert.Subset(after, before);                             // more lines move no line to the other side
    }

    [Fact]
    public void Open_TwoPairs_HoldsOneBack()
    {
        using var folder = new TemporaryFolder();
        Pair(folder, "a");
        Pair(folder, "b");

        LineData data = LineData.Open(folder.Path);

        Assert.Single(data.Split("train").Samples);
        Assert.Single(data.Split("val").Samples);
    }

    [Fact]
    public void Open_BadLabels_AreNamed()
    {
        using var folder = new TemporaryFolder();
        Pair(folder, "train/good");
        folder.Write("train/two.gt.txt", "one\ntwo\n");
        File.WriteAllBytes(Path.Combine(folder.Path, "train", "latin1.gt.txt"), [0xE9]);
        folder.Write("train/noimage.gt.txt", "word");
        folder.Write("stray.gt.txt", "word");

        LineData data = LineData.Open(folder.Path);

        Assert.Equal("train/good", Assert.Single(data.Split("train").Samples).Id);
        Assert.Equal(
            [("train/latin1", SkipReason.LabelMalformed), ("train/noimage", SkipReason.ImageMissing), ("train/two", SkipReason.LabelMalformed)],
            data.Split("train").Skipped.Select(line => (line.Id, line.Reason)));
        Assert.Equal(("stray", SkipReason.OutsideSplits), data.Split("none").Skipped.Select(line => (line.Id, line.Reason)).Single());
    }

    private static void Pair(TemporaryFolder folder, string name)
    {
        folder.Write(name + ".png", "");
        folder.Write(name + ".gt.txt", "word");
    }
}
