using System.Runtime.InteropServices;

namespace Ductus.Imaging.Formats;

/// <summary>How the bytes of a PNG row become grey: colour type and depth, palette, what is transparent.</summary>
internal sealed class PngColour
{
    private readonly Kind _kind;
    private readonly int _depth, _channels;
    private readonly ushort[]? _transparent;
    private readonly byte[] _greysOfByte = [];
    private readonly bool _greyIsSample;

    private PngColour(ImageBytes file, Kind kind, int depth, PngChunk palette, PngChunk transparency)
    {
        (_kind, _depth) = (kind, depth);
        _channels = kind switch { Kind.GreyAlpha => 2, Kind.Colour => 3, Kind.ColourAlpha => 4, _ => 1 };
        if (transparency.Length > 0 && kind is Kind.Grey or Kind.Colour)
            _transparent = [.. Enumerable.Range(0, _channels).Select(channel => file.UInt16BigEndian(transparency.Data + 2 * channel))];

        if (kind == Kind.Palette)
            _greysOfByte = GreysOfByte(depth, sample => GreyOfColour(file, palette, transparency, sample));
        else if (kind == Kind.Grey && depth <= 8)
            _greysOfByte = GreysOfByte(depth, sample => sample == _transparent?[0] ? byte.MaxValue : (byte)(255 * sample / ((1 << depth) - 1)));
        _greyIsSample = kind == Kind.Grey && depth == 8 && _transparent is null;
    }

    // Table 12
    private enum Kind
    {
        Grey = 0,
        Colour = 2,
        Palette = 3,
        GreyAlpha = 4,
        ColourAlpha = 6,
    }

    public int BitsPerPixel => _channels * _depth;

    /// <exception cref="ImageFormatException">No allowed combination, or the palette is missing.</exception>
    public static PngColour Read(ImageBytes file, IReadOnlyList<PngChunk> chunks)
    {
        byte depth = file.Byte(chunks[0].Data + 8), type = file.Byte(chunks[0].Data + 9);
        if (!IsAllowed((Kind)type, depth))
            throw file.Bad("a PNG of an allowed colour type and depth", $"its header says type {type} of {depth} bits");

        PngChunk palette = chunks.FirstOrDefault(chunk => chunk.Is("PLTE"u8)), transparency = chunks.FirstOrDefault(chunk => chunk.Is("tRNS"u8));
        foreach (PngChunk chunk in new[] { palette, transparency }.Where(chunk => chunk.Length > 0))
            chunk.Check(file);
        if ((Kind)type == Kind.Palette && palette.Length < 3)
            throw file.Bad("a PNG with a palette", "it has none");
        return new PngColour(file, (Kind)type, depth, palette, transparency);
    }

    /// <summary>Grey levels of a row of unfiltered bytes; what is transparent lies on white.</summary>
    public void ToGrey(ReadOnlySpan<byte> row, Span<byte> grey)
    {
        if (_channels == 1 && _depth <= 8)
            FromSamples(row, grey);
        else if (_depth == 8)
            From8Bits(row, grey);
        else
            From16Bits(row, grey);
    }

    private void FromSamples(ReadOnlySpan<byte> row, Span<byte> grey)
    {
        int perByte = 8 / _depth, whole = grey.Length / perByte;
        ReadOnlySpan<byte> greys = _greysOfByte;
        switch (perByte)
        {
            case 1 when _greyIsSample:
                row.CopyTo(grey);
                break;
            case 1:
                for (int x = 0; x < grey.Length; x++)
                    grey[x] = greys[row[x]];
                break;
            case 2:
                Span<ushort> pairs = MemoryMarshal.Cast<byte, ushort>(grey);
                ReadOnlySpan<ushort> pairOfByte = MemoryMarshal.Cast<byte, ushort>(greys);
                for (int i = 0; i < pairs.Length; i++)
                    pairs[i] = pairOfByte[row[i]];
                break;
            default:
                for (int i = 0; i < whole; i++)
                    greys.Slice(row[i] * perByte, perByte).CopyTo(grey[(i * perByte)..]);
                break;
        }
        if (whole * perByte < grey.Length)
            greys.Slice(row[whole] * perByte, grey.Length - whole * perByte).CopyTo(grey[(whole * perByte)..]);
    }

