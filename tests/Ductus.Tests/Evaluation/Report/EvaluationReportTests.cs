using System.Xml.Linq;
using Ductus.Evaluation;
using Ductus.Evaluation.Report;

namespace Ductus.Tests.Evaluation.Report;

public sealed class EvaluationReportTests
{
    private static readonly EvaluationSource Source = new()
    {
        Reader = "small 1.2",
        Fingerprint = "0123456789abcdef",
        ModelDate = new DateOnly(2026, 11, 21),
        Decoder = "greedy",
        Data = "lines",
        Split = "val",
        Time = new EvaluationTime { Total = 10, Reading = 9.1, Loading = 0.1, Images = 0.5 },
    };

    private static readonly EvaluatedLine[] Lines =
    [
        new("the cat", "he cat") { Id = "1", Writer = "x", Confidence = 0.41 },
        new("sat", "sat") { Id = "2", Writer = "y", Confidence = 0.97 },
        new("on", "own") { Id = "3", Writer = "x", Confidence = 0.49 },
        new("mat", "mit") { Id = "4", Confidence = 0.3 },
    ];

    [Fact]
    public void Render_FourLines_HasMeasuresPlotsAndEachLineOnce()
    {
        string html = EvaluationReport.Render(EvaluationResult.Of(Lines), Source, line => line.Line.Id == "1" ? [1, 2, 3] : null);

        XDocument page = HtmlPage.IsSafe(html);
        Assert.Equal("small 1.2 on lines, val", page.Descendants("h1").Single().Value);
        Assert.Contains("case kept, punctuation kept, NFC; 95 % intervals: bootstrap over lines, 2,000 resamples", html, StringComparison.Ordinal);
        Assert.Contains("model 0123456789abcdef of 2026-11-21; decoder greedy; 10.00 s: network and decoder 91.0 %", html, StringComparison.Ordinal);
        Assert.Equal(5, page.Descendants("svg").Count());
        Assert.Equal(["1", "2", "3", "4"], page.Descendants("header").Elements("b").Select(id => id.Value).Order(StringComparer.Ordinal));
        Assert.Equal("data:image/png;base64,AQID", page.Descendants("img").Single().Attribute("src")?.Value);
        Assert.Contains("a read as others 1 times, 33.3 % of 3", page.Descendants("title").Select(title => title.Value));
    }

    [Fact]
    public void Render_OneError_MarksItWithoutColourToo()
    {
        string html = EvaluationReport.Render(EvaluationResult.Of([new("nun", "nu")]), Source, _ => null);

        XElement aligned = HtmlPage.IsSafe(html).Descendants("div").Single(div => div.Attribute("class")?.Value == "aligned");
        Assert.Equal(["nu|nu", "n| |−"], aligned.Elements("span").Select(cell => string.Join('|', cell.Elements("span").Select(row => row.Value))));
        Assert.Equal("written: nun; read: nu", aligned.Attribute("aria-label")?.Value);
    }

    [Fact]
    public void Render_HostileNamesAndTexts_AreOnlyText()
    {
        EvaluatedLine[] lines =
        [
            new(HtmlPage.Hostile, "x") { Id = HtmlPage.Hostile, Writer = HtmlPage.Hostile, Confidence = 0.5 },
            new("x", HtmlPage.Hostile) { Id = "2", Writer = "<b>" },
        ];

        string html = EvaluationReport.Render(EvaluationResult.Of(lines), Source with { Reader = HtmlPage.Hostile, Data = HtmlPage.Hostile }, _ => null);

        XDocument page = HtmlPage.IsSafe(html);
        Assert.Contains("<script>alert('x')</script>", page.Descendants("h1").Single().Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_NothingRightOrNothingThere_IsStillAPage()
    {
        HtmlPage.IsSafe(EvaluationReport.Render(EvaluationResult.Of([]), Source, _ => null));
        HtmlPage.IsSafe(EvaluationReport.Render(EvaluationResult.Of([new("", "invented")]), Source, _ => null));
        HtmlPage.IsSafe(EvaluationReport.Render(EvaluationResult.Of([new("a", "a") { Confidence = 1 }]), Source, _ => null));
    }

    [Fact]
    public void ShownLines_ManyLines_AreBestMedianAndWorst()
    {
        EvaluatedLine[] lines = [.. Enumerable.Range(0, 100).Select(i => new EvaluatedLine(new string('a', 100), new string('a', 100 - i) + new string('b', i)) { Id = $"{i}" })];

        var shown = EvaluationReport.ShownLines(EvaluationResult.Of(lines)).Select(line => line.Edits).ToList();

        Assert.Equal([.. Enumerable.Range(0, 8), .. Enumerable.Range(46, 8), .. Enumerable.Range(92, 8).Reverse()], shown);
    }

    [Fact]
    public void ComparisonReport_TwoReaders_ShowsBothReadings()
    {
        var second = EvaluationResult.Of([.. Lines.Select(line => line with { Recognition = line.Id == "1" ? HtmlPage.Hostile : line.Recognition })]);

        string html = ComparisonReport.Render(PairedComparison.Of(EvaluationResult.Of(Lines), second), Source, Source with { Reader = "<other>" }, _ => [1]);

        XDocument page = HtmlPage.IsSafe(html);
        Assert.Contains("B has fewer errors on 0 lines, more on 1, as many on 3.", html, StringComparison.Ordinal);
        Assert.Equal(2, page.Descendants("div").Count(div => div.Attribute("class")?.Value == "aligned"));
    }
}
