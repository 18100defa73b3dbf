using Ductus.Training.Synthesis;

namespace Ductus.Training.Tests.Synthesis;

public sealed class SyntheticLinesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SynthesisFonts _fonts = SynthesisFonts.Load(FontFactAttribute.Installed ? [SynthesisFonts.All] : [], LineTextOptions.English);

    public void Dispose()
    {
        _fonts.Dispose();
        _folder.Dispose();
    }

    [FontFact]
    public void Draw_EquallySeeded_GivesTheSameLinesInAnyOrder()
    {
        SyntheticLines first = Lines(new SyntheticLineOptions { Count = 12, Seed = 3 }), second = Lines(new SyntheticLineOptions { Count = 12, Seed = 3 });

        SyntheticLine[] forward = [.. Enumerable.Range(0, 12).Select(first.Draw)], backward = [.. Enumerable.Range(0, 12).Reverse().Select(second.Draw).Reverse()];

        Assert.Equal(forward.Select(line => (line.Id, line.Text, line.Writer)), backward.Select(line => (line.Id, line.Text, line.Writer)));
        Assert.All(forward.Zip(backward), pair => Assert.True(pair.First.Image.Pixels.SequenceEqual(pair.Second.Image.Pixels)));
        Assert.False(forward[0].Image.Pixels.SequenceEqual(Lines(new SyntheticLineOptions { Count = 12, Seed = 4 }).Draw(0).Image.Pixels));
        Assert.Equal(12, forward.Select(line => line.Id).Distinct().Count());
    }

    [FontFact]
    public void Draw_ManyLines_UsesEveryFontAndNeverFails()
    {
        SyntheticLines lines = Lines(new SyntheticLineOptions { Count = 600, Height = 16, RareShare = 0.5 });
        var fonts = new HashSet<string>();
        for (int i = 0; i < lines.Count; i++)
        {
            SyntheticLine line = lines.Draw(i);
            fonts.Add(line.Writer);
            Assert.InRange(line.Image.Height, 16, 300);
            byte[] pixels = line.Image.Pixels.ToArray();
            Assert.True(pixels.Max() - pixels.Min() > 60, $"{line.Text} in {line.Writer} left no ink.");
        }

        Assert.True(HandwritingFonts.Training.Count >= 30);
        Assert.Equal(HandwritingFonts.Training.Count, fonts.Count);
        Assert.Empty(fonts.Intersect(HandwritingFonts.HeldOut.Select(font => font.Id)));
    }

    [FontFact]
    public void Draw_RareShare_IsThatOfGeneratedLines()
    {
        SyntheticLines plain = Lines(new SyntheticLineOptions { Count = 200, Height = 8, RareShare = 0 }), mixed = Lines(new SyntheticLineOptions { Count = 200, Height = 8, RareShare = 0.5 });

        Assert.All(Enumerable.Range(0, 200).Select(plain.Draw), line => Assert.Contains(line.Text, Texts));
        Assert.InRange(Enumerable.Range(0, 200).Select(mixed.Draw).Count(line => !Texts.Contains(line.Text)), 70, 130);
    }

    private static readonly string[] Texts = ["We walked across the bridge", "on Sunday; even the dog", "(it was cold) came along."];

    private SyntheticLines Lines(SyntheticLineOptions options)
    {
        LineTexts texts = LineTexts.Load([_folder.Write("texts.txt", string.Join('\n', Texts))], new LineTextOptions { Form = TextForm.Lines }, _fonts.Fonts);
        return new SyntheticLines(texts, _fonts.Fonts, options);
    }
}