    private void From8Bits(ReadOnlySpan<byte> row, Span<byte> grey)
    {
        switch (_kind)
        {
            case Kind.GreyAlpha:
                for (int x = 0; x < grey.Length; x++)
                    grey[x] = Luminance.OverWhite(row[2 * x], row[2 * x + 1]);
                break;
            case Kind.Colour:
                for (int x = 0; x < grey.Length; x++)
                {
                    ReadOnlySpan<byte> pixel = row.Slice(3 * x, 3);
                    grey[x] = IsTransparent(pixel[0], pixel[1], pixel[2]) ? byte.MaxValue : Luminance.Of(pixel[0], pixel[1], pixel[2]);
                }
                break;
            default:
                for (int x = 0; x < grey.Length; x++)
                {
                    ReadOnlySpan<byte> pixel = row.Slice(4 * x, 4);
                    grey[x] = Luminance.OverWhite(Luminance.Of(pixel[0], pixel[1], pixel[2]), pixel[3]);
                }
                break;
        }
    }

    private void From16Bits(ReadOnlySpan<byte> row, Span<byte> grey)
    {
        for (int x = 0; x < grey.Length; x++)
        {
            ReadOnlySpan<byte> pixel = row.Slice(2 * _channels * x, 2 * _channels);
            ushort first = Sample(pixel, 0);
            grey[x] = _kind switch
            {
                Kind.Grey => first == _transparent?[0] ? byte.MaxValue : To8Bits(first),
                Kind.GreyAlpha => Luminance.OverWhite(To8Bits(first), To8Bits(Sample(pixel, 1))),
                Kind.Colour when IsTransparent(first, Sample(pixel, 1), Sample(pixel, 2)) => byte.MaxValue,
                Kind.Colour => Grey(pixel),
                _ => Luminance.OverWhite(Grey(pixel), To8Bits(Sample(pixel, 3))),
            };
        }

        static ushort Sample(ReadOnlySpan<byte> pixel, int channel) => (ushort)(pixel[2 * channel] << 8 | pixel[2 * channel + 1]);
        static byte Grey(ReadOnlySpan<byte> pixel) => Luminance.Of(To8Bits(Sample(pixel, 0)), To8Bits(Sample(pixel, 1)), To8Bits(Sample(pixel, 2)));
    }

    private bool IsTransparent(ushort red, ushort green, ushort blue) =>
        _transparent is { } key && red == key[0] && green == key[1] && blue == key[2];

    // 255 · value / 65535, rounded
    private static byte To8Bits(ushort value) => (byte)((value + 128) / 257);

    private static bool IsAllowed(Kind kind, byte depth) => kind switch
    {
        Kind.Grey => depth is 1 or 2 or 4 or 8 or 16,
        Kind.Palette => depth is 1 or 2 or 4 or 8,
        Kind.Colour or Kind.GreyAlpha or Kind.ColourAlpha => depth is 8 or 16,
        _ => false,
    };

    /// <summary>For each value of a byte the grey levels of the pixels in it, leftmost first.</summary>
    private static byte[] GreysOfByte(int depth, Func<int, byte> greyOfSample)
    {
        int perByte = 8 / depth;
        var greys = new byte[256 * perByte];
        for (int i = 0; i < greys.Length; i++)
            greys[i] = greyOfSample((i / perByte >> (8 - depth * (i % perByte + 1))) & ((1 << depth) - 1));
        return greys;
    }

    // A colour that is not in the palette is black, as in other readers.
    private static byte GreyOfColour(ImageBytes file, PngChunk palette, PngChunk transparency, int index)
    {
        if (index >= palette.Length / 3)
            return 0;
        ReadOnlySpan<byte> colour = file.Slice(palette.Data + 3 * index, 3);
        byte alpha = index < transparency.Length ? file.Byte(transparency.Data + index) : byte.MaxValue;
        return Luminance.OverWhite(Luminance.Of(colour[0], colour[1], colour[2]), alpha);
    }
}
