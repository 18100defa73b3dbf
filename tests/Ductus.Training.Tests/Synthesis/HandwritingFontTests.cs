using System.Text;
using Ductus.Training.Synthesis;

namespace Ductus.Training.Tests.Synthesis;

public sealed class HandwritingFontTests
{
    [Fact]
    public void Load_MissingFile_NamesIt()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "nobody.woff2");

        var error = Assert.Throws<FileNotFoundException>(() => HandwritingFont.Load(path));

        Assert.Equal(path, error.FileName);
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_FontNotInstalled_SaysWhatInstallsIt()
    {
        using var folder = new TemporaryFolder();

        var error = Assert.Throws<FileNotFoundException>(() => HandwritingFonts.HeldOut[0].Load(folder.Path));

        Assert.Contains("expected the font caveat", error.Message, StringComparison.Ordinal);
        Assert.Contains("eng/install-fonts", error.Message, StringComparison.Ordinal);
    }

    [FontFact]
    public void Load_NoFont_SaysWhatWasExpectedAndWhatCame()
    {
        foreach (var (content, found) in new[]
        {
            ("", "the file is empty."),
            ("this is no font", "FreeType: opening the font: "),
            ("wOF2 but nothing of the sort follows after these first four bytes", "FreeType: opening the font: "),
        })
        {
            using var folder = new TemporaryFolder();
            string path = folder.Write("letters.woff2", content);

            var error = Assert.Throws<FontFormatException>(() => HandwritingFont.Load(path));

            Assert.Equal(path, error.Path);
            Assert.StartsWith($"{path}: expected a TrueType, OpenType, WOFF or WOFF2 font; {found}", error.Message, StringComparison.Ordinal);
        }
    }

    [FontFact]
    public void Load_TruncatedFont_IsAFormatError()
    {
        using var folder = new TemporaryFolder();
        byte[] whole = File.ReadAllBytes(HandwritingFonts.HeldOut[0].FileIn(FontFactAttribute.Folder));
        string path = Path.Combine(folder.Path, "half.woff2");
        File.WriteAllBytes(path, whole[..(whole.Length / 2)]);

        Assert.Throws<FontFormatException>(() => HandwritingFont.Load(path));
    }

    [FontFact]
    public void Missing_TextWithForeignCharacters_ListsEachOnceInOrder()
    {
        using HandwritingFont font = HandwritingFonts.HeldOut[0].Load(FontFactAttribute.Folder);

        Assert.Equal([new Rune('文'), new Rune(0x1F600)], font.Missing("a文b\U0001F600文"));
        Assert.Equal([new Rune(0x0489)], font.Missing("x\u0489y"));
        Assert.Empty(font.Missing("Dear Anna, it is 5 o'clock!"));
    }

    [FontFact]
    public void Draw_CharacterWithoutGlyph_NamesFontAndCharacter()
    {
        using HandwritingFont font = HandwritingFonts.HeldOut[0].Load(FontFactAttribute.Folder);

        var error = Assert.Throws<MissingGlyphsException>(() => LineDrawing.Draw("a文b\t", font, new Hand(), Paper.Blank, new Random(1)));

        Assert.Equal("The font Caveat has no glyph for '文' (U+6587), U+0009; choose another font or leave these characters out.", error.Message);
        Assert.Equal([new Rune('文'), new Rune('\t')], error.Missing);
    }

    [FontFact]
    public void Shape_DecomposedText_IsComposedFirst()
    {
        using HandwritingFont font = HandwritingFonts.HeldOut[0].Load(FontFactAttribute.Folder);

        Assert.Equal(font.Shape("\u00E9").Glyphs, font.Shape("e\u0301").Glyphs);
        Assert.Single(font.Shape("e\u0301").Glyphs);
    }
}
