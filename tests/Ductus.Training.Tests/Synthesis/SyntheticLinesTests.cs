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

    /// <summary>Where few fonts have a character, each of them has its share.</summary>
    [FontFact]
    public void Draw_CharacterOfFewFonts_IsWrittenByAllOfThem()
    {
        const string Word = "Việt";
        using SynthesisFonts fonts = SynthesisFonts.Load([SynthesisFonts.All], LineTextOptions.English + Word);
        LineTexts texts = LineTexts.Load([_folder.Write("texts.txt", Word)], new LineTextOptions { Form = TextForm.Lines, Alphabet = Word }, fonts.Fonts);
        var lines = new SyntheticLines(texts, fonts.Fonts, new SyntheticLineOptions { Count = 200, Height = 8, RareShare = 0 });
        int able = fonts.Fonts.Count(font => font.Font.Missing(Word).Count == 0);

        var written = Enumerable.Range(0, lines.Count).Select(lines.Draw).CountBy(line => line.Writer).ToArray();

        Assert.InRange(able, 2, fonts.Fonts.Count - 10);
        Assert.All(written, font => Assert.InRange(font.Value, 1, 3 * 200 / able));
        Assert.Equal(able, written.Length);
    }

    private static readonly string[] Texts = ["We walked across the bridge", "on Sunday; even the dog", "(it was cold) came along."];

    private SyntheticLines Lines(SyntheticLineOptions options)
    {
        LineTexts texts = LineTexts.Load([_folder.Write("texts.txt", string.Join('\n', Texts))], new LineTextOptions { Form = TextForm.Lines }, _fonts.Fonts);
        return new SyntheticLines(texts, _fonts.Fonts, options);
    }
}
