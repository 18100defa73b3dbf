using Ductus.Layout;
using Ductus.Training.Data;

namespace Ductus.Training.Tests.Data;

public sealed class WordTableTests : IDisposable
{
    private const string Header = "word_id\tline_id\tsplit\tsure\tx\ty\tw\th\ttext\n";

    private readonly TemporaryFolder _folder = new();

    public WordTableTests()
    {
        DrawnData.Write(_folder, [("1.png", "train", "a bar", 96)]);
        File.Move(_folder["labels.tsv"], _folder["lines.tsv"]);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_Words_HasTheSureOnesWithTheirBoxesAndAMargin()
    {
        _folder.Write("words_visual.tsv", Header + "w1\t1.png\ttrain\t1\t6\t10\t8\t12\tbar\nw2\t1.png\ttrain\t0\t40\t0\t9\t9\tunsure\n");

        LineSample word = Assert.Single(LineData.Open(_folder.Path, LineUnit.Words).Split("train").Samples);

        Assert.Equal(("w1", "bar", _folder["1.png"]), (word.Id, word.Text, word.ImagePath));
        Assert.Equal(new Box(2, 6, 16, 20), word.Part);
        Assert.Equal((16, 20), (LineImages.Read(word).Width, LineImages.Read(word).Height));
        Assert.Equal("a bar", Assert.Single(LineData.Open(_folder.Path).Split("train").Samples).Text);
    }

    [Theory]
    [InlineData("w1\t2.png\ttrain\t1\t6\t10\t8\t12\tbar", "words_visual.tsv:2: expected a line of the set; 2.png is none.")]
    [InlineData("w1\t1.png\ttrain\t1\tsix\t10\t8\t12\tbar", "words_visual.tsv:2: expected whole pixels for x; got \"six\".")]
    [InlineData("w1\t1.png\ttrain\t1\t6\t10\t0\t12\tbar", "expected a box of at least one pixel; got 0×12.")]
    [InlineData("w1\t1.png\ttrain\t1", "expected 9 tab-separated fields")]
    public void Open_DamagedRow_NamesFileAndLine(string row, string expected)
    {
        _folder.Write("words_visual.tsv", Header + row + "\n");

        var e = Assert.Throws<LineDataException>(() => LineData.Open(_folder.Path, LineUnit.Words));

        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_BoxOutsideTheImage_SkipsTheWordAndSaysWhere()
    {
        _folder.Write("words_visual.tsv", Header + "w1\t1.png\ttrain\t1\t6\t10\t8\t12\tbar\nw2\t1.png\ttrain\t1\t200\t0\t9\t9\tfar\n");
        var loading = new LineLoading { Normalization = new() { Height = 16 }, Codec = new(["a", "b", "r", "f"]), FrameStride = 1 };

        LineSet set = LineSet.Load(LineData.Open(_folder.Path, LineUnit.Words).Split("train"), loading);

        Assert.Equal("w1", Assert.Single(set.Lines).Id);
        Assert.Contains("expected w2 at 196,-4, 17×17 pixels; the image has 96×32", Assert.Single(set.Skipped).Detail, StringComparison.Ordinal);
    }

    [DataFact]
    public void Open_SharedIam_HasTheSureWords()
    {
        LineData data = LineData.Open(Path.Combine(DataFactAttribute.Folder, "iam"), LineUnit.Words);

        Assert.Equal((26548, 2250, 1281), (data.Split("train").Samples.Count, data.Split("val").Samples.Count, data.Split("val-grey").Samples.Count));
    }
}
