using Ductus.Imaging;
using Ductus.Layout;

namespace Ductus.FormTrial;

/// <summary>A form that is filled in, and then scanned badly.</summary>
internal sealed class Sheet(GreyImage blank)
{
    private readonly byte[] _pixels = blank.Pixels.ToArray();

    /// <summary>How far writing stands off the middle of its box, in parts of the box's height: some of it crosses the edge.</summary>
    private const double Astray = 0.08;

    /// <summary>Lays a crop into a box, as large as it fits, darker pixels winning.</summary>
    /// <param name="image">Dark on light.</param>
    /// <param name="box">To fill.</param>
    /// <param name="share">Of the box's height that the crop takes at most.</param>
    /// <param name="random">Where in the box.</param>
    public void Paste(GreyImage image, Box box, double share, Random random)
    {
        double scale = Math.Min(share * box.Height / image.Height, (box.Width - 4.0) / image.Width);
        GreyImage scaled = Scaling.Resize(image, Math.Max(1, (int)(scale * image.Width)), Math.Max(1, (int)(scale * image.Height)));
        int Off() => (int)(Astray * box.Height * (2 * random.NextDouble() - 1));
        int left = box.X + 2 + (int)((box.Width - 4 - scaled.Width) * random.NextDouble()) + Off(), top = box.Y + (box.Height - scaled.Height) / 2 + Off();
        for (int y = Math.Max(0, -top); y < Math.Min(scaled.Height, blank.Height - top); y++)
            for (int x = Math.Max(0, -left); x < Math.Min(scaled.Width, blank.Width - left); x++)
            {
                ref byte pixel = ref _pixels[(top + y) * blank.Width + left + x];
                pixel = Math.Min(pixel, scaled[x, y]);
            }
    }

    /// <summary>
    /// Shifted by at most 3 %, turned by at most 3°, scaled by 0.9…1.1, on a page of the same size; blots; of 120 to 240 dots per inch where the form has
    /// 150; JPEG of quality 50.
    /// </summary>
    /// <returns>The scan, and where a point of the form lies in it.</returns>
    public (GreyImage Scan, Func<Point, Point> Place) Scan(Random random, bool hasBlots)
    {
        double Within(double reach) => reach * (2 * random.NextDouble() - 1);
        int width = blank.Width, height = blank.Height;
        double angle = Within(3 * Math.PI / 180), scale = 1 + Within(0.1), dx = Within(0.03 * width), dy = Within(0.03 * height);
        (double sine, double cosine) = Math.SinCos(angle);
        Point Place(Point at)
        {
            double x = (at.X - width / 2.0) * scale, y = (at.Y - height / 2.0) * scale;
            return new Point(width / 2.0 + dx + cosine * x - sine * y, height / 2.0 + dy + sine * x + cosine * y);
        }

        var scan = new byte[_pixels.Length];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                double turnedX = (x + 0.5 - width / 2.0 - dx) / scale, turnedY = (y + 0.5 - height / 2.0 - dy) / scale;
                scan[y * width + x] = At(width / 2.0 + cosine * turnedX + sine * turnedY - 0.5, height / 2.0 - sine * turnedX + cosine * turnedY - 0.5);
            }
        }
        for (int blot = hasBlots ? 1 + random.Next(3) : 0; blot > 0; blot--)
            Blot(scan, width, height, random);
        double resolution = 0.8 + 0.8 * random.NextDouble();
        GreyImage scanned = Scaling.Resize(new GreyImage(width, height, scan), (int)(resolution * width), (int)(resolution * height));
        double scaledX = (double)scanned.Width / width, scaledY = (double)scanned.Height / height;
        return (Jpeg.Through(scanned, quality: 50), at => Place(at) is var placed ? new Point(scaledX * placed.X, scaledY * placed.Y) : at);
    }

    private byte At(double x, double y)
    {
        int left = (int)Math.Floor(x), top = (int)Math.Floor(y);
        double u = x - left, v = y - top;
        return (byte)Math.Round((1 - v) * ((1 - u) * Pixel(left, top) + u * Pixel(left + 1, top)) + v * ((1 - u) * Pixel(left, top + 1) + u * Pixel(left + 1, top + 1)));
    }

    private byte Pixel(int x, int y) => (uint)x < (uint)blank.Width && (uint)y < (uint)blank.Height ? _pixels[y * blank.Width + x] : (byte)250;

    /// <summary>A drop of ink of a few millimetres, not quite round.</summary>
    private static void Blot(byte[] scan, int width, int height, Random random)
    {
        double centreX = random.NextDouble() * width, centreY = random.NextDouble() * height, radius = 6 + 24 * random.NextDouble(), wave = random.NextDouble() * 6;
        for (int y = Math.Max(0, (int)(centreY - 2 * radius)); y < Math.Min(height, centreY + 2 * radius); y++)
            for (int x = Math.Max(0, (int)(centreX - 2 * radius)); x < Math.Min(width, centreX + 2 * radius); x++)
            {
                double distance = Math.Sqrt((x - centreX) * (x - centreX) + (y - centreY) * (y - centreY)), direction = Math.Atan2(y - centreY, x - centreX);
                if (distance < radius * (1 + 0.2 * Math.Sin(3 * direction + wave) + 0.1 * Math.Sin(7 * direction)))
                    scan[y * width + x] = (byte)Math.Min((int)scan[y * width + x], 40);
            }
    }
}
