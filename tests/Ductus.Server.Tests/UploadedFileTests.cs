using Ductus.Server.Reading;

namespace Ductus.Server.Tests;

public sealed class UploadedFileTests
{
    [Theory]
    [InlineData("letter.png", "letter.png")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("C:\\scans\\letter.png", "letter.png")]
    [InlineData("a\u0000b\u001b[31m\u202Egnp.png", "ab[31mgnp.png")]
    [InlineData("..", "image")]
    [InlineData("", "image")]
    [InlineData("Thu\u031Bye\u0302\u0301n.png", "Thưyến.png")]
    [InlineData("<b>|\"?*:.png", "b.png")]
    public void SafeName_AnyName_IsHarmless(string name, string safe) => Assert.Equal(safe, UploadedFile.SafeName(name));

    [Fact]
    public void SafeName_LongName_IsCut() => Assert.Equal(200, UploadedFile.SafeName(new string('x', 5000)).Length);
}
