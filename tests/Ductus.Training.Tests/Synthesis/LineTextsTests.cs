using System.IO.Compression;
using System.Text;
using Ductus.Training.Data;
using Ductus.Training.Synthesis;

namespace Ductus.Training.Tests.Synthesis;

public sealed class LineTextsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SynthesisFonts _kalam = SynthesisFonts.Load(FontFactAttribute.Installed ? ["kalam"] : [], LineTextOptions.English + "éا");

    public void Dispose()
    {
        _kalam.Dispose();
        _folder.Dispose();
    }

    [FontFact]
    public void Load_Lines_TakesEachAsItIs()
    {
        LineTexts texts = Load("Anna Berg\n\n  Ödön\tLevi \nX\n", new LineTextOptions { Form = TextForm.Lines, Alphabet = LineTextOptions.English + "Öö" });

        Assert.Equal(["Anna Berg", "X"], texts.Lines);       // the font was loaded for an alphabet without Ö
        Assert.Equal((SkipReason.NoFont, "text.txt:3"), Assert.Single(texts.Skipped) is var skipped ? (skipped.Reason, skipped.Id) : default);
    }

    [FontFact]
    public void Load_RunningText_IsBrokenAndForeignLinesAreCounted()
    {
        LineTexts texts = Load("one two three four\nfive [six] seven eight\n", new LineTextOptions { MinLength = 8, MaxLength = 10 });

        Assert.Equal("one two three four", string.Join(' ', texts.Lines.TakeWhile(line => !line.Contains("five", StringComparison.Ordinal) && !line.Contains("seven", StringComparison.Ordinal))));
        SkippedLine skipped = Assert.Single(texts.Skipped);
        Assert.Equal((SkipReason.OutsideAlphabet, "text.txt:2", "got \"[\", \"]\""), (skipped.Reason, skipped.Id, skipped.Detail));
    }

    [FontFact]
    public void Load_CharacterNoFontHas_IsCounted()
    {
        LineTexts texts = Load("plain\nا\ncafé\n", new LineTextOptions { Form = TextForm.Lines, Alphabet = LineTextOptions.English + "éا" });

        Assert.Equal(["plain", "café"], texts.Lines);
        Assert.Equal(SkipReason.NoFont, Assert.Single(texts.Skipped).Reason);
        Assert.Contains("1 skipped, no font has all characters", SkippedLine.Summarize(texts.Skipped), StringComparison.Ordinal);
    }

    [FontFact]
    public void Load_DecomposedText_IsComposed() =>
        Assert.Equal(["caf\u00E9"], Load("cafe\u0301\n", new LineTextOptions { Form = TextForm.Lines, Alphabet = LineTextOptions.English + "e\u0301\u00E9" }).Lines);

    [FontFact]
    public void Load_Gzip_IsUnpacked()
    {
        using (var gzip = new GZipStream(File.Create(_folder["text.txt.gz"]), CompressionMode.Compress))
            gzip.Write("packed words\n"u8);

        Assert.Equal(["packed words"], LineTexts.Load([_folder["text.txt.gz"]], new LineTextOptions(), _kalam.Fonts).Lines);
    }

    [FontFact]
    public void Load_NotUtf8OrNotGzip_NamesTheFile()
    {
        foreach (string name in new[] { "text.txt", "text.gz" })
        {
            _folder.Write(name, Encoding.Latin1.GetBytes("caf\u00E9 au lait"));

            var error = Assert.Throws<LineDataException>(() => LineTexts.Load([_folder[name]], new LineTextOptions(), _kalam.Fonts));

            Assert.StartsWith($"{_folder[name]}: expected text in UTF-8", error.Message, StringComparison.Ordinal);
        }
    }

    [FontFact]
    public void Load_NothingToWrite_SaysWhatBecameOfIt()
    {
        Assert.EndsWith("expected text to write; there is none.", Assert.Throws<LineDataException>(() => Load("\n \n", new LineTextOptions())).Message, StringComparison.Ordinal);
        Assert.Contains("nothing is left of 1 lines: 1 skipped, characters outside the alphabet",
            Assert.Throws<LineDataException>(() => Load("[]\n", new LineTextOptions())).Message, StringComparison.Ordinal);
    }

    [FontFact]
    public void Load_ShortestLongerThanLongest_IsRefused() =>
        Assert.Throws<ArgumentException>(() => Load("a", new LineTextOptions { MinLength = 9, MaxLength = 8 }));

    private LineTexts Load(string text, LineTextOptions options) => LineTexts.Load([_folder.Write("text.txt", text)], options, _kalam.Fonts);
}
