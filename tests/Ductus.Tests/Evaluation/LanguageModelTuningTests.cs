using Ductus.Decoding;
using Ductus.Decoding.LanguageModels;
using Ductus.Evaluation;
using Ductus.Recognition;
using Ductus.Tests.Decoding.LanguageModels;

namespace Ductus.Tests.Evaluation;

public class LanguageModelTuningTests
{
    private static readonly Codec Letters = new(["a", "b", " "]);

    [Fact]
    public void Run_WhereTheNetworkIsInDoubt_FindsWeightsThatReadMore()
    {
        using LanguageModel model = LanguageModel.Open(LanguageModelTests.Train("ab ab ab aab ab ab aab ab ab ab"), owner: null);
        var random = new Random(14);
        (Logits, string)[] lines = [.. Enumerable.Range(0, 40).Select(_ => random.Next(4) > 0 ? "ab" : "aab").Select(text => (Noisy(text, random), text))];
        var told = new List<TuningStep>();

        LanguageModelWeights weights = new LanguageModelTuning(Letters, 1, model, lines).Run(new Listener(told));

        Assert.Equal(told.Select(step => step.Cer + 0.25 * step.Wer).OrderDescending(), told.Select(step => step.Cer + 0.25 * step.Wer));
        int alone = Errors(new BeamDecoder(Letters)), together = Errors(new BeamDecoder(Letters, options: new() { LanguageModel = model, Weights = weights }));
        Assert.True(together < alone, $"{together} of 40 wrong, {alone} without the language model");
        Assert.True(told.Count > 1, "no setting was better than the first");

        int Errors(BeamDecoder decoder) => lines.Count(line => decoder.Decode(line.Item1).Text != line.Item2);
    }

    [Fact]
    public void Run_WhereTheNetworkIsSureAndOftenWrong_MakesItLessSure()
    {
        using LanguageModel model = LanguageModel.Open(LanguageModelTests.Train("ab aa ab aa ab aa ab aa ab aa"), owner: null);
        // It always sees "ab", and is right twice in three times.
        float[] line = [0, 9, 0, 0, 9, 0, 0, 0, 0, 0, 4, 0, 9, 0, 0, 0];
        (Logits, string)[] lines = [.. Enumerable.Range(0, 30).Select(i => (new Logits(line, 4), i % 3 == 0 ? "aa" : "ab"))];

        LanguageModelWeights weights = new LanguageModelTuning(Letters, 1, model, lines).Run();

        RecognizedText before = Read(weights with { Temperature = 1 }), after = Read(weights);
        Assert.True(weights.Temperature > 1.5, $"{weights.Temperature}");
        Assert.True(before.Confidence > 0.9, $"{before.Confidence}");
        Assert.InRange(after.Confidence, 0.5, 0.8);

        RecognizedText Read(LanguageModelWeights with) => new BeamDecoder(Letters, options: new() { LanguageModel = model, Weights = with }).Decode(new Logits(line, 4));
    }

    [Fact]
    public void Run_NoLines_Throws()
    {
        using LanguageModel model = LanguageModel.Open(LanguageModelTests.Train("ab ab ab"), owner: null);

        Assert.Contains("at least 1 line", Assert.Throws<ArgumentException>(() => new LanguageModelTuning(Letters, 1, model, [])).Message, StringComparison.Ordinal);
    }

    /// <summary>A frame for each letter, which the other letter nearly is, and a blank behind it.</summary>
    private static Logits Noisy(string text, Random random) => new([.. text.SelectMany(letter =>
    {
        float strength = (float)(random.NextDouble() * 9 - 4.5);
        return (float[])[0, letter == 'a' ? 3 : 3 - strength, letter == 'b' ? 3 : 3 - strength, 0, 6, 0, 0, 0];
    })], 4);

    private sealed class Listener(List<TuningStep> steps) : IProgress<TuningStep>
    {
        public void Report(TuningStep value) => steps.Add(value);
    }
}
