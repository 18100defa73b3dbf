using System.Buffers.Binary;

namespace Ductus.Tests.Imaging.Formats;

/// <summary>Makes uncompressed TIFF files of several pages, in either byte order, as TIFF or BigTIFF.</summary>
internal sealed class TiffBytes(bool littleEndian = true, bool big = false)
{
    private readonly List<byte> _bytes = [];
    private readonly List<long> _nextOffsets = [];

    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="bits">Bits a sample.</param>
    /// <param name="samples">Samples a pixel.</param>
    /// <param name="photometric">0 white is zero, 1 black is zero, 2 RGB, 3 palette, 5 CMYK.</param>
    /// <param name="data">The one strip; samples of 16 bits in the file's byte order.</param>
    /// <param name="more">Further tags with one SHORT each.</param>
    public TiffBytes AddPage(int width, int height, int bits, int samples, int photometric, byte[] data, params (int Tag, int Value)[] more)
    {
        if (_bytes.Count == 0)
            AddHeader();
        long strip = _bytes.Count;
        _bytes.AddRange(data);
        long bitsPlace = _bytes.Count;
        for (int i = 0; i < 4; i++)
            Add(bits, 2);

        (int Tag, int Type, long Count, long Value)[] fields =
        [
            (256, 4, 1, width), (257, 4, 1, height),
            samples == 1 ? (258, 3, 1, bits) : (258, 3, samples, samples * 2 <= (big ? 8 : 4) ? throw new NotSupportedException() : bitsPlace),
            (259, 3, 1, 1), (262, 3, 1, photometric), (273, 4, 1, strip), (277, 3, 1, samples), (278, 4, 1, height), (279, 4, 1, data.Length),
            .. more.Select(tag => (tag.Tag, 3, 1L, (long)tag.Value)),
        ];
        Link(_bytes.Count);
        Add(fields.Length, big ? 8 : 2);
        foreach (var (tag, type, count, value) in fields.OrderBy(field => field.Tag))
        {
            Add(tag, 2);
            Add(type, 2);
            Add(count, big ? 8 : 4);
            int size = count > 1 ? big ? 8 : 4 : type == 3 ? 2 : 4;
            Add(value, size);
            for (int i = size; i < (big ? 8 : 4); i++)
                _bytes.Add(0);
        }
        _nextOffsets.Add(_bytes.Count);
        Add(0, big ? 8 : 4);
        return this;
    }

    /// <summary>Makes the last page be followed by the one at the given number.</summary>
    public TiffBytes LoopTo(long offset)
    {
        Link(offset);
        return this;
    }

    public byte[] ToArray() => [.. _bytes];

    private void AddHeader()
    {
        _bytes.AddRange(littleEndian ? "II"u8 : "MM"u8);
        Add(big ? 43 : 42, 2);
        if (big)
        {
            Add(8, 2);
            Add(0, 2);
        }
        _nextOffsets.Add(_bytes.Count);
        Add(0, big ? 8 : 4);
    }

    private void Link(long offset)
    {
        byte[] bytes = Bytes(offset, big ? 8 : 4);
        for (int i = 0; i < bytes.Length; i++)
            _bytes[(int)_nextOffsets[^1] + i] = bytes[i];
    }

    private void Add(long value, int size) => _bytes.AddRange(Bytes(value, size));

    private byte[] Bytes(long value, int size)
    {
        var bytes = new byte[8];
        if (littleEndian)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
            return bytes[..size];
        }
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        return bytes[^size..];
    }
}
