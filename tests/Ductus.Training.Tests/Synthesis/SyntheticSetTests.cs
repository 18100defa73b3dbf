using Ductus.Imaging;
using Ductus.Training.Data;
using Ductus.Training.Synthesis;

namespace Ductus.Training.Tests.Synthesis;

public sealed class SyntheticSetTests : IDisposable
{
    private static readonly string[] Hands = ["kalam", "playwrite-ca"];

    private readonly TemporaryFolder _folder = new();
    private readonly SynthesisFonts _fonts = SynthesisFonts.Load(FontFactAttribute.Installed ? Hands : [], LineTextOptions.English);

    public void Dispose()
    {
        _fonts.Dispose();
        _folder.Dispose();
    }

    [FontFact]
    public void Write_Packed_IsTheSameForAnyNumberOfThreads()
    {
        Write("one", SyntheticSetForm.Packed, threads: 1);
        Write("four", SyntheticSetForm.Packed, threads: 4);

        Assert.Equal(File.ReadAllBytes(_folder["one/train.lines"]), File.ReadAllBytes(_folder["four/train.lines"]));
        LineSplit split = LineData.Open(_folder["one"]).Split("train");
        Assert.Equal(20, split.Samples.Count);
        Assert.All(split.Samples, sample => Assert.Contains(sample.Writer, Hands));
        using PackedLines packed = PackedLines.Open(_folder["one/train.lines"]);
        Assert.Equal(24, packed.Read(7).Height);
    }

    [FontFact]
    public void Write_Images_IsATableThatTrainingReads()
    {
        Write("images", SyntheticSetForm.Images, threads: 2);

        LineData data = LineData.Open(_folder["images"]);
        Assert.Equal(LineDataForm.Table, data.Form);
        LineSplit split = data.Split("train");
        Assert.Equal((20, 0), (split.Samples.Count, split.Skipped.Count));
        Assert.All(split.Samples, sample => Assert.Equal(24, ImageFile.Read(sample.ImagePath).Height));
        Assert.Equal(["images"], Directory.GetFileSystemEntries(_folder.Path).Select(Path.GetFileName).Where(name => name != "texts.txt"));
    }

    [FontFact]
    public void Write_FolderInUse_IsLeftAlone()
    {
        _folder.Write("mine/notes.txt", "keep");

        var error = Assert.Throws<LineDataException>(() => Write("mine", SyntheticSetForm.Packed, threads: 1));

        Assert.Contains("expected a new or an empty folder", error.Message, StringComparison.Ordinal);
        Assert.Equal("keep", File.ReadAllText(_folder["mine/notes.txt"]));
    }

    [FontFact]
    public void Write_Stopped_LeavesNothing()
    {
        using var stop = new CancellationTokenSource();
        var progress = new Stopper(stop);

        foreach (SyntheticSetForm form in Enum.GetValues<SyntheticSetForm>())
            Assert.ThrowsAny<OperationCanceledException>(() =>
                SyntheticSet.Write(_folder["set"], form, Lines(), height: 24, split: "train", threads: 1, progress, stop.Token));

        Assert.Equal(["texts.txt"], Directory.GetFileSystemEntries(_folder.Path).Select(Path.GetFileName));
    }

    [FontFact]
    public void Write_SplitThatIsMeasured_IsRefused()
    {
        foreach (string split in new[] { "val", "val-grey", "test" })
            Assert.Contains("a model is measured on real ones",
                Assert.Throws<ArgumentException>(() => SyntheticSet.Write(_folder["set"], SyntheticSetForm.Packed, Lines(), 24, split, threads: 1)).Message, StringComparison.Ordinal);
    }

    private void Write(string folder, SyntheticSetForm form, int threads) => SyntheticSet.Write(_folder[folder], form, Lines(), height: 24, "train", threads);

    private SyntheticLines Lines()
    {
        LineTexts texts = LineTexts.Load([_folder.Write("texts.txt", "A few words in a row, and then some more of them: to be broken into lines.")], new LineTextOptions(), _fonts.Fonts);
        return new SyntheticLines(texts, _fonts.Fonts, new SyntheticLineOptions { Count = 20, Height = 24 });
    }

    private sealed class Stopper(CancellationTokenSource stop) : IProgress<int>
    {
        public void Report(int value) => stop.Cancel();
    }
}
