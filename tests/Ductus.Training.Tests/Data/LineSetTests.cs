using Ductus.Imaging;
using Ductus.Recognition;
using Ductus.Training.Batching;
using Ductus.Training.Data;

namespace Ductus.Training.Tests.Data;

public class LineSetTests
{
    private static readonly LineLoading Loading = new()
    {
        Normalization = new LineNormalization { Height = 16 },
        Codec = new Codec([" ", "a", "b", "l"]),
        FrameStride = 4,
        Threads = 3,
    };

    [Theory]
    [InlineData(new int[0], 0)]
    [InlineData(new[] { 1 }, 1)]
    [InlineData(new[] { 1, 2, 1 }, 3)]
    [InlineData(new[] { 1, 1, 2, 2, 2 }, 8)]
    public void FramesNeeded_EqualNeighbours_TakeABlankBetween(int[] labels, int frames) =>
        Assert.Equal(frames, LineSet.FramesNeeded(labels));

    [Fact]
    public void FramesNeeded_EveryShortText_IsTheLengthOfItsShortestPath()
    {
        for (int length = 0; length <= 3; length++)
            foreach (int[] labels in Sequences(length, 1, 2))
                Assert.Equal(
                    Enumerable.Range(0, 6).First(frames => Sequences(frames, 0, 2).Any(path => Collapse(path).SequenceEqual(labels))),
                    LineSet.FramesNeeded(labels));

        static IEnumerable<int[]> Sequences(int length, int least, int greatest) => length == 0 ? [[]]
            : Sequences(length - 1, least, greatest).SelectMany(start => Enumerable.Range(least, greatest - least + 1).Select(last => (int[])[.. start, last]));

        static IEnumerable<int> Collapse(int[] path) => path.Where((label, i) => label != Codec.Blank && (i == 0 || path[i - 1] != label));
    }

    [Fact]
    public void Load_LightOnDark_IsTheSameInk()
    {
        using var folder = new TemporaryFolder();
        LineSplit split = Split(folder, [("dark.png", "ab", 64), ("light.png", "ab", 64)]);
        File.WriteAllBytes(folder["light.png"], ImageFile.ToPng(Polarity.Invert(ImageFile.Read(folder["dark.png"]))));

        LineSet set = LineSet.Load(split, Loading);

        Assert.Equal(set.Lines[0].Image.Ink, set.Lines[1].Image.Ink);
    }

    [Fact]
    public void Load_GoodLines_HaveInkAndLabelsInOrder()
    {
        using var folder = new TemporaryFolder();
        LineSplit split = Split(folder, [("1.png", "ab", 64), ("2.png", "b a", 48)]);

        LineSet set = LineSet.Load(split, Loading);

        Assert.Empty(set.Skipped);
        Assert.Equal([("1.png", "ab", 32), ("2.png", "b a", 24)], set.Lines.Select(line => (line.Id, line.Text, line.Image.Width)));
        Assert.Equal([2, 3], set.Lines[0].Labels);
        Assert.Equal([3, 1, 2], set.Lines[1].Labels);
        Assert.Equal(255, set.Lines[0].Image.Ink[16 * 0 + 4]);    // a bar of ink at columns 6…13 of 32 rows, halved here
        Assert.Equal(0, set.Lines[0].Image.Ink[20]);
    }

    [Fact]
    public void Load_SpacesAround_AreLabelsButNotText()
    {
        using var folder = new TemporaryFolder();
        LineSplit split = Split(folder, [("1.png", "ab", 64)]);

        TrainingLine line = Assert.Single(LineSet.Load(split, Loading with { SpacesAround = true }).Lines);

        Assert.Equal("ab", line.Text);
        Assert.Equal([1, 2, 3, 1], line.Labels);
    }

    [Fact]
    public void Load_SpacesAroundWithoutASpace_IsTheCallersMistake()
    {
        using var folder = new TemporaryFolder();
        LineSplit split = Split(folder, [("1.png", "ab", 64)]);

        Assert.Throws<ArgumentException>(() => LineSet.Load(split, Loading with { SpacesAround = true, Codec = new Codec(["a", "b"]) }));
    }

