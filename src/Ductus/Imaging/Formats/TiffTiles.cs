namespace Ductus.Imaging.Formats;

/// <summary>Reads a page stored in tiles (TIFF 6.0, section 15), which Leptonica cannot: each tile becomes a small file of one strip.</summary>
internal sealed class TiffTiles
{
    private const int Separate = 2;

    /// <summary>Tiles may reach beyond a small page, but not by so much that a few bytes ask for all the memory.</summary>
    private const long MostBeyond = 4096;

    /// <summary>What says how pixels are coded.</summary>
    private static readonly TiffTag[] Coding =
    [
        TiffTag.BitsPerSample, TiffTag.Compression, TiffTag.PhotometricInterpretation, TiffTag.FillOrder, TiffTag.SamplesPerPixel,
        TiffTag.PlanarConfiguration, TiffTag.T4Options, TiffTag.T6Options, TiffTag.Predictor, TiffTag.ColorMap, TiffTag.ExtraSamples,
        TiffTag.SampleFormat, TiffTag.JpegTables, TiffTag.YCbCrCoefficients, TiffTag.YCbCrSubsampling, TiffTag.YCbCrPositioning,
        TiffTag.ReferenceBlackWhite,
    ];

    private readonly ImageBytes _file;
    private readonly TiffDirectory _directory;
    private readonly long _tileWidth, _tileHeight;
    private readonly ulong[] _offsets, _lengths;

    /// <param name="file">The whole file.</param>
    /// <param name="directory">Of the page.</param>
    public TiffTiles(ImageBytes file, TiffDirectory directory)
    {
        (_file, _directory) = (file, directory);
        (_tileWidth, _tileHeight) = (directory.Value(TiffTag.TileWidth, 0), directory.Value(TiffTag.TileLength, 0));
        // Some writers keep the tiles' places in the fields for strips.
        _offsets = directory.Values(directory.Has(TiffTag.TileOffsets) ? TiffTag.TileOffsets : TiffTag.StripOffsets);
        _lengths = directory.Values(directory.Has(TiffTag.TileByteCounts) ? TiffTag.TileByteCounts : TiffTag.StripByteCounts);
    }

    /// <returns>The page, not turned.</returns>
    /// <exception cref="ImageFormatException">Tiles are missing, damaged, of no size, or hold one colour each.</exception>
    public GreyImage Read(PageHeader page)
    {
        int width = (int)page.Width, height = (int)page.Height;
        long columns = Across(width, _tileWidth), rows = Across(height, _tileHeight);
        if (_directory.Value(TiffTag.PlanarConfiguration, 1) == Separate && _directory.Value(TiffTag.SamplesPerPixel, 1) > 1)
            throw _file.Bad("a tiled TIFF with all colours of a pixel together", "it has tiles for each colour; convert it, for example with tiffcp -p contig");
        if (Math.Min(_offsets.Length, _lengths.Length) < columns * rows)
            throw _file.Bad($"a TIFF of {columns} × {rows} tiles", $"it has {Math.Min(_offsets.Length, _lengths.Length)}");

        var pixels = new byte[checked(width * height)];
        for (int i = 0; i < columns * rows; i++)
        {
            GreyImage tile = ReadTile(i);
            int left = (int)(i % columns * _tileWidth), top = (int)(i / columns * _tileHeight);
            for (int y = 0; y < Math.Min(tile.Height, height - top); y++)
                tile.Row(y)[..Math.Min(tile.Width, width - left)].CopyTo(pixels.AsSpan((top + y) * width + left));
        }
        return new GreyImage(width, height, pixels);
    }

    private long Across(int page, long tile)
    {
        if (tile < 1 || tile > Math.Max(page, MostBeyond) + 15)
            throw _file.Bad("a TIFF with tiles that fit its page", $"they have {_tileWidth} × {_tileHeight} pixels");
        return (page + tile - 1) / tile;
    }

    private GreyImage ReadTile(int number)
    {
        ulong offset = _offsets[number], length = _lengths[number];
        if (offset > (ulong)_file.Length || length > (ulong)_file.Length - offset)
            throw _file.Bad("a complete TIFF", $"it ends after {_file.Length} bytes, before tile {number + 1} does: it is truncated");
        (TiffTag, long)[] size = [(TiffTag.ImageWidth, _tileWidth), (TiffTag.ImageLength, _tileHeight), (TiffTag.RowsPerStrip, _tileHeight)];
        byte[] alone = _directory.OneStrip(Coding, size, _file.Slice((long)offset, (long)length));
        return TiffFormat.ReadUpright(alone, TiffDirectory.FirstOffset(new ImageBytes(_file.Name, alone)));
    }
}
