using Ductus.Recognition;
using Ductus.Training.Data;

namespace Ductus.Training.Tests.Data;

public sealed class IdxCharactersTests : IDisposable
{
    private static readonly LineNormalization Mnist = new() { Height = 28, Width = 28, Fit = LineFit.CentreOfMass };
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_FilesOfMnist_HasTheirSplitsAndPixels()
    {
        IdxSet.Write(_folder.Path, training: 5, test: 3);

        LineData data = LineData.Open(_folder.Path);

        Assert.Equal(LineDataForm.Idx, data.Form);
        Assert.Equal([("test", 3), ("train", 5)], data.Splits.Select(split => (split.Name, split.Samples.Count)));
        LineSplit train = data.Split("train");
        Assert.Equal(["0", "1", "2", "0", "1"], train.Samples.Select(sample => sample.Text));
        Assert.Equal("train-00004", train.Samples[4].Id);
        var random = new Random(1);
        using IStoredLines stored = train.Store!();
        for (int i = 0; i < 5; i++)
            Assert.Equal(IdxSet.Draw(i % 3, random), stored.Read(i, Mnist).Ink.ToArray());
        Assert.Equal(28, stored.Read(0, Mnist).PaddedWidth);
    }

    [Fact]
    public void Open_FilesOfEmnist_AreTransposedAndMapped()
    {
        byte[] drawn = IdxSet.Draw(0, new Random(1)), transposed = [.. Enumerable.Range(0, 784).Select(i => drawn[i % 28 * 28 + i / 28])];
        File.WriteAllBytes(_folder["emnist-letters-train-images-idx3-ubyte.gz"], IdxSet.Gzip(IdxSet.Images([transposed, transposed])));
        File.WriteAllBytes(_folder["emnist-letters-train-labels-idx1-ubyte.gz"], IdxSet.Gzip(IdxSet.Labels([2, 1])));
        File.WriteAllText(_folder["emnist-letters-mapping.txt"], "1 65 97\n2 66 98\n");

        LineSplit train = LineData.Open(_folder.Path).Split("train");

        Assert.Equal(["B", "A"], train.Samples.Select(sample => sample.Text));
        using IStoredLines stored = train.Store!();
        Assert.Equal(drawn, stored.Read(1, Mnist).Ink.ToArray());
    }