    [Fact]
    public void Load_BadLines_AreSkippedWithTheirReasons()
    {
        using var folder = new TemporaryFolder();
        LineSplit split = Split(folder, [("good.png", "ab", 64), ("strange.png", "aéz é", 64), ("narrow.png", "alll", 40), ("fits.png", "alla", 40), ("text.png", "ab", 64)]);
        folder.Write("text.png", "this is no image");

        LineSet set = LineSet.Load(split, Loading);

        Assert.Equal(["good.png", "fits.png"], set.Lines.Select(line => line.Id));
        Assert.Equal(
            [("strange.png", SkipReason.OutsideAlphabet), ("narrow.png", SkipReason.TooNarrow), ("text.png", SkipReason.ImageUnreadable)],
            set.Skipped.Select(line => (line.Id, line.Reason)));
        Assert.EndsWith("got \"é\", \"z\"", set.Skipped[0].Detail);
        Assert.Equal("expected at least 6 frames for \"alll\"; 20 columns give 5", set.Skipped[1].Detail);
        Assert.Contains("text.png", set.Skipped[2].Detail);
    }

    [Fact]
    public void Load_ForValidation_KeepsTheHardLines()
    {
        using var folder = new TemporaryFolder();
        LineSplit split = Split(folder, [("strange.png", "aéz é", 64), ("narrow.png", "alll", 40), ("text.png", "ab", 64)]);
        folder.Write("text.png", "this is no image");

        LineSet set = LineSet.Load(split, Loading with { Purpose = LinePurpose.Validation });

        Assert.Equal([("strange.png", "aéz é"), ("narrow.png", "alll")], set.Lines.Select(line => (line.Id, line.Text)));
        Assert.Equal("text.png", Assert.Single(set.Skipped).Id);
    }

    [Fact]
    public void Load_Progress_CountsEveryLine()
    {
        using var folder = new TemporaryFolder();
        LineSplit split = Split(folder, [("1.png", "a", 64), ("2.png", "a", 64), ("3.png", "é", 64)]);
        var progress = new Counted();

        LineSet.Load(split, Loading, progress);

        Assert.Equal([1, 2, 3], progress.Reports.Order());
    }

    [Fact]
    public void Load_Cancelled_Stops()
    {
        using var folder = new TemporaryFolder();
        LineSplit split = Split(folder, [("1.png", "a", 64)]);

        Assert.Throws<OperationCanceledException>(() => LineSet.Load(split, Loading, cancel: new CancellationToken(canceled: true)));
    }

    [Fact]
    public void Load_PackedAndPlain_GiveTheSameLines()
    {
        using var folder = new TemporaryFolder();
        LineSplit plain = Split(folder, [("1.png", "ab", 64), ("2.png", "b a", 48)]);
        using var target = new TemporaryFolder();

        PackedLines.Pack(plain, Loading.Normalization, target.Path, levels: 256);
        LineSet packed = LineSet.Load(LineData.Open(target.Path).Split("train"), Loading);

        LineSet expected = LineSet.Load(plain, Loading);
        Assert.Equal(expected.Lines.Select(line => (line.Id, line.Text)), packed.Lines.Select(line => (line.Id, line.Text)));
        for (int i = 0; i < packed.Lines.Count; i++)
            Assert.Equal(expected.Lines[i].Image.Ink, packed.Lines[i].Image.Ink);
    }

    [Fact]
    public void Load_PackedAtAnotherHeight_SaysSo()
    {
        using var folder = new TemporaryFolder();
        LineSplit plain = Split(folder, [("1.png", "ab", 64)]);
        using var target = new TemporaryFolder();
        PackedLines.Pack(plain, new LineNormalization { Height = 24 }, target.Path);

        var e = Assert.Throws<LineDataException>(() => LineSet.Load(LineData.Open(target.Path).Split("train"), Loading));

        Assert.Contains("expected lines of height 16, as the network reads; they were packed at 24", e.Message);
    }

    [Fact]
    public void Load_PackedFileDamaged_NamesTheLine()
    {
        using var folder = new TemporaryFolder();
        LineSplit plain = Split(folder, [("1.png", "ab", 64), ("2.png", "b a", 48)]);
        using var target = new TemporaryFolder();
        string path = PackedLines.Pack(plain, Loading.Normalization, target.Path).Path;
        byte[] damaged = File.ReadAllBytes(path);
        damaged[^1] ^= 1;
        File.WriteAllBytes(path, damaged);

        var e = Assert.Throws<LineDataException>(() => LineSet.Load(LineData.Open(target.Path).Split("train"), Loading));

        Assert.Contains("line 1 (2.png); it is damaged", e.Message);
    }

    private static LineSplit Split(TemporaryFolder folder, (string File, string Text, int Width)[] lines)
    {
        DrawnData.Write(folder, [.. lines.Select(line => (line.File, "train", line.Text, line.Width))]);
        return LineData.Open(folder.Path).Split("train");
    }

    private sealed class Counted : IProgress<int>
    {
        private readonly List<int> _reports = [];

        public IReadOnlyList<int> Reports => _reports;

        public void Report(int value)
        {
            lock (_reports)
                _reports.Add(value);
        }
    }
}
