using Ductus.Decoding.LanguageModels;
using Ductus.Recognition;

namespace Ductus.Cli.Tests;

public sealed class LmCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _model, _text;

    public LmCommandTests()
    {
        _model = SmallModel.Write(_folder["small.onnx"]);
        File.WriteAllText(_text = _folder["text.txt"], "aia aia ai aia\n\nthe secret sentence of thirty letters and more\nai ai aia aiai\n");
        foreach (var (split, text) in new[] { ("train", "ai aia ai"), ("val", "the secret sentence of thirty letters and more"), ("test", "aia") })
        {
            Directory.CreateDirectory(_folder[$"data/{split}"]);
            _folder.Write($"data/{split}/1.png", TestImages.Line("-a-i-a-"));
            File.WriteAllText(_folder[$"data/{split}/1.gt.txt"], text);
        }
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Train_TextAndDataSet_MakesAModelThatSaysWhatItIs()
    {
        var train = CommandLineRun.Of("lm", "train", _text, _folder["data"], "-o", _folder["my.lm"], "--exclude", _folder["data"], "--order", "4", "-l", "en", "--terms", "mine", "--commercial-use", "yes");

        Assert.Equal((0, _folder["my.lm"] + "\n"), (train.Status, train.Output));
        Assert.Equal("1 of 4 lines refused: they share one of 1 with data.\n", train.Error);
        var metadata = LanguageModel.ReadMetadata(_folder["my.lm"]);
        Assert.Equal(("text.txt", 2, "data", "train", 1), (metadata.Texts[0].Name, metadata.Texts[0].Lines, metadata.Texts[1].Name, metadata.Texts[1].Split, metadata.Texts[1].Lines));
        Assert.Equal(new ExcludedText("data", 1, 1), metadata.Excluded);
        string shown = CommandLineRun.Of("lm", "show", _folder["my.lm"]).Output;
        Assert.StartsWith("my  en  ", shown, StringComparison.Ordinal);
        Assert.Contains("4-grams of 3 characters, 3-grams of ", shown, StringComparison.Ordinal);
        Assert.Contains("text  data, train: 1 lines, 9 characters, SHA-256 ", shown, StringComparison.Ordinal);
        Assert.Contains("kept out  1 lines that share one of 1 with data", shown, StringComparison.Ordinal);
        Assert.Contains("terms  mine; commercial use: yes", shown, StringComparison.Ordinal);
        Assert.Contains("; not tuned", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void Convert_ToArpaAndBack_IsTheSameModel()
    {
        string file = Trained();

        CommandLineRun.Of("lm", "convert", file, _folder["x.arpa"]).IsDone(_folder["x.arpa"] + "\n");
        CommandLineRun.Of("lm", "convert", _folder["x.arpa"], _folder["y.lm"], "--language", "la").IsDone(_folder["y.lm"] + "\n");

        using LanguageModel before = LanguageModel.Load(file), after = LanguageModel.Load(_folder["y.lm"]);
        Assert.Equal(before.Metadata.Alphabet, after.Metadata.Alphabet);
        Assert.Equal(Enumerable.Range(1, 4).Select(before.SequencesOf), Enumerable.Range(1, 4).Select(after.SequencesOf));
        Assert.Equal(["la"], after.Metadata.Languages);
    }

    [Fact]
    public void Convert_BrokenArpa_NamesFileAndLine()
    {
        File.WriteAllText(_folder["x.arpa"], "\\data\\\nngram 1=2\n\n\\1-grams:\n-1 a\n");

        var run = CommandLineRun.Of("lm", "convert", _folder["x.arpa"], _folder["y.lm"]);

        Assert.Equal(1, run.Status);
        Assert.Equal($"ductus: {_folder["x.arpa"]}, line 6: expected 2 sequences of 1; the file ends after 1.", run.Complaint());
        Assert.False(File.Exists(_folder["y.lm"]));
    }

    [Fact]
    public void Words_OfTexts_AreTheMostFrequentFirst()
    {
        CommandLineRun.Of("lm", "words", _text, "--most", "3", "--letters", "2").IsDone("aia\nai\naiai\n");
    }

    [Fact]
    public void Tune_OnASplit_WritesWeightsAndSaysOnWhat()
    {
        string file = Trained();

        var run = CommandLineRun.Of("lm", "tune", file, "--model", _model, "--data", _folder["data"], "--split", "test");

        Assert.Equal(0, run.Status);
        Assert.Contains("CER ", run.Error, StringComparison.Ordinal);
        Assert.Equal("small 1.2 on data test", LanguageModel.ReadMetadata(file).Weights.TunedOn);
        var evaluate = CommandLineRun.Of("evaluate", _model, "--data", _folder["data"], "--split", "test", "--lm", file);
        Assert.Contains("was tuned on small 1.2 on data test: figures of that split flatter.", evaluate.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_WithALanguageModel_PrintsBothDecodersAndRefusesOneThatKnowsTheLines()
    {
        string file = Trained();

        var run = CommandLineRun.Of("evaluate", _model, "--data", _folder["data"], "--split", "test", "--lm", file);
        var known = CommandLineRun.Of("evaluate", _model, "--data", _folder["data"], "--split", "train", "--lm", file);

        string[] lines = run.Output.Split('\n');
        Assert.EndsWith("1 lines  greedy", lines[0], StringComparison.Ordinal);
        Assert.EndsWith("1 lines  beam of 16 with my 4-grams and word 3-grams", lines[1], StringComparison.Ordinal);
        Assert.Equal((1, ""), (known.Status, known.Output));
        Assert.Contains("has learned the split that it would be measured on, data train", known.Complaint(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cut", "it was cut short")]
    [InlineData("text", "it does not start like one")]
    [InlineData("none", "neither a file nor in")]
    public void Read_WrongLanguageModel_SaysSo(string what, string expected)
    {
        string file = _folder["wrong.lm"];
        if (what != "none")
            File.WriteAllBytes(file, what == "cut" ? File.ReadAllBytes(Trained())[..400] : File.ReadAllBytes(_text));

        var run = CommandLineRun.Of("read", "--line", _folder["data/val/1.png"], "--model", _model, "--lm", file);

        Assert.Equal((1, ""), (run.Status, run.Output));
        Assert.Contains(expected, run.Complaint(), StringComparison.Ordinal);
        Assert.Contains(file, run.Complaint(), StringComparison.Ordinal);
    }

    [Fact]
    public void OfLanguage_SeveralFolders_TakesTheFirstFoldersFirstByName()
    {
        foreach (var (file, language) in new[] { ("own/z.lm", "en"), ("own/a.lm", "fr"), ("shipped/b.lm", "en") })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_folder[file])!);
            Assert.Equal(0, CommandLineRun.Of("lm", "train", _text, "-o", _folder[file], "--order", "3", "-l", language).Status);
        }
        string[] folders = [_folder["own"], _folder["nothing"], _folder["shipped"]];

        Assert.Equal(_folder["own/z.lm"], InstalledLanguageModels.OfLanguage(["en"], folders));
        Assert.Equal(_folder["own/a.lm"], InstalledLanguageModels.OfLanguage(["vi", "FR"], folders));
        Assert.Null(InstalledLanguageModels.OfLanguage(["vi"], folders));
        Assert.Equal(_folder["shipped/b.lm"], InstalledLanguageModels.Named("b", folders));
        Assert.Contains("installed: a, z, b", Assert.Throws<ModelChoiceException>(() => InstalledLanguageModels.Named("c", folders)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--order", "12", "--order must be a whole number from 1 to 9; got '12'")]
    [InlineData("--word-order", "5", "from 0 to 4; got '5'")]
    public void Train_SizesOutOfRange_AreWrongUsage(string option, string value, string expected)
    {
        var run = CommandLineRun.Of("lm", "train", _text, "-o", _folder["x.lm"], option, value);

        Assert.Equal(2, run.Status);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_ExcludingASetThatMeasuresNothing_IsRefused()
    {
        Directory.Delete(_folder["data/val"], recursive: true);
        Directory.Delete(_folder["data/test"], recursive: true);

        var run = CommandLineRun.Of("lm", "train", _text, "-o", _folder["x.lm"], "--exclude", _folder["data"]);

        Assert.Equal(1, run.Status);
        Assert.Equal($"ductus: {_folder["data"]}: expected a split val… or test… to keep out; the set has none.", run.Complaint());
        Assert.False(File.Exists(_folder["x.lm"]));
    }

    [Fact]
    public void Train_EmptyText_SaysSo()
    {
        File.WriteAllText(_folder["empty.txt"], "\n\n");

        Assert.Contains("expected texts of more than 8 characters; there are 0", CommandLineRun.Of("lm", "train", _folder["empty.txt"], "-o", _folder["x.lm"]).Complaint(), StringComparison.Ordinal);
    }

    private string Trained()
    {
        Assert.Equal(0, CommandLineRun.Of("lm", "train", _text, _folder["data"], "-o", _folder["my.lm"], "--order", "4", "--exclude", _folder["data"]).Status);
        return _folder["my.lm"];
    }
}
