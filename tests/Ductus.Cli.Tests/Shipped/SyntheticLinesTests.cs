using Ductus.Evaluation;
using Ductus.Recognition;
using Ductus.Training.Synthesis;

namespace Ductus.Cli.Tests.Shipped;

/// <summary>The shipped model reads synthetic lines: they look like writing and say what their texts say.</summary>
public sealed class SyntheticLinesTests
{
    private static readonly string[] Texts =
    [
        "We walked along the river until it was quite dark,", "and nobody said a word about what had happened.", "The letter came on Tuesday, two days too late.",
        "He asked for the keys, but they were in the garden.", "My brother thinks that the house should be sold",
    ];

    [FontFact]
    public void Read_LinesOfEveryFont_IsMostlyRight()
    {
        using var folder = new TemporaryFolder();
        using SynthesisFonts fonts = SynthesisFonts.Load([SynthesisFonts.All], LineTextOptions.English);
        var texts = LineTexts.Load([folder.Write("texts.txt", string.Join('\n', Texts))], new LineTextOptions { Form = TextForm.Lines }, fonts.Fonts);
        using var model = RecognitionModel.Load(Path.Combine(Repository.Root, "models", "english.onnx"));
        var lines = new SyntheticLines(texts, fonts.Fonts, new SyntheticLineOptions { Count = 240, RareShare = 0, Height = model.Metadata.Normalization.Height });
        SyntheticLine[] drawn = [.. Enumerable.Range(0, lines.Count).Select(lines.Draw)];

        var read = new PageReader(model).ReadLines([.. drawn.Select(line => model.Metadata.Normalization.Apply(line.Image))]);

        EvaluatedLine[] all = [.. drawn.Zip(read, (line, text) => new EvaluatedLine(line.Text, text.Text))];
        double cer = CharacterErrorRate.Of(all).Cer;
        Assert.True(cer <= 18, $"CER {cer:F2} %");
        // A font whose letters are not those of its texts would be read wrongly from end to end.
        foreach (var ofFont in drawn.Zip(all).GroupBy(pair => pair.First.Writer, pair => pair.Second))
            Assert.True(ofFont.Min(line => EditDistance.InCodePoints(line.Transcription, line.Recognition) / (double)line.Transcription.Length) < 0.4, ofFont.Key);
    }
}
