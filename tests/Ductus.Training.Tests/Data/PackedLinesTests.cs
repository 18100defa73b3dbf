using Ductus.Recognition;
using Ductus.Training.Data;

namespace Ductus.Training.Tests.Data;

public class PackedLinesTests
{
    [Fact]
    public void Read_WhatWasWritten_IsTheSameToTheRoundingOfTheInk()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "train.lines");
        var lines = Lines(count: 5, height: 8);

        PackedLines.Write(path, "train", lines);
        using var packed = PackedLines.Open(path);

        Assert.Equal(("train", 8, 32), (packed.Split, packed.Height, packed.Levels));
        Assert.Equal(lines.Select(line => line.Sample with { ImagePath = path }), packed.Samples);
        for (int i = 0; i < lines.Length; i++)
        {
            NormalizedLine image = packed.Read(i);
            Assert.Equal((lines[i].Image.Width, 8), (image.Width, image.Height));
            for (int pixel = 0; pixel < image.Ink.Length; pixel++)
                Assert.InRange(image.Ink[pixel] - lines[i].Image.Ink[pixel], -4, 4);
        }
    }

    [Fact]
    public void Read_AllLevelsKept_IsExact()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "train.lines");
        var lines = Lines(count: 3, height: 16);

        PackedLines.Write(path, "train", lines, levels: 256);
        using var packed = PackedLines.Open(path);

        for (int i = 0; i < lines.Length; i++)
            Assert.Equal(lines[i].Image.Ink, packed.Read(i).Ink);
    }

    [Fact]
    public void Read_PaperAndFullInk_StayPaperAndFullInk()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "train.lines");

        PackedLines.Write(path, "train", [(new LineSample("a", "a.png", "a", null), new NormalizedLine(3, 1, [0, 128, 255]))]);
        using var packed = PackedLines.Open(path);

        Assert.Equal(new byte[] { 0, 132, 255 }, packed.Read(0).Ink);     // 128 → step 16 of 31 → 131.6
    }

    [Fact]
    public void OpenAndRead_AnyByteChanged_GivesAnErrorAndNeverOtherPixels()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "val.lines");
        PackedLines.Write(path, "val", Lines(count: 2, height: 4));
        byte[] whole = File.ReadAllBytes(path);
        byte[][] expected = ReadAll(path);
        int unnoticed = 0;

        for (int i = 0; i < whole.Length; i++)
        {
            byte[] damaged = [.. whole];
            damaged[i] ^= 0x10;
            File.WriteAllBytes(path, damaged);
            try
            {
                // A deflate stream has a few padding bits that mean nothing.
                Assert.Equal(expected, ReadAll(path));
                unnoticed++;
            }
            catch (LineDataException e)
            {
                Assert.StartsWith(path, e.Message);
            }
        }

        Assert.InRange(unnoticed, 0, 2);                          // at most one byte with padding in each of the two streams
    }

    [Fact]
    public void Open_CutOffAnywhere_SaysSo()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "val.lines");
        PackedLines.Write(path, "val", Lines(count: 2, height: 4));
        byte[] whole = File.ReadAllBytes(path);

        for (int length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(path, whole[..length]);
            Assert.Throws<LineDataException>(() => PackedLines.Open(path));
        }

        File.WriteAllBytes(path, whole[..^1]);
        Assert.EndsWith($"expected {whole.Length} bytes by its head; got {whole.Length - 1}, cut off in line 1 (line1).",
            Assert.Throws<LineDataException>(() => PackedLines.Open(path)).Message);
    }

    [Fact]
    public void Read_DamagedLine_NamesIt()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "val.lines");
        PackedLines.Write(path, "val", Lines(count: 3, height: 4));
        byte[] damaged = File.ReadAllBytes(path);
        damaged[^1] ^= 1;                                         // in the checksum of the last line
        File.WriteAllBytes(path, damaged);
        using var packed = PackedLines.Open(path);

        packed.Read(0);
        packed.Read(1);
        var e = Assert.Throws<LineDataException>(() => packed.Read(2));

        Assert.Contains("pixels for line 2 (line2); it is damaged", e.Message);
    }

    [Theory]
    [InlineData("", "it does not start as one")]
    [InlineData("not a packed file", "it does not start as one")]
    [InlineData("DUCTUSLN and no more", "the file is cut off after 20")]
    public void Open_SomethingElse_SaysWhat(string content, string message)
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("train.lines", content);

        var e = Assert.Throws<LineDataException>(() => PackedLines.Open(path));

        Assert.Contains(message, e.Message);
    }

    [Fact]
    public void Open_LaterVersion_NamesIt()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "val.lines");
        PackedLines.Write(path, "val", Lines(count: 1, height: 4));
        byte[] later = File.ReadAllBytes(path);
        later[40] = 2;                                            // after 8 bytes of magic and 32 of checksum
        File.WriteAllBytes(path, later);

        Assert.Contains("expected version 1; got 2.", Assert.Throws<LineDataException>(() => PackedLines.Open(path)).Message);
    }

    [Fact]
    public void Write_DifferentHeights_RefusesAndLeavesTheOldFile()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("train.lines", "old");

        Assert.Throws<ArgumentException>(() => PackedLines.Write(path, "train", [.. Lines(1, height: 4), .. Lines(1, height: 5)]));

        Assert.Equal("old", File.ReadAllText(path));
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void Write_NoSuchFolder_LeavesNothing()
    {
        using var folder = new TemporaryFolder();

        Assert.Throws<DirectoryNotFoundException>(() => PackedLines.Write(Path.Combine(folder.Path, "no", "a.lines"), "train", Lines(1, 4)));

        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void LineData_FolderOfPackedFiles_HasTheirSplits()
    {
        using var folder = new TemporaryFolder();
        string train = Path.Combine(folder.Path, "train.lines");
        PackedLines.Write(train, "train", Lines(count: 3, height: 4));
        PackedLines.Write(Path.Combine(folder.Path, "val.lines"), "val", Lines(count: 2, height: 4));

        LineData data = LineData.Open(folder.Path);

        Assert.Equal(LineDataForm.Packed, data.Form);
        Assert.Equal([("train", 3), ("val", 2)], data.Splits.Select(split => (split.Name, split.Samples.Count)));
        Assert.Equal(3, data.Split("train").Samples.Count(sample => sample.ImagePath == train));
    }

    [Fact]
    public void LineData_TwoFilesOfOneSplit_Refuses()
    {
        using var folder = new TemporaryFolder();
        PackedLines.Write(Path.Combine(folder.Path, "a.lines"), "train", Lines(count: 1, height: 4));
        PackedLines.Write(Path.Combine(folder.Path, "b.lines"), "train", Lines(count: 1, height: 4));

        Assert.Contains("expected one file per split; train is in", Assert.Throws<LineDataException>(() => LineData.Open(folder.Path)).Message);
    }

    [DataFact]
    public void Pack_IamAtHeight64_FitsIn30MiBWithValidation()
    {
        LineData data = LineData.Open(Path.Combine(DataFactAttribute.Folder, "iam"));
        using var folder = new TemporaryFolder();

        foreach (string split in (string[])["train", "val", "val-grey"])
        {
            LineSample[] everyTenth = [.. data.Split(split).Samples.Where((_, i) => i % 10 == 0)];
            Assert.Empty(PackedLines.Pack(new LineSplit(split, everyTenth, []), new LineNormalization { Height = 64 }, folder.Path).Skipped);
        }

        Assert.InRange(10 * Directory.GetFiles(folder.Path).Sum(file => new FileInfo(file).Length), 10 << 20, 30 << 20);
    }

    private static byte[][] ReadAll(string path)
    {
        using var packed = PackedLines.Open(path);
        return [.. Enumerable.Range(0, packed.Samples.Count).Select(i => packed.Read(i).Ink.ToArray())];
    }

    /// <summary>Lines of random ink, with and without a writer, texts beyond ASCII.</summary>
    private static (LineSample Sample, NormalizedLine Image)[] Lines(int count, int height)
    {
        var random = new Random(7);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            var ink = new byte[height * (10 + i)];
            random.NextBytes(ink);
            return (new LineSample($"line{i}", $"line{i}.png", $"Số {i} \"a\"", i % 2 == 0 ? null : $"writer{i}"), new NormalizedLine(10 + i, height, ink));
        })];
    }
}
