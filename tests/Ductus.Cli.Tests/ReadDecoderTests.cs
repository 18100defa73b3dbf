using System.Text.Json;
using Ductus.Imaging;
using Ductus.Recognition;

namespace Ductus.Cli.Tests;

/// <summary>The options of <c>read</c> that say how logits become text.</summary>
public sealed class ReadDecoderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _model, _image;

    public ReadDecoderTests()
    {
        _model = SmallModel.Write(_folder["small.onnx"]);
        _image = _folder.Write("line.png", TestImages.Line("-a-i-"));
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("DICPATH", null);
        _folder.Dispose();
    }

    [Fact]
    public void Read_Beam_TellsWordsPlacesAndAlternatives()
    {
        var run = Read("--decoder", "beam", "--json", "--min-confidence", "1");

        JsonElement page = JsonDocument.Parse(run.Output).RootElement, line = page.GetProperty("lines")[0];
        Assert.Equal("beam of 16", page.GetProperty("decoder").GetString());
        Assert.NotEmpty(line.GetProperty("alternatives").EnumerateArray());
        JsonElement word = Assert.Single(line.GetProperty("words").EnumerateArray());
        Assert.Equal("ai", word.GetProperty("text").GetString());
        Assert.InRange(word.GetProperty("confidence").GetDouble(), 0.9, 1);
        Assert.True(word.GetProperty("uncertain").GetBoolean());
        Assert.Equal(2, word.GetProperty("characters").GetArrayLength());
        Assert.NotEmpty(word.GetProperty("alternatives").EnumerateArray());
        // The word, its cells 1 and 3, within the line of 5 cells of 16 × 16
        double[][] polygon = [.. word.GetProperty("polygon").EnumerateArray().Select(point => point.EnumerateArray().Select(number => number.GetDouble()).ToArray())];
        Assert.Equal(4, polygon.Length);
        Assert.InRange(polygon[0][0], 0, 16);
        Assert.InRange(polygon[1][0], 64, 80);
        Assert.Equal((0, 16), (polygon[0][1], polygon[2][1]));
    }

    [Fact]
    public void Read_MinConfidence_MarksDoubtfulWords()
    {
        Read("--min-confidence", "1").IsDone("[ai?]\n");
        Read("--min-confidence", "0.5").IsDone("ai\n");
    }

    [Fact]
    public void Read_List_ReadsOneOfItsTextsWithAMargin()
    {
        File.WriteAllText(_folder["list.txt"], "aa\nai\nia\n\n");

        Read("--list", _folder["list.txt"]).IsDone("ai\n");
        JsonElement line = JsonDocument.Parse(Read("--json", "--list", _folder["list.txt"]).Output).RootElement.GetProperty("lines")[0];
        Assert.True(line.GetProperty("margin").GetDouble() > 1);
        Assert.Equal(2, line.GetProperty("alternatives").GetArrayLength());
    }

    [Fact]
    public void Read_Pattern_ReadsWhatItAllows() => Read("--pattern", "a{2}|i{2}").IsDone("aa\n");

    [Theory]
    [InlineData("", "at least 1 text; it is empty")]
    [InlineData("ai\nox\n", "1 of 2 texts have characters that the model cannot write (o x), such as \"ox\"")]
    public void Read_WrongList_NamesTheFile(string list, string expected)
    {
        File.WriteAllText(_folder["list.txt"], list);

        var run = Read("--list", _folder["list.txt"]);

        Assert.Equal((1, ""), (run.Status, run.Output));
        Assert.Contains(_folder["list.txt"], run.Complaint(), StringComparison.Ordinal);
        Assert.Contains(expected, run.Complaint(), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_WrongPattern_NamesThePlace()
    {
        Assert.Contains("Pattern \"a(\", character 3: expected ) after (", Read("--pattern", "a(").Complaint(), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_LanguageWithoutDictionary_SaysWhichPackage()
    {
        Assert.Contains("No dictionary of \"zz\" is installed", Read("--correct", "zz").Complaint(), StringComparison.Ordinal);
    }

    /// <summary>d is read as a, with a fifth left for i.</summary>
    [Fact]
    public void Read_Correct_ShowsTheCorrectionBesideTheReading()
    {
        Dictionary();
        string doubtful = _folder.Write("doubtful.png", TestImages.Line("-d-i-i-"));

        Correct(doubtful).IsDone("aii\n  → iii\n");
        JsonElement line = JsonDocument.Parse(Correct(doubtful, "--json").Output).RootElement.GetProperty("lines")[0];
        Assert.Equal(("aii", "iii"), (line.GetProperty("text").GetString(), line.GetProperty("corrected").GetString()));
    }

    [Fact]
    public void Read_Correct_LeavesWhatWasReadSurely()
    {
        Dictionary();

        Correct(_folder.Write("sure.png", TestImages.Line("-a-i-i-"))).IsDone("aii\n");
    }

    [Fact]
    public void Evaluate_Correct_MeasuresBothTheReadingAndTheCorrection()
    {
        Dictionary();
        Directory.CreateDirectory(_folder["data/val"]);
        _folder.Write("data/val/1.png", TestImages.Line("-d-i-i-"));
        File.WriteAllText(_folder["data/val/1.gt.txt"], "iii");

        string[] lines = CommandLineRun.Of("evaluate", _model, "--data", _folder["data"], "--correct", "zz").Output.Split('\n');

        Assert.Matches("^CER 33.33 % .* greedy$", lines[0]);
        Assert.Matches("^CER 33.33 % .* beam of 16$", lines[1]);
        Assert.Matches("^CER 0.00 % .* the same, spelling corrected$", lines[2]);
    }

    [Theory]
    [InlineData("--decoder greedy --lm some", "--decoder greedy weighs no language model in")]
    [InlineData("--list a --pattern b", "--list and --pattern exclude each other")]
    [InlineData("--list a --lm b", "--list and --lm exclude each other")]
    [InlineData("--list a --correct en", "--correct goes with a beam")]
    [InlineData("--looks 8", "--looks must be a whole number from 1 to 7; got '8'")]
    [InlineData("--decoder magic", "'magic'")]
    public void Read_OptionsThatDoNotGoTogether_AreWrongUsage(string options, string expected)
    {
        var run = Read(options.Split(' '));

        Assert.Equal((2, ""), (run.Status, run.Output));
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_WithAnotherModelAndSeveralLooks_ReadsTogether()
    {
        string other = SmallModel.Write(_folder["other.onnx"], "other");

        var run = Read("--with", other, "--looks", "3", "--json");

        JsonElement page = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal("ai", page.GetProperty("lines")[0].GetProperty("text").GetString());
        Assert.Equal("greedy, 3 looks, with other 1.2", page.GetProperty("decoder").GetString());
    }

    [Fact]
    public void Guess_SeveralLanguages_IsOneOfThem()
    {
        Directory.CreateDirectory(_folder["models"]);
        SmallModel.Write(_folder["models/one.onnx"], "one", "xx");
        SmallModel.Write(_folder["models/two.onnx"], "two", "yy");

        var (model, language) = LanguageGuess.Of(ImageFile.Read(_image), isLine: true, [_folder["models"]], CancellationToken.None);

        // Both read it alike: the first stays.
        Assert.Equal((_folder["models/one.onnx"], "xx"), (model, language));
        Assert.Throws<ModelChoiceException>(() => LanguageGuess.Of(ImageFile.Read(_image), isLine: true, [_folder["nothing"]], CancellationToken.None));
    }

    [Fact]
    public void Guess_SeveralModelsOfOneLanguage_AsksNone()
    {
        Directory.CreateDirectory(_folder["models"]);
        SmallModel.Write(_folder["models/one.onnx"], "one", "xx");
        SmallModel.Write(_folder["models/one-fast.onnx"], "one-fast", "XX");

        // Whoever reads looks at the token.
        var (model, language) = LanguageGuess.Of(ImageFile.Read(_image), isLine: true, [_folder["models"]], new CancellationToken(canceled: true));

        Assert.Equal((_folder["models/one.onnx"], "xx"), (model, language));
    }

    /// <summary>A dictionary of the language zz that knows one word, iii.</summary>
    private void Dictionary()
    {
        File.WriteAllText(_folder["zz.aff"], "SET UTF-8\nTRY ai\n");
        File.WriteAllText(_folder["zz.dic"], "1\niii\n");
        Environment.SetEnvironmentVariable("DICPATH", _folder.Path);
    }

    private CommandLineRun Correct(string image, params string[] options) =>
        CommandLineRun.Of(["read", "--line", image, "--model", _model, "--correct", "zz", .. options]);

    private CommandLineRun Read(params string[] options) => CommandLineRun.Of(["read", "--line", _image, "--model", _model, .. options]);
}
