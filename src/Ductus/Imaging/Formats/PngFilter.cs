using System.Numerics.Tensors;

namespace Ductus.Imaging.Formats;

/// <summary>Undoes the prediction of PNG rows (section 9).</summary>
internal static class PngFilter
{
    /// <summary>Restores a row in place.</summary>
    /// <param name="type">0 none, 1 left, 2 above, 3 mean of both, 4 Paeth.</param>
    /// <param name="row">The filtered bytes.</param>
    /// <param name="above">The restored row above, of the same length; zeros above the first.</param>
    /// <param name="distance">Bytes from a pixel to its left neighbour.</param>
    /// <returns>Whether the type is one of the five.</returns>
    public static bool TryUndo(byte type, Span<byte> row, ReadOnlySpan<byte> above, int distance)
    {
        switch (type)
        {
            case 0:
                return true;
            case 1:
                for (int i = distance; i < row.Length; i++)
                    row[i] += row[i - distance];
                return true;
            case 2:
                TensorPrimitives.Add(row, above, row);
                return true;
            case 3:
                for (int i = 0; i < row.Length; i++)
                    row[i] += (byte)(((i >= distance ? row[i - distance] : 0) + above[i]) / 2);
                return true;
            case 4:
                UndoPaeth(row, above, distance);
                return true;
            default:
                return false;
        }
    }

    private static void UndoPaeth(Span<byte> row, ReadOnlySpan<byte> above, int distance)
    {
        above = above[..row.Length];
        // Left of the first pixel everything is 0, so that the pixel above is nearest.
        for (int i = 0; i < Math.Min(distance, row.Length); i++)
            row[i] += above[i];
        for (int channel = 0; channel < distance && channel < row.Length; channel++)
        {
            int left = row[channel], aboveLeft = above[channel];
            for (int i = channel + distance; i < row.Length; i += distance)
            {
                int up = above[i];
                int toLeft = Math.Abs(up - aboveLeft), toUp = Math.Abs(left - aboveLeft), toAboveLeft = Math.Abs(left + up - 2 * aboveLeft);
                int nearest = toUp <= toAboveLeft ? up : aboveLeft;
                if (toLeft <= toUp && toLeft <= toAboveLeft)
                    nearest = left;
                left = (byte)(row[i] + nearest);
                row[i] = (byte)left;
                aboveLeft = up;
            }
        }
    }
}
