using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Ductus.Documents.PdfFiles;
using Ductus.Imaging;
using Ductus.Layout;
using Ductus.Tests.Imaging.Formats;

namespace Ductus.Tests.Documents.PdfFiles;

/// <summary>Read back by poppler: what is searched, where it is found, what is seen.</summary>
public sealed class SearchablePdfTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Write_WordsWithMarks_AreFoundWhereTheyStand()
    {
        TextWord[] words = [Word("Trần", 50, 60), Word("Phú", 190, 60), Word("l’été", 50, 160), Word("𝔊ott", 220, 161), Word("日本", 390, 160)];
        string image = _folder.Write("a.png", ImageFile.ToPng(Drawn(700, 400)));

        SearchablePdf.Write([new(image, [Page(700, 400, Line("l1", words[..2]), Line("l2", words[2..]))])], _folder["a.pdf"], DrawnPages.Origin);

        var found = Boxes(_folder["a.pdf"], dotsPerInch: 300);
        Assert.Equal(["Trần", "Phú", "l’été", "𝔊ott", "日本"], found.Select(word => word.Text.Normalize()));
        Assert.All(found.Zip(words), pair => Assert.InRange(pair.First.Box.IntersectionOverUnion(pair.Second.Boundary.Bounds), 0.9, 1));
        Assert.Equal("Trần Phú\nl’été 𝔊ott 日本", Run("pdftotext", _folder["a.pdf"], "-").Trim().Normalize());
    }

    [Fact]
    public void Write_LineWithoutWordsAndSlantedLine_AreFoundNearTheirPlaces()
    {
        var slanted = new TextLine
        {
            Id = "l2",
            Boundary = new([new(100, 300), new(500, 200), new(510, 240), new(110, 340)]),
            Baseline = new([new(108, 332), new(508, 232)]),
            Text = "aufwärts",
        };
        var level = new TextLine { Id = "l1", Boundary = Boundary.FromBox(new Box(50, 50, 400, 40)), Text = "ohne Wörter" };
        string image = _folder.Write("a.png", ImageFile.ToPng(Drawn(700, 400)));

        SearchablePdf.Write([new(image, [Page(700, 400, level, slanted)])], _folder["a.pdf"], DrawnPages.Origin);

        var found = Boxes(_folder["a.pdf"], dotsPerInch: 300);
        Assert.Equal(["ohne", "Wörter", "aufwärts"], found.Select(word => word.Text));
        Assert.InRange(found[0].Box.IntersectionOverUnion(new Box(50, 50, 145, 40)), 0.8, 1);
        Assert.InRange(found[2].Box.IntersectionOverUnion(slanted.Boundary.Bounds), 0.7, 1);
    }

    [Fact]
    public void Write_WithAndWithoutText_LookTheSame()
    {
        Page page = Page(700, 400, Line("l1", Word("black", 50, 60), Word("on", 260, 60), Word("white", 400, 60)));
        string image = _folder.Write("a.png", ImageFile.ToPng(Drawn(700, 400)));

        SearchablePdf.Write([new(image, [page])], _folder["with.pdf"], DrawnPages.Origin);
        SearchablePdf.Write([new(image, [page with { Regions = [] }])], _folder["without.pdf"], DrawnPages.Origin);

        Assert.Equal(Rendered(_folder["without.pdf"]), Rendered(_folder["with.pdf"]));
        // A renderer mixes a little of each pixel's neighbours in.
        Assert.InRange(ImageFile.Read(image).Pixels.ToArray().Zip(ImageFile.Read(Rendered(_folder["with.pdf"]), "page").Pixels.ToArray(), (stored, seen) => Math.Abs(stored - seen)).Average(), 0, 3);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void Write_TurnedPhotograph_StandsUpright(int orientation)
    {
        // Four fields of different greys: a renderer mixes a little at their edges.
        byte[] stored = ImageFile.ToPng(new GreyImage(60, 40, [.. Enumerable.Range(0, 60 * 40).Select(i => (byte)(20 + 60 * (i % 60 / 30) + 120 * (i / 60 / 20)))]));
        // A PNG may carry EXIF data, too: the chunk goes behind the header, which ends after 33 bytes.
        byte[] exif = [.. "II*\0\b\0\0\0\u0001\0\u0012\u0001\u0003\0\u0001\0\0\0"u8, (byte)orientation, 0, 0, 0, 0, 0, 0, 0];
        string image = _folder.Write("turned.png", [.. stored[..33], .. Chunk("eXIf", exif), .. stored[33..]]);
        GreyImage upright = ImageFile.Read(image);

        SearchablePdf.Write([new(image, [new Page { Width = upright.Width, Height = upright.Height, Regions = [] }])], _folder["a.pdf"], DrawnPages.Origin);

        GreyImage seen = ImageFile.Read(Rendered(_folder["a.pdf"]), "page");
        Assert.Equal((upright.Width, upright.Height), (seen.Width, seen.Height));
        foreach (var (x, y) in new[] { (1, 1), (3, 1), (1, 3), (3, 3) })
            Assert.InRange(seen[x * seen.Width / 4, y * seen.Height / 4] - upright[x * upright.Width / 4, y * upright.Height / 4], -1, 1);
    }

    /// <summary>A TIFF with a page in colours, one in black and white, and a grey one.</summary>
    [Fact]
    public void Write_PagesOfATiff_KeepTheirColours()
    {
        byte[] colours = [.. Enumerable.Range(0, 60 * 40).SelectMany(i => (byte[])(i % 60 < 30 ? [200, 30, 40] : [20, 60, 180]))];
        byte[] bits = [.. Enumerable.Range(0, 40).SelectMany(_ => (byte[])[0xFF, 0xFF, 0xFF, 0, 0, 0])];             // black on the left, for 0 is white
        byte[] file = new TiffBytes().AddPage(60, 40, 8, 3, photometric: 2, colours).AddPage(48, 40, 1, 1, photometric: 0, bits).AddPage(60, 40, 8, 1, photometric: 1, [.. Enumerable.Repeat((byte)99, 2400)]).ToArray();
        string image = _folder.Write("scan.tif", file);

        SearchablePdf.Write([new(image, [Page(60, 40), Page(48, 40), Page(60, 40)])], _folder["a.pdf"], DrawnPages.Origin);

        Assert.Equal(["jpeg", "image", "image"], ImagesOf(_folder["a.pdf"]).Select(row => row[8]));
        Assert.Equal([("rgb", "8"), ("gray", "1"), ("gray", "8")], ImagesOf(_folder["a.pdf"]).Select(row => (row[5], row[7])));
        Run("pdftoppm", "-r", "300", _folder["a.pdf"], _folder["page"]);
        Assert.All(PixelsAt("page-1.ppm", (10, 20), (50, 20)).Zip([200, 30, 40, 20, 60, 180]), pair => Assert.InRange(pair.First - pair.Second, -6, 6));
        Assert.Equal([0, 0, 0, 255, 255, 255], PixelsAt("page-2.ppm", (10, 20), (40, 20)));
        Assert.Equal([99, 99, 99], PixelsAt("page-3.ppm", (30, 20)));
    }

    [Theory]
    [InlineData("JPEG 2000", false, "jpeg")]
    [InlineData("WebP", false, "jpeg")]
    [InlineData("WebP", true, "image")]             // what is transparent lies on white, in grey
    public void Write_ColouredFormatsThatPdfDoesNotTake_KeepTheirColoursWhereTheyCan(string format, bool hasAlpha, string encoding)
    {
        uint[] colours = [.. Enumerable.Range(0, 60 * 40).Select(i => (i % 60 < 30 ? 0xC81E2800u : 0x143CB400u) | (hasAlpha ? 0x80u : 0xFFu))];
        string image = _folder.Write("scan", LeptonicaWriting.ColoursOf(format, 60, colours, hasAlpha));

        SearchablePdf.Write([new(image, [Page(60, 40)])], _folder["a.pdf"], DrawnPages.Origin);

        Assert.Equal(encoding, Assert.Single(ImagesOf(_folder["a.pdf"]))[8]);
        Run("pdftoppm", "-r", "300", _folder["a.pdf"], _folder["page"]);
        Assert.All(PixelsAt("page-1.ppm", (10, 20)).Zip(hasAlpha ? (int[])[168, 168, 168] : [200, 30, 40]), pair => Assert.InRange(pair.First - pair.Second, -6, 6));
    }

    [Fact]
    public void Write_SeveralFiles_HaveTheirPagesInOrder()
    {
        string one = _folder.Write("1.png", ImageFile.ToPng(Drawn(300, 200))), two = _folder.Write("2.png", ImageFile.ToPng(Drawn(200, 300)));

        SearchablePdf.Write([new(one, [Page(300, 200, Line("l", Word("first", 10, 10)))]), new(two, [Page(200, 300, Line("l", Word("second", 10, 10)))])], _folder["a.pdf"], DrawnPages.Origin, new() { Images = new() { DotsPerInch = 100 } });

        Assert.Equal("first\n\fsecond\n\f", Run("pdftotext", _folder["a.pdf"], "-").Replace("\n\n", "\n", StringComparison.Ordinal));
        Assert.Contains("Page size:       216 x 144 pts", Run("pdfinfo", _folder["a.pdf"]), StringComparison.Ordinal);
        Assert.Contains("Ductus 1.0, english 2026.11.22, beam of 16", Run("pdfinfo", _folder["a.pdf"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_AnotherNumberOfPages_IsRefusedAndWritesNothing()
    {
        string image = _folder.Write("a.png", ImageFile.ToPng(Drawn(30, 20)));

        Assert.Contains("expected 2 pages, as there are texts for; it has 1", Assert.Throws<ImageFormatException>(() => SearchablePdf.Write([new(image, [Page(30, 20), Page(30, 20)])], _folder["a.pdf"], DrawnPages.Origin)).Message, StringComparison.Ordinal);
        Assert.Throws<ImageFormatException>(() => SearchablePdf.Write([new(_folder.Write("b.png", "none"), [Page(30, 20)])], _folder["a.pdf"], DrawnPages.Origin));
        Assert.Equal(["a.png", "b.png"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName).Order());
    }

    /// <summary>What <c>pdfimages -list</c> says: page, number, type, width, height, colour, components, bits, encoding …</summary>
    private static IEnumerable<string[]> ImagesOf(string pdf) =>
        Run("pdfimages", "-list", pdf).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(2).Select(row => row.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Red, green and blue at places of a PPM file.</summary>
    private IEnumerable<int> PixelsAt(string name, params (int X, int Y)[] places)
    {
        byte[] file = File.ReadAllBytes(_folder[name]);
        string[] size = System.Text.Encoding.ASCII.GetString(file, 0, 20).Split('\n')[1].Split(' ');
        int width = int.Parse(size[0], CultureInfo.InvariantCulture), height = int.Parse(size[1], CultureInfo.InvariantCulture), start = file.Length - 3 * width * height;
        return [.. places.SelectMany(place => file[(start + 3 * (place.Y * width + place.X))..][..3].Select(value => (int)value))];
    }

    private static byte[] Chunk(string type, byte[] data)
    {
        byte[] content = [.. System.Text.Encoding.ASCII.GetBytes(type), .. data];
        uint crc = uint.MaxValue;
        foreach (byte value in content)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? 0xEDB88320u ^ (crc >> 1) : crc >> 1;
        }
        return [.. BigEndian((uint)data.Length), .. content, .. BigEndian(~crc)];

        static byte[] BigEndian(uint number) => [(byte)(number >> 24), (byte)(number >> 16), (byte)(number >> 8), (byte)number];
    }

    private static GreyImage Drawn(int width, int height) => new(width, height, [.. Enumerable.Range(0, width * height).Select(i => (byte)(i % width * 200 / width + i / width * 50 / height))]);

    private static TextWord Word(string text, int left, int top) => new() { Text = text, Boundary = Boundary.FromBox(new Box(left, top, 30 * text.Length, 44)) };

    private static TextLine Line(string id, params TextWord[] words) => new()
    {
        Id = id,
        Boundary = Boundary.FromBox(Box.Around(words.Select(word => word.Boundary.Bounds))),
        Text = string.Join(' ', words.Select(word => word.Text)),
        Words = words,
    };

    private static Page Page(int width, int height, params TextLine[] lines) => new()
    {
        Width = width,
        Height = height,
        Regions = [new TextRegion { Id = "r", Boundary = Boundary.FromBox(new Box(0, 0, width, height)), Lines = lines }],
    };

    private static List<(string Text, Box Box)> Boxes(string pdf, double dotsPerInch) =>
        [.. Regex.Matches(Run("pdftotext", "-bbox", pdf, "-"), """<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>""").Select(match =>
        {
            double[] side = [.. match.Groups.Values.Skip(1).Take(4).Select(group => double.Parse(group.Value, CultureInfo.InvariantCulture) * dotsPerInch / 72)];
            return (match.Groups[5].Value, new Box((int)Math.Round(side[0]), (int)Math.Round(side[1]), (int)Math.Round(side[2] - side[0]), (int)Math.Round(side[3] - side[1])));
        })];

    /// <summary>The first page as a grey PGM.</summary>
    private byte[] Rendered(string pdf)
    {
        Run("pdftoppm", "-gray", "-r", "300", "-singlefile", pdf, _folder["page"]);
        return File.ReadAllBytes(_folder["page.pgm"]);
    }

    private static string Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;   // null only with a shell
        string output = process.StandardOutput.ReadToEnd(), error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0 && error.Length == 0, error);
        return output;
    }
}
