using System.Text.Json;
using Ductus.Evaluation;
using Ductus.Evaluation.Report;

namespace Ductus.Tests.Evaluation.Report;

public sealed class ReadingsFileTests : IDisposable
{
    private static readonly EvaluatedLine[] Lines =
    [
        new("é \"a\" <b>", "e") { Id = "1", Writer = "x", Confidence = 0.25 },
        new("tab\there", "") { Id = "2" },
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_Json_GivesBackSourceAndLines()
    {
        var source = new EvaluationSource { Reader = "small 1.2", Fingerprint = "01", ModelDate = new DateOnly(2026, 1, 2), Decoder = "greedy", Data = "d", Split = "val" };
        string path = _folder.Write("e.json", EvaluationJson.Write(EvaluationResult.Of(Lines), source));

        var file = ReadingsFile.Read(path);

        Assert.Equal(source, file.Source);
        Assert.Equal(Lines, file.Lines);
    }

    [Fact]
    public void Read_Table_GivesBackLinesWithoutWriters()
    {
        string path = _folder.Write("e.tsv", ReadingsFile.TableOf(EvaluationResult.Of(Lines)));

        var file = ReadingsFile.Read(path);

        Assert.Equal("e.tsv", file.Source.Reader);
        Assert.Equal([Lines[0] with { Writer = null }, Lines[1] with { Transcription = "tab here" }], file.Lines);
    }

    [Fact]
    public void Write_Figures_AreInPercentWithIntervals()
    {
        using var json = JsonDocument.Parse(EvaluationJson.Write(EvaluationResult.Of([new("ab", "ax"), new("", "y")]), new() { Reader = "r", Data = "d" }));

        JsonElement cer = json.RootElement.GetProperty("measures").GetProperty("character_error_rate");
        Assert.Equal((100, 2, 2), (cer.GetProperty("percent").GetDouble(), cer.GetProperty("count").GetDouble(), cer.GetProperty("of").GetDouble()));
        // A draw of nothing but the empty line is infinitely wrong: JSON has no number for that.
        Assert.Equal(JsonValueKind.Null, cer.GetProperty("high").ValueKind);
        Assert.Equal(8, json.RootElement.GetProperty("measures").EnumerateObject().Count());
        Assert.Equal("keep", json.RootElement.GetProperty("options").GetProperty("case").GetString());
    }

    [Fact]
    public void Write_Twice_IsTheSame()
    {
        var source = new EvaluationSource { Reader = "r", Data = "d" };

        Assert.Equal(EvaluationJson.Write(EvaluationResult.Of(Lines), source), EvaluationJson.Write(EvaluationResult.Of(Lines), source));
    }

    [Theory]
    [InlineData("{", "line 1: expected JSON")]
    [InlineData("{\"format\": \"other\", \"version\": 1}", "expected \"format\": \"ductus-evaluation\" and \"version\": 1")]
    [InlineData("{\"format\": \"ductus-evaluation\", \"version\": 2}", "or newer")]
    [InlineData("{\"format\": \"ductus-evaluation\", \"version\": 1}", "expected the keys of an evaluation")]
    [InlineData("{\"format\": \"ductus-evaluation\", \"version\": 1, \"source\": {}, \"lines\": [{\"id\": 5}]}", "expected the keys of an evaluation")]
    [InlineData("hello", "it begins with \"hello\"")]
    [InlineData("", "it begins with \"\"")]
    [InlineData("id\tedits\tconfidence\ttranscription\trecognition\na\t1\tb\tc\td\n", "line 2: expected 5 tab-separated fields")]
    [InlineData("id\tedits\tconfidence\ttranscription\trecognition\na\t1\t1\tc\n", "line 2: expected 5 tab-separated fields")]
    [InlineData("id\tedits\tconfidence\ttranscription\trecognition\na\t1\t1\tc\td\na\t1\t1\tc\td\n", "\"a\" is there 2 times")]
    public void Read_DamagedFile_SaysWhere(string content, string says)
    {
        string path = _folder.Write("bad", content);

        var error = Assert.Throws<EvaluationFormatException>(() => ReadingsFile.Read(path));

        Assert.StartsWith($"{path}: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }
}
