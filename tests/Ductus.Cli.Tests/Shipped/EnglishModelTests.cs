using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Ductus.Evaluation;
using Ductus.Imaging;
using Ductus.Recognition;
using Ductus.Training.Synthesis;
using Xunit.Abstractions;

namespace Ductus.Cli.Tests.Shipped;

/// <summary>What the model that comes with the program is good for, measured through the command line.</summary>
/// <remarks>CER over a page: edits between its whole text, lines joined by line feeds, and the true one, per true character.</remarks>
public sealed partial class EnglishModelTests(ITestOutputHelper output)
{
    private static readonly string Samples = Path.Combine(Repository.Root, "samples");

    [Theory]
    [InlineData("letter")]
    [InlineData("recipe")]
    [InlineData("diary")]
    public void Read_SamplePage_HasAtMost8PercentCer(string name)
    {
        string truth = File.ReadAllText(Path.Combine(Samples, name + ".txt"));

        var run = CommandLineRun.Of("read", "--model", "english", Path.Combine(Samples, name + ".png"));

        Assert.Equal((0, ""), (run.Status, run.Error));
        double cer = PageCer(truth, run.Output);
        Assert.True(cer <= 8, $"{name}: CER {cer:F2} %; read:\n{run.Output}");
    }

    /// <summary>
    /// Other pages every day, so that none is learned by heart; the seeds are in the output and repeat them. Eight a font together,
    /// since single pages of the harder hand lie on both sides of the limit.
    /// </summary>
    [FontFact]
    public void Read_PagesNeverSeen_HaveAtMost15PercentCerInEveryFont()
    {
        const int Pages = 8;
        int firstSeed = Pages * (int)(TimeProvider.System.GetUtcNow().Ticks / TimeSpan.TicksPerDay);
        foreach (HandwritingFontSource source in HandwritingFonts.HeldOut)
        {
            using HandwritingFont font = source.Load(FontFactAttribute.Folder);
            EvaluatedLine[] pages = [.. Enumerable.Range(firstSeed, Pages).Select(seed => ReadDrawn(font, seed))];

            double[] single = [.. pages.Select(page => CharacterErrorRate.Of([page]).Cer)];
            double cer = CharacterErrorRate.Of(pages).Cer;
            string what = FormattableString.Invariant($"{font.Name}, seeds {firstSeed} to {firstSeed + Pages - 1}: CER {cer:F2} %, single pages {single.Min():F1} to {single.Max():F1} %");
            output.WriteLine(what);
            Assert.True(cer <= 15, $"{what}; the last one read:\n{pages[^1].Recognition}");
        }
    }

    private static EvaluatedLine ReadDrawn(HandwritingFont font, int seed)
    {
        DrawnPage drawn = RandomPage.Draw(font, seed);

        var run = CommandLineRun.Of(Pgm(drawn.Image), ["read", "--model", "english", "-"]);

        Assert.Equal((0, ""), (run.Status, run.Error));
        return new EvaluatedLine(string.Join('\n', drawn.Page.Lines.Select(line => line.Text)), run.Output.TrimEnd('\n'));
    }

    /// <summary>What each model must stay below; its card has what it reached.</summary>
    [DataTheory]
    [InlineData("english", "val", 346, 7, "--decoder", "greedy")]
    [InlineData("english", "val-grey", 187, 8, "--decoder", "greedy")]
    [InlineData("english", "val", 346, 5, "--decoder", "beam")]
    [InlineData("english-fast", "val", 346, 9.5, "--decoder", "greedy")]
    public void Evaluate_IamValidation_HasAtMostSoManyErrors(string model, string split, int lines, double most, params string[] decoder)
    {
        var run = CommandLineRun.Of(["evaluate", model, "--data", Path.Combine(DataFactAttribute.Folder, "iam"), "--split", split, .. decoder]);

        Assert.Equal((0, ""), (run.Status, run.Error));
        output.WriteLine(run.Output);
        // Of a beam greedy stands above it.
        MatchCollection rows = FirstLine().Matches(run.Output);
        Assert.True(rows.Count > 0, run.Output);
        Match first = rows[^1];
        Assert.Equal(lines, int.Parse(first.Groups["lines"].ValueSpan, CultureInfo.InvariantCulture));
        Assert.InRange(double.Parse(first.Groups["cer"].ValueSpan, CultureInfo.InvariantCulture), 0, most);
    }

    /// <summary>Its terms are shown to whoever asks what is installed, and the card beside it is of the same file.</summary>
    [Fact]
    public void Models_English_IsListedAndHasItsCard()
    {
        ModelMetadata metadata = ModelMetadata.Read(Path.Combine(Repository.Root, "models", "english.onnx"));
        string card = File.ReadAllText(Path.Combine(Repository.Root, "models", "english.md"));

        var run = CommandLineRun.Of("models");

        Assert.Equal(0, run.Status);
        Assert.Contains("english", run.Output, StringComparison.Ordinal);
        Assert.Contains(metadata.Version, card, StringComparison.Ordinal);
        Assert.Equal(CommercialUse.No, metadata.CommercialUse);
    }

    private static double PageCer(string truth, string read) =>
        CharacterErrorRate.Of([new EvaluatedLine(truth.TrimEnd('\n'), read.TrimEnd('\n'))]).Cer;

    /// <summary>Portable graymap, the simplest of all formats.</summary>
    private static byte[] Pgm(GreyImage image) => [.. Encoding.ASCII.GetBytes($"P5 {image.Width} {image.Height} 255\n"), .. image.Pixels];

    [GeneratedRegex(@"^CER (?<cer>[0-9.]+) % .*  (?<lines>[0-9]+) lines  (greedy|beam of 16 .*)$", RegexOptions.Multiline)]
    private static partial Regex FirstLine();
}
