using Ductus.Evaluation;
using Ductus.Recognition;

namespace Ductus.Tests.Evaluation;

public class CharacterAccuracyTests
{
    [Fact]
    public void Of_FourCharacters_CountsTheFirstTheFirstTwoAndLookAlikes()
    {
        EvaluatedLine[] read =
        [
            new("A", "A"),
            new("O", "0") { Alternatives = ["O", "Q"] },
            new("h", "b") { Alternatives = ["k", "n", "t", "h"] },
            new("5", "S") { Alternatives = ["s"] },
        ];

        var accuracies = CharacterAccuracy.Of(read).ToDictionary(one => one.Name, one => one.Percent);

        Assert.Equal(25, accuracies["accuracy"]);
        Assert.Equal(50, accuracies["top-2"]);
        Assert.Equal(75, accuracies["top-5"]);
        Assert.Equal(75, accuracies["look-alikes merged"]);
    }

    [Fact]
    public void Of_CaseFolded_FoldsReadingsAndRunnersUp()
    {
        EvaluatedLine[] read = [new("A", "a"), new("B", "x") { Alternatives = ["b"] }];

        var accuracies = CharacterAccuracy.Of(read, new() { Rules = new() { Case = LetterCase.Fold } }).ToDictionary(one => one.Name, one => one.Percent);

        Assert.Equal((50, 100), (accuracies["accuracy"], accuracies["top-2"]));
    }

    [Fact]
    public void LookAlikes_Groups_AreApart()
    {
        char[] all = [.. LookAlikes.Groups.SelectMany(group => group)];

        Assert.Equal(all.Length, all.Distinct().Count());
        Assert.Equal("1/I/i/L/l/|/!", LookAlikes.GroupOf("l", "1"));
        Assert.Null(LookAlikes.GroupOf("l", "l"));
        Assert.Null(LookAlikes.GroupOf("l", "0"));
        Assert.Equal("a01", LookAlikes.Merge("aOl"));
    }

    [Fact]
    public void Fit_TooSureByAFactor_FindsTheFactor()
    {
        // Drawn by the softmax of x, told as 3·x: a temperature of 3 sets it right.
        var random = new Random(5);
        var logits = new List<Logits>();
        var labels = new List<int>();
        for (int i = 0; i < 20_000; i++)
        {
            float[] x = [0, .. Enumerable.Range(0, 4).Select(_ => (float)(4 * random.NextDouble()))];
            double[] weights = [.. x.Skip(1).Select(one => Math.Exp(one))];
            double draw = random.NextDouble() * weights.Sum();
            int label = 1;
            while ((draw -= weights[label - 1]) > 0)
                label++;
            logits.Add(new Logits([.. x.Select(one => 3 * one)], 5));
            labels.Add(label);
        }

        Assert.Equal(3, TemperatureScaling.Fit(logits, labels), 0.15);
        Assert.Throws<ArgumentException>(() => TemperatureScaling.Fit([], []));
    }
}
