using Ductus.Imaging;
using Ductus.Layout;

namespace Ductus.Tests.Shared;

/// <summary>A form drawn here: boxes, rules and bars that stand for print. Filled and moved like a scan.</summary>
internal sealed class DrawnForm
{
    public const int Width = 700, Height = 990;
    private const byte Paper = 245, Ink = 25;

    private readonly byte[] _pixels = new byte[Width * Height];

    /// <param name="seed">Another seed gives another form.</param>
    public DrawnForm(int seed)
    {
        Array.Fill(_pixels, Paper);
        var random = new Random(seed);
        int top = 60;
        for (int row = 0; row < 7; row++)
        {
            Print(50, top - 22, random);
            Box box = new(50 + random.Next(3) * 30, top, 140 + 20 * random.Next(10), 44);
            Frame(box, 1);
            Lines.Add(box);
            box = new(440 + random.Next(3) * 10, top, 24 * (3 + random.Next(5)), 34);
            int cells = box.Width / 24;
            Frame(box, cells);
            Cells.Add((box, cells));
            Print(440, top - 22, random);
            top += 85 + random.Next(50);
        }
        Fill(50, top, 600, 2);
    }

    /// <summary>Fields for a line of writing.</summary>
    public List<Box> Lines { get; } = [];

    /// <summary>Fields with cells, and how many they have.</summary>
    public List<(Box Box, int Cells)> Cells { get; } = [];

    public GreyImage Image => new(Width, Height, [.. _pixels]);

    /// <summary>Inks a rectangle.</summary>
    public void Fill(int x, int y, int width, int height)
    {
        for (int row = y; row < y + height; row++)
            _pixels.AsSpan(row * Width + x, width).Fill(Ink);
    }

    /// <summary>The form moved: turned about its middle, scaled, shifted, bilinear.</summary>
    /// <returns>The picture, and where a point of the form lies in it.</returns>
    public (GreyImage Scan, Func<Point, Point> Place) Scan(double degrees, double scale, double dx, double dy)
    {
        (double sine, double cosine) = Math.SinCos(degrees * Math.PI / 180);
        var scan = new byte[Width * Height];
        for (int y = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++)
            {
                double turnedX = (x + 0.5 - Width / 2.0 - dx) / scale, turnedY = (y + 0.5 - Height / 2.0 - dy) / scale;
                double fromX = Width / 2.0 + cosine * turnedX + sine * turnedY - 0.5, fromY = Height / 2.0 - sine * turnedX + cosine * turnedY - 0.5;
                int left = (int)Math.Floor(fromX), top = (int)Math.Floor(fromY);
                double u = fromX - left, v = fromY - top;
                scan[y * Width + x] = (byte)Math.Round((1 - v) * ((1 - u) * At(left, top) + u * At(left + 1, top)) + v * ((1 - u) * At(left, top + 1) + u * At(left + 1, top + 1)));
            }
        }
        return (new GreyImage(Width, Height, scan), Place);

        Point Place(Point at)
        {
            double x = (at.X - Width / 2.0) * scale, y = (at.Y - Height / 2.0) * scale;
            return new Point(Width / 2.0 + dx + cosine * x - sine * y, Height / 2.0 + dy + sine * x + cosine * y);
        }
    }

    private byte At(int x, int y) => (uint)x < Width && (uint)y < Height ? _pixels[y * Width + x] : Paper;

    private void Frame(Box box, int cells)
    {
        Fill(box.X, box.Y, box.Width, 2);
        Fill(box.X, box.Bottom - 2, box.Width, 2);
        for (int i = 0; i <= cells; i++)
            Fill(box.X + (box.Width - 2) * i / cells, box.Y, 2, box.Height);
    }

    /// <summary>Bars of the size of letters.</summary>
    private void Print(int x, int y, Random random)
    {
        for (int letter = 0; letter < 6 + random.Next(12); letter++)
        {
            int height = 6 + random.Next(7);
            Fill(x, y + 12 - height, 2, height);
            Fill(x, y + random.Next(10), 5, 2);
            x += 7 + random.Next(5);
        }
    }
}
