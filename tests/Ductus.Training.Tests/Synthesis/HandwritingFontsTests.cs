using System.Text.Json;
using Ductus.Training.Synthesis;

namespace Ductus.Training.Tests.Synthesis;

public sealed class HandwritingFontsTests
{
    private const string Written = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!\"#&'()*+,-./:;? ";

    private static IEnumerable<HandwritingFontSource> All =>
        HandwritingFonts.Training.Concat(HandwritingFonts.HeldOut).Concat(HandwritingFonts.Capitals).Concat(HandwritingFonts.Print);

    [Fact]
    public void HeldOut_SharesNoFontWithTheOpenOnes()
    {
        Assert.NotEmpty(HandwritingFonts.HeldOut);
        Assert.Empty(HandwritingFonts.HeldOut.Select(font => font.Id).Intersect(HandwritingFonts.Training.Concat(HandwritingFonts.Capitals).Select(font => font.Id)));
    }

    [FontFact]
    public void InstalledPackages_AreTheListedFonts()
    {
        using JsonDocument package = JsonDocument.Parse(File.ReadAllText(Path.Combine(FontFactAttribute.Folder, "package.json")));
        var installed = package.RootElement.GetProperty("dependencies").EnumerateObject().Select(dependency => dependency.Name);

        Assert.Equal(installed.Order(StringComparer.Ordinal), All.Select(font => $"@fontsource/{font.Id}").Distinct().Order(StringComparer.Ordinal));
    }

    /// <summary>Some fonts on offer have a point of no size where the dot of an i should be: such a text would be wrong.</summary>
    [FontFact]
    public void EveryFont_WritesPlainEnglish_WithoutEmptyContours()
    {
        var faults = new List<string>();
        foreach (HandwritingFontSource source in All)
        {
            using HandwritingFont font = source.Load(FontFactAttribute.Folder);

            // Covered By Your Grace lacks the percent sign, hence no more than what is written.
            faults.AddRange(font.Missing(Written).Select(character => $"{source.Id} lacks '{character}'"));
            foreach (ShapedGlyph glyph in font.Shape(Written).Glyphs)
            {
                int start = 0;
                foreach (short end in font.Outline(glyph.Glyph).ContourEnds)
                {
                    if (end - start < 2)
                        faults.Add($"{source.Id}: the glyph of '{Written[glyph.Character]}' has a contour of {end - start + 1} points");
                    start = end + 1;
                }
            }
        }

        Assert.Empty(faults);
    }
}
