using System.Collections.Concurrent;
using Ductus.Decoding;
using Ductus.Imaging;
using Ductus.Layout;
using Ductus.Recognition;
using Ductus.Tests.Recognition;

namespace Ductus.Tests;

public sealed class PageReaderTests : IDisposable
{
    private readonly ToyModel _toy = new();
    private readonly RecognitionModel _model;

    public PageReaderTests() => _model = RecognitionModel.Load(_toy.Save());

    public void Dispose()
    {
        _model.Dispose();
        _toy.Dispose();
    }

    [Fact]
    public void ReadLines_AnyNumberOfThreads_ReadsTheSameInTheSameOrder()
    {
        NormalizedLine[] lines = RandomLines(60);
        string[] alone = [.. lines.Select(line => new GreedyDecoder(_model.Codec).Decode(_model.Run(new LineBatch([line]))[0]).Text)];

        foreach (int threads in new[] { 1, 2, 7 })
            Assert.Equal(alone, new PageReader(_model, new() { Threads = threads }).ReadLines(lines).Select(text => text.Text));
        Assert.True(alone.Distinct().Count() > 10);
    }

    [Fact]
    public void RunLines_SeveralLooks_IsTheMeanOfWhatTheNetworkBelieves()
    {
        NormalizedLine[] lines = RandomLines(5);

        IReadOnlyList<Logits> looks = new PageReader(_model, new() { Looks = 3 }).RunLines(lines);

        for (int i = 0; i < lines.Length; i++)
        {
            var expected = LogProbabilities.Mean([.. Enumerable.Range(0, 3).Select(look => LogProbabilities.Of(_model.Run(new LineBatch([LineVariants.Of(lines[i], look)]))[0]))]);
            for (int frame = 0; frame < expected.Frames; frame++)
                Assert.Equal(expected[frame].ToArray(), looks[i][frame].ToArray(), (a, b) => Math.Abs(a - b) < 1e-3);
        }
        Assert.NotEqual(looks[0].Values.ToArray(), new PageReader(_model).RunLines(lines)[0].Values.ToArray());
    }

    [Fact]
    public void ReadLines_None_ReadsNone()
    {
        Assert.Empty(new PageReader(_model).ReadLines([]));
    }

    [Fact]
    public void ReadLines_WithProgress_ReportsEveryLineOnce()
    {
        var progress = new Recorder();

        new PageReader(_model).ReadLines(RandomLines(20), progress);

        Assert.All(progress.Reports, report => Assert.Equal(20, report.Lines));
        Assert.Equal(20, progress.Reports.Max(report => report.Read));
        Assert.Equal(progress.Reports.Count, progress.Reports.Select(report => report.Read).Distinct().Count());
    }

    [Fact]
    public void ReadLines_Cancelled_ThrowsThat()
    {
        Assert.ThrowsAny<OperationCanceledException>(() => new PageReader(_model).ReadLines(RandomLines(3), cancel: new CancellationToken(canceled: true)));
    }

    [Fact]
    public void ReadLines_OtherHeight_ThrowsAsTheModelDoes()
    {
        NormalizedLine[] lines = [new(10, ToyModel.Height + 1, new byte[10 * (ToyModel.Height + 1)])];

        Assert.Throws<ArgumentException>(() => new PageReader(_model).ReadLines(lines));
    }

    [Fact]
    public void ReadLine_Image_IsAPageOfOneLineThatFillsIt()
    {
        Page page = new PageReader(_model).ReadLine(new GreyImage(30, 20, [.. Enumerable.Repeat((byte)255, 600)]));

        TextLine line = Assert.Single(page.Lines);
        Assert.Equal((30, 20, new Box(0, 0, 30, 20)), (page.Width, page.Height, line.Boundary.Bounds));
        Assert.NotNull(line.Text);
        Assert.InRange(line.Confidence!.Value, 0, 1); // a line that was read has it
    }

    [Fact]
    public void Read_EmptyPage_HasNoLines()
    {
        Page page = new PageReader(_model).Read(new GreyImage(200, 300, [.. Enumerable.Repeat((byte)240, 60_000)]));

        Assert.Equal((200, 300), (page.Width, page.Height));
        Assert.Empty(page.Lines);
    }

    [Fact]
    public void Threads_OutOfRange_IsRefused()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new PageReaderOptions { Threads = 0 });

        Assert.Contains("1…256", error.Message, StringComparison.Ordinal);
    }

    private static NormalizedLine[] RandomLines(int count)
    {
        var random = new Random(11);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            int width = random.Next(5, 600);
            // frames of ink or paper by chance: texts of any length
            bool[] inked = [.. Enumerable.Range(0, width / ToyModel.FrameStride + 1).Select(_ => random.Next(2) == 0)];
            byte[] ink = [.. Enumerable.Range(0, width * ToyModel.Height).Select(i => inked[i % width / ToyModel.FrameStride] ? (byte)255 : (byte)0)];
            return new NormalizedLine(width, ToyModel.Height, ink);
        })];
    }

    private sealed class Recorder : IProgress<ReadingProgress>
    {
        public ConcurrentBag<ReadingProgress> Reports { get; } = [];

        public void Report(ReadingProgress value) => Reports.Add(value);
    }
}