    [Fact]
    public void Open_SeveralKindsOfClasses_WantsToBeTold()
    {
        Several();

        var error = Assert.Throws<LineDataException>(() => LineData.Open(_folder.Path));

        Assert.Contains("expected to be told the kinds of classes there are: 2, 3", error.Message, StringComparison.Ordinal);
        Assert.Equal(["A", "A", "B"], LineData.Open(_folder.Path, LineUnit.Characters, "2").Split("train").Samples.Select(sample => sample.Text));
        LineSplit three = LineData.Open(_folder.Path, LineUnit.Characters, "3").Split("train");
        Assert.Equal(["a", "B"], three.Samples.Select(sample => sample.Text));
        Assert.Equal(SkipReason.LabelEmpty, Assert.Single(three.Skipped).Reason);
        using IStoredLines stored = three.Store!();
        Assert.Equal(2, stored.Read(1, Mnist).Ink[0]);                                    // the third image, for the second has no class
        Assert.Equal("3", LineData.ClassesFor(_folder.Path, ["A", "B", "a"]));
        Assert.Null(LineData.ClassesFor(_folder.Path, ["A"]));
        Assert.Contains("expected not \"4\" but one of", Assert.Throws<LineDataException>(() => LineData.Open(_folder.Path, LineUnit.Characters, "4")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cut", "train-images-idx3-ubyte: expected 3,920 bytes for 5 × 28 × 28; the file is cut off after 3,820")]
    [InlineData("head", "train-images-idx3-ubyte: expected a head of 16 bytes; the file ends after 9")]
    [InlineData("magic", "expected an IDX file of bytes in 3 dimensions, which starts with 0x00000803; this one starts with 0x00000D03")]
    [InlineData("more", "expected 3,920 bytes for 5 × 28 × 28; there are more")]
    [InlineData("count", "expected 4 images, as many as there are labels; got 5")]
    [InlineData("huge", "expected sizes above 0 of at most")]
    public void Store_DamagedImages_SaysWhere(string damage, string expected)
    {
        IdxSet.Write(_folder.Path, training: 5, test: 3);
        string images = _folder["train-images-idx3-ubyte"], labels = _folder["train-labels-idx1-ubyte.gz"];
        byte[] whole = File.ReadAllBytes(images);
        switch (damage)
        {
            case "cut": File.WriteAllBytes(images, whole[..^100]); break;
            case "head": File.WriteAllBytes(images, whole[..9]); break;
            case "magic": whole[2] = 13; File.WriteAllBytes(images, whole); break;
            case "more": File.WriteAllBytes(images, [.. whole, 0]); break;
            case "huge": whole[4] = 0xFF; File.WriteAllBytes(images, whole); break;
            default: File.WriteAllBytes(labels, IdxSet.Labels([0, 1, 2, 0])); break;
        }

        var error = Assert.Throws<LineDataException>(() => LineData.Open(_folder.Path).Split("train").Store!());

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.StartsWith(images, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_GzipCutShort_SaysSo()
    {
        IdxSet.Write(_folder.Path, training: 3000);
        string labels = _folder["train-labels-idx1-ubyte.gz"];
        File.WriteAllBytes(labels, File.ReadAllBytes(labels)[..^12]);

        Assert.StartsWith(labels, Assert.Throws<LineDataException>(() => LineData.Open(_folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_ClassOutsideTheMapping_NamesTheImage()
    {
        IdxSet.Write(_folder.Path, training: 5);
        File.WriteAllBytes(_folder["train-labels-idx1-ubyte.gz"], IdxSet.Labels([0, 1, 10, 0, 1]));

        Assert.Contains("expected classes 0…9; image 2 has 10", Assert.Throws<LineDataException>(() => LineData.Open(_folder.Path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0 65\n0 66\n", ":2: expected a class of its own")]
    [InlineData("0 A\n", ":1: expected a class of its own, 0…254, and the code point")]
    [InlineData("0 10\n", ":1: expected a class of its own")]
    [InlineData("255 65\n", ":1: expected a class of its own")]
    [InlineData("", "the file is empty")]
    public void Open_WrongMapping_NamesTheLine(string mapping, string expected)
    {
        Several();
        File.WriteAllText(_folder["mapping2.txt"], mapping);

        Assert.Contains(expected, Assert.Throws<LineDataException>(() => LineData.Open(_folder.Path, LineUnit.Characters, "2")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_LettersWithoutTheirMapping_SaysWhichFileIsMissing()
    {
        Several();
        File.Delete(_folder["mapping2.txt"]);

        Assert.Contains("expected the characters of the classes 2 in emnist-2-mapping.txt or mapping2.txt", Assert.Throws<LineDataException>(() => LineData.Open(_folder.Path, LineUnit.Characters, "2")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_PackedAndUnpackedLabels_AreRefused()
    {
        IdxSet.Write(_folder.Path);
        File.WriteAllBytes(_folder["train-labels-idx1-ubyte"], IdxSet.Labels([0]));

        Assert.ThrowsAny<LineDataException>(() => LineData.Open(_folder.Path));
    }

    [Fact]
    public void Open_LabelsWithoutImages_SaysWhatIsMissing()
    {
        IdxSet.Write(_folder.Path);
        File.Delete(_folder["t10k-images-idx3-ubyte"]);

        Assert.Contains("expected its images beside it, t10k-images-idx3-ubyte", Assert.Throws<LineDataException>(() => LineData.Open(_folder.Path)).Message, StringComparison.Ordinal);
    }

    /// <summary>Three images whose first pixels are 0, 1 and 2, with two kinds of classes.</summary>
    private void Several()
    {
        File.WriteAllBytes(_folder["train-images-idx3-ubyte"], IdxSet.Images([.. Enumerable.Range(0, 3).Select(i => (byte[])[(byte)i, .. new byte[783]])]));
        File.WriteAllBytes(_folder["train-labels2-idx1-ubyte"], IdxSet.Labels([0, 0, 1]));
        File.WriteAllBytes(_folder["train-labels3-idx1-ubyte"], IdxSet.Labels([2, 255, 1]));
        File.WriteAllText(_folder["mapping2.txt"], "0 65\n1 66\n");
        File.WriteAllText(_folder["mapping3.txt"], "0 65\n1 66\n2 97\n");
    }
}
