using Ductus.Imaging;
using Ductus.Training.Data;

namespace Ductus.Cli.Tests;

public sealed class SynthCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public SynthCommandTests() => _folder.Write("words.txt", "We walked along the river and talked of old times.\nNothing [at all] came of it.\n");

    public void Dispose() => _folder.Dispose();

    [FontFact]
    public void Synth_Packed_IsADataSetAndTheSummaryCountsWhatWasSkipped()
    {
        var run = CommandLineRun.Of("synth", _folder["words.txt"], "-o", _folder["set"], "--lines", "9", "--fonts", "kalam, playwrite-ca", "--height", "32");

        Assert.Equal((0, ""), (run.Status, run.Output));
        string[] lines = run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("ductus: 1 skipped, characters outside the alphabet (words.txt:2: got \"[\", \"]\")", lines[0]);
        Assert.Matches(@"^9 lines from \d texts in 2 fonts, seed 1; 15 % made up of rare characters$", lines[1]);
        Assert.StartsWith($"{_folder["set"]}: 9 lines of height 32, split train, ", lines[2], StringComparison.Ordinal);
        Assert.Equal(9, LineData.Open(_folder["set"]).Split("train").Samples.Count);
    }

    [FontFact]
    public void Synth_Images_AreATable()
    {
        var run = CommandLineRun.Of("synth", _folder["words.txt"], "-o", _folder["set"], "--lines", "3", "--fonts", "kalam", "--form", "images", "--split", "extra", "--as-lines");

        Assert.Equal(0, run.Status);
        LineSplit split = LineData.Open(_folder["set"]).Split("extra");
        Assert.All(split.Samples, sample => Assert.Equal(96, ImageFile.Read(sample.ImagePath).Height));
    }

    [FontFact]
    public void Synth_Fields_AreLabelledWithTheNamesAlone()
    {
        _folder.Write("names.txt", "DUPONT\nJEAN-PIERRE\nÉLISE\n");

        var run = CommandLineRun.Of("synth", _folder["names.txt"], "-o", _folder["set"], "--fields", "--lines", "6", "--alphabet", " -ABCDEFGHIJKLMNOPQRSTUVWXYZ");

        Assert.Equal(0, run.Status);
        Assert.Contains("1 skipped, characters outside the alphabet (names.txt:3", run.Error, StringComparison.Ordinal);
        Assert.Matches(@"6 lines from 2 texts in 4\d fonts, seed 1\n", run.Error);
        Assert.All(LineData.Open(_folder["set"]).Split("train").Samples, sample => Assert.True(sample.Text is "DUPONT" or "JEAN-PIERRE"));
    }

    [FontFact]
    public void Synth_Sheet_DrawsAPictureAndNothingElse()
    {
        var run = CommandLineRun.Of("synth", _folder["words.txt"], "--sheet", _folder["look.png"], "--lines", "4", "--fonts", "kalam");

        Assert.Equal(0, run.Status);
        Assert.InRange(ImageFile.Read(_folder["look.png"]).Height, 4 * 60, 4 * 120);
        Assert.Equal(["look.png", "words.txt"], Directory.GetFileSystemEntries(_folder.Path).Select(Path.GetFileName).Order());
    }

    [FontFact]
    public void Synth_ForMeasuring_IsRefused()
    {
        var run = CommandLineRun.Of("synth", _folder["words.txt"], "-o", _folder["set"], "--split", "val", "--fonts", "kalam", "--alphabet", "abc defghijklmnopqrstuvwxyzWN.[]");

        Assert.Equal(1, run.Status);
        Assert.Contains("a model is measured on real ones", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["set"]));
    }

    [FontFact]
    public void Synth_NoSuchText_IsOneComplaint() =>
        Assert.Contains("nothing.txt", CommandLineRun.Of("synth", _folder["nothing.txt"], "-o", _folder["set"]).Complaint(), StringComparison.Ordinal);

    [Theory]
    [InlineData("", "--output FOLDER, --sheet FILE.png, or both")]
    [InlineData("-o set --length 30", "--length must be MIN-MAX such as 20-80; got '30'")]
    [InlineData("-o set --rare 2", "--rare must be a share 0…1; got '2'")]
    [InlineData("-o set --height 4", "--height must be 8…512; got '4'")]
    [InlineData("-o set --seed 99999999999", "--seed goes up to 2147483647; got '99999999999'")]
    [InlineData("-o set --form png", "'png'")]
    [InlineData("-o set --lines none", "--lines must be a whole number from 1; got 'none'")]
    public void WrongUsage_SaysWhatIsWanted(string options, string wanted)
    {
        var run = CommandLineRun.Of(["synth", "text.txt", .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        Assert.Equal((2, ""), (run.Status, run.Output));
        Assert.Contains(wanted, run.Error, StringComparison.Ordinal);
    }
}
