using Ductus.Evaluation;
using Ductus.Recognition;
using Ductus.Training.Batching;

namespace Ductus.Training.Tests;

public sealed class TrainingReportTests
{
    [Fact]
    public void Write_TwoEpochs_HasCurvesReadingsAndOnlyText()
    {
        using var folder = new TemporaryFolder();
        string path = folder["report.html"];
        Recipe recipe = Recipe.Load(Path.Combine(Repository.Root, "recipes", "english.json")) with { Description = "learns <em>" };
        var line = new TrainingLine("<1>", new NormalizedLine(2, 1, [0, 255]), "nun", []);

        TrainingReport.Write(path, recipe, new RunState { Step = 20, Seconds = 7200, Epochs = [Row(1, 40), Row(2, 9)] }, ["val", "val-grey"], [line, line],
            EvaluationResult.Of([new EvaluatedLine("nun", "num") { Id = "<1>" }, new EvaluatedLine("nun", "nun") { Id = "<1>" }]));

        string page = File.ReadAllText(path);
        Assert.Contains("Best validation after epoch 2: CER 9.00 %, WER 18.00 %; val: CER 8.00 %; val-grey: CER 10.00 %.", page, StringComparison.Ordinal);
        // Three curves and the confusions.
        Assert.Equal(4, page.Split("<svg").Length - 1);
        Assert.Contains("learns &lt;em&gt;", page, StringComparison.Ordinal);
        Assert.Contains("<b>&lt;1&gt;</b>", page, StringComparison.Ordinal);
        Assert.Contains("<span class=\"e x\"><span>n</span><span>m</span><span>≠</span></span>", page, StringComparison.Ordinal);
        Assert.Contains("  &quot;name&quot;: &quot;english&quot;,\n", page, StringComparison.Ordinal);
    }

    private static EpochMetrics Row(int epoch, double cer) => new()
    {
        Epoch = epoch,
        Step = 10 * epoch,
        Seconds = 3600 * epoch,
        LearningRate = 0.001 * epoch,
        Loss = 1.0 / epoch,
        LinesPerSecond = 20,
        Waiting = 0,
        Cer = cer,
        Wer = 2 * cer,
        SplitCer = [cer - 1, cer + 1],
    };
}
