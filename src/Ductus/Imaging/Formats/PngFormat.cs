using System.IO.Compression;

namespace Ductus.Imaging.Formats;

/// <summary>
/// PNG of every colour type, depth and interlacing (W3C PNG, third edition). Read here and not by Leptonica, which takes a grey image with
/// a transparent level for wholly transparent, refuses what it has no depth for, holds two coloured copies of a page beside the grey one
/// and lets libpng write to standard error.
/// </summary>
/// <remarks>A truncated file is an error. Checksums: the image data by zlib's own, what is needed beside it by that of its chunk.</remarks>
internal sealed class PngFormat : IImageFormat
{
    private const int FirstChunk = 8;

    public string Name => "PNG";

    public bool Recognizes(ImageBytes file) => file.HasAt(0, [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);

    public IEnumerable<PageHeader> ReadHeaders(ImageBytes file)
    {
        PngChunk header = PngChunk.At(file, FirstChunk);
        if (!header.Is("IHDR"u8) || header.Length != 13)
            throw file.Bad("a PNG that begins with an IHDR chunk of 13 bytes", $"it begins with {header.Type} of {header.Length} bytes");
        header.Check(file);

        int orientation = PngChunk.All(file, FirstChunk).FirstOrDefault(chunk => chunk.Is("eXIf"u8)) is { Length: > 0 } exif
            ? ExifOrientation.Find(file.Slice(exif.Data, exif.Length)) : 1;
        return [new PageHeader(file.UInt32BigEndian(header.Data), file.UInt32BigEndian(header.Data + 4)) { Orientation = orientation }];
    }

    public GreyImage ReadPage(ImageBytes file, PageHeader page)
    {
        PngChunk[] chunks = [.. PngChunk.All(file, FirstChunk)];
        var colour = PngColour.Read(file, chunks);
        byte interlaced = file.Byte(chunks[0].Data + 12);
        if (interlaced > 1)
            throw file.Bad("a PNG that is interlaced by method 0 or 1", $"it is by {interlaced}");

        int width = (int)page.Width, height = (int)page.Height;
        var pixels = new byte[checked(width * height)];
        using var data = new ZLibStream(new PngDataStream(file, chunks), CompressionMode.Decompress);
        try
        {
            foreach (Pass pass in interlaced == 1 ? Adam7 : Whole)
                ReadPass(file, data, colour, pass, width, height, pixels);
            // zlib compares its checksum where the data ends.
            _ = data.ReadByte();
        }
        catch (EndOfStreamException exception)
        {
            throw file.Bad($"image data for {width} × {height} pixels", "it has less", exception);
        }
        catch (InvalidDataException exception)
        {
            throw file.Bad("an undamaged PNG", $"its image data cannot be decompressed ({exception.Message.TrimEnd('.')})", exception);
        }
        return new GreyImage(width, height, pixels);
    }

    /// <summary>The pixels that travel together: every so many columns and rows from a first one.</summary>
    private readonly record struct Pass(int Left, int Top, int Columns, int Rows);

    private static readonly Pass[] Whole = [new(0, 0, 1, 1)];

    // Section 8: seven passes
    private static readonly Pass[] Adam7 =
        [new(0, 0, 8, 8), new(4, 0, 8, 8), new(0, 4, 4, 8), new(2, 0, 4, 4), new(0, 2, 2, 4), new(1, 0, 2, 2), new(0, 1, 1, 2)];

    private static void ReadPass(ImageBytes file, Stream data, PngColour colour, Pass pass, int width, int height, byte[] pixels)
    {
        int columns = (width - pass.Left + pass.Columns - 1) / pass.Columns;
        if (columns <= 0)
            return;

        // Each row with its filter type in front
        int length = checked((int)(((long)columns * colour.BitsPerPixel + 7) / 8)) + 1;
        byte[] row = new byte[length], above = new byte[length];
        var grey = new byte[columns];
        for (int y = pass.Top; y < height; y += pass.Rows)
        {
            data.ReadExactly(row);
            if (!PngFilter.TryUndo(row[0], row.AsSpan(1), above.AsSpan(1), Math.Max(1, colour.BitsPerPixel / 8)))
                throw file.Bad("PNG filter types 0…4", $"row {y} has {row[0]}");

            Span<byte> target = pixels.AsSpan(y * width, width);
            if (pass.Columns == 1)
                colour.ToGrey(row.AsSpan(1), target);
            else
            {
                colour.ToGrey(row.AsSpan(1), grey);
                for (int x = 0; x < columns; x++)
                    target[pass.Left + x * pass.Columns] = grey[x];
            }
            (row, above) = (above, row);
        }
    }
}
