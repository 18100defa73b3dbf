using System.Text;
using Ductus.Documents.PdfFiles;

namespace Ductus.Tests.Documents.PdfFiles;

public class InvisibleFontTests
{
    [Fact]
    public void Codes_SameCharacter_HasOneCode() => Assert.Equal("000100020001", new InvisibleFont().Codes("aba"));

    /// <summary>Codes have 16 bits: what is too much for them is searched as U+FFFD, and nothing else suffers.</summary>
    [Fact]
    public void Codes_MoreCharactersThanThereAreCodes_AreTheReplacementCharacter()
    {
        var font = new InvisibleFont();
        Rune[] many = [.. Enumerable.Range(0x10000, 70_000).Select(value => new Rune(value))];

        string[] codes = [.. font.Codes(string.Concat(many)).Chunk(4).Select(digits => new string(digits))];

        Assert.Equal(65_535, codes.Distinct().Count());
        Assert.Equal("FFFF", font.Codes("\uFFFD"));
        Assert.All(codes[65_534..], code => Assert.Equal("FFFF", code));
        Assert.Equal(codes[100], font.Codes(many[100].ToString()));
    }
}
