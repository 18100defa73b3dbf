using Ductus.Documents;
using Ductus.Documents.AltoFiles;
using Ductus.Imaging;
using Ductus.Layout;
using Ductus.Training.Synthesis;

namespace Ductus.DrawSamples;

/// <summary>A page of a thick book that did not lie flat: its lines bend down to the binding, and its outlines and baselines with them, in ALTO.</summary>
internal static class BentPage
{
    private const int Step = 16;                                            // pixels between the points of an outline

    private static readonly TextBlock[] Blocks =
    [
        new("Log of the schooner Good Hope, Captain William Reed") { Size = 1.15 },
        new("Monday, 4th May. Left the harbour at five in the morning with a light wind from the west. Put six barrels of water and the "
            + "last of the bread on board before the tide turned.") { SpaceBefore = 0.4 },
        new("Tuesday. Fog until noon, then fair. Spoke a brig out of Leith, twelve days at sea, all well. The boy Henry cut his hand "
            + "on a block and was dressed by the mate.") { SpaceBefore = 0.3 },
        new("Wednesday. Strong wind and a high sea; took in the foresail at four. One hen lost over the side.") { SpaceBefore = 0.3 },
    ];

    /// <summary>Writes <c>logbook.png</c> and its lines as <c>logbook.xml</c>.</summary>
    public static void Write(string folder, string fonts)
    {
        using HandwritingFont font = HandwritingFonts.Training.Single(source => source.Id == "homemade-apple").Load(fonts);
        var style = new PageStyle
        {
            Width = 1400,
            Height = 1180,
            LeftMargin = 110,
            RightMargin = 90,
            TopMargin = 150,
            LineSpacing = 82,
            SkewRadians = 0.012,
            Hand = new Hand { XHeightPixels = 17, WordSpacing = 1.1, Jitter = 0.8, Wave = 0.05, Ink = new Ink { PenWidth = 0.03, Level = 52, Fading = 0.3 } },
            Paper = new Paper { Level = 224, Texture = 0.6, Shading = 22, EdgeShadow = 40 },
        };
        DrawnPage flat = PageDrawing.Draw(Blocks, font, style, seed: 11);
        Directory.CreateDirectory(folder);
        AtomicFile.Write(Path.Combine(folder, "logbook.png"), ImageFile.ToPng(Bent(flat.Image)));
        Alto.Write([Bent(flat.Page) with { ImageName = "logbook.png" }], Path.Combine(folder, "logbook.xml"), new DocumentOrigin { Created = new DateTimeOffset(2026, 11, 22, 0, 0, 0, TimeSpan.Zero) });
        Console.WriteLine($"logbook: {flat.Page.Lines.Count()} lines in {font.Name}, bent");
    }

    /// <summary>How far down paper lies in a column: it falls into the binding on the left, and lifts a little on its way there.</summary>
    private static double Down(double x) => 75 * Math.Exp(-x / 170) - 12 * Math.Exp(-Math.Pow((x - 520) / 260, 2));

    private static GreyImage Bent(GreyImage flat)
    {
        var pixels = new byte[flat.Width * flat.Height];
        for (int x = 0; x < flat.Width; x++)
        {
            double down = Down(x);
            for (int y = 0; y < flat.Height; y++)
            {
                double from = Math.Clamp(y - down, 0, flat.Height - 1.001);
                int above = (int)from;
                double share = from - above;
                pixels[y * flat.Width + x] = (byte)Math.Round((1 - share) * flat[x, above] + share * flat[x, above + 1]);
            }
        }
        return new GreyImage(flat.Width, flat.Height, pixels);
    }

    private static Page Bent(Page page)
    {
        return page with { Regions = [.. page.Regions.Select(region => region with { Boundary = Outline(region.Boundary), Lines = [.. region.Lines.Select(Line)] })] };

        static TextLine Line(TextLine line) => line with
        {
            Boundary = Outline(line.Boundary),
            Baseline = new Baseline(Along(line.Baseline?.Points ?? throw new InvalidOperationException($"Line {line.Id} was drawn without a baseline."), isClosed: false)),
        };

        static Boundary Outline(Boundary boundary) => new(Along(boundary.Points, isClosed: true));

        static Point[] Along(IReadOnlyList<Point> points, bool isClosed) =>
        [
            .. Enumerable.Range(0, isClosed ? points.Count : points.Count - 1).SelectMany(i => Between(points[i], points[(i + 1) % points.Count])),
            .. isClosed ? [] : new[] { Moved(points[^1]) },
        ];

        static IEnumerable<Point> Between(Point one, Point other)
        {
            int steps = Math.Max(1, (int)(Math.Abs(other.X - one.X) / Step));
            return Enumerable.Range(0, steps).Select(i => Moved(new Point(one.X + (other.X - one.X) * i / steps, one.Y + (other.Y - one.Y) * i / steps)));
        }

        static Point Moved(Point point) => new(point.X, point.Y + Down(point.X));
    }
}
