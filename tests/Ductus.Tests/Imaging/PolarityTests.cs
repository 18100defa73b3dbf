using Ductus.Imaging;
using Ductus.Tests.Imaging.Formats;

namespace Ductus.Tests.Imaging;

public sealed class PolarityTests
{
    public static TheoryData<string> Pages => ["plain", "shadow", "dark desk", "line", "large page"];

    [Theory]
    [MemberData(nameof(Pages))]
    public void IsLightOnDark_PageAndItsNegative_AreTold(string kind)
    {
        GreyImage page = kind switch
        {
            "shadow" => DrawnPage.Make(600, 500, paper: (x, y) => 230 - 160.0 * x / 600),
            "dark desk" => DrawnPage.Make(600, 500, paper: (x, y) => x is > 150 and < 450 && y is > 100 and < 400 ? 220 : 25),
            "line" => DrawnPage.Make(700, 110),
            "large page" => DrawnPage.Make(2000, 1500),
            _ => DrawnPage.Make(600, 500),
        };

        Assert.False(Polarity.IsLightOnDark(page));
        Assert.True(Polarity.IsLightOnDark(Polarity.Invert(page)));
        Assert.Same(page, Polarity.ToDarkOnLight(page));
        Assert.Equal(page.Pixels.ToArray(), Polarity.ToDarkOnLight(Polarity.Invert(page)).Pixels.ToArray());
    }

    [Theory]
    [InlineData(1, 1, 0)]
    [InlineData(1, 1, 255)]
    [InlineData(300, 200, 0)]
    [InlineData(300, 200, 255)]
    [InlineData(1, 500, 90)]
    public void ToDarkOnLight_OneGrey_StaysAsItIs(int width, int height, byte grey)
    {
        GreyImage page = Pictures.Flat(width, height, grey);

        Assert.Same(page, Polarity.ToDarkOnLight(page));
    }

    [Fact]
    public void IsLightOnDark_Noise_IsNot() => Assert.False(Polarity.IsLightOnDark(Pictures.Noise(300, 200)));

    [Fact]
    public void Invert_Greys_AreTurnedAround() => Assert.Equal("255 155 0", Pictures.Rows(Polarity.Invert(new GreyImage(3, 1, [0, 100, 255]))));

    [DataTheory]
    [InlineData("iam/lines")]
    [InlineData("iam/pages")]
    [InlineData("vietnamese/kalapa")]
    public void IsLightOnDark_RealWriting_IsDark(string set)
    {
        string[] files = [.. Directory.EnumerateFiles(Path.Combine(DataFactAttribute.Folder, set), "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".png" or ".jpg").Order(StringComparer.Ordinal)];
        files = [.. Enumerable.Range(0, 40).Select(i => files[(int)((long)files.Length * i / 40)])];

        var wrong = files.Where(file => ImageFile.Read(file) is var image
            && (Polarity.IsLightOnDark(image) || !Polarity.IsLightOnDark(Polarity.Invert(image))));

        Assert.Empty(wrong);
    }
}
