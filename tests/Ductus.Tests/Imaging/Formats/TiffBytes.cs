using System.Buffers.Binary;

namespace Ductus.Tests.Imaging.Formats;

/// <summary>Makes TIFF files of several pages, in strips or tiles, in either byte order, as TIFF or BigTIFF.</summary>
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
    /// <param name="more">Further tags with one SHORT each; without the compression (259) there is none.</param>
    public TiffBytes AddPage(int width, int height, int bits, int samples, int photometric, byte[] data, params (int Tag, int Value)[] more)
    {
        if (_bytes.Count == 0)
            AddHeader();
        return AddPage(width, height, bits, samples, photometric,
            [(273, 4, [AddData(data)]), (278, 4, [height]), (279, 4, [data.Length]), .. more.Select(tag => (tag.Tag, 3, (long[])[tag.Value]))]);
    }

    /// <summary>A page in tiles, these from left to right and from the top.</summary>
    public TiffBytes AddTiledPage(
        int width, int height, (int Width, int Height) tile, int bits, int samples, int photometric, byte[][] tiles, params (int Tag, int Value)[] more)
    {
        if (_bytes.Count == 0)
            AddHeader();
        long[] places = [.. tiles.Select(AddData)];
        return AddPage(width, height, bits, samples, photometric,
        [
            (322, 3, [tile.Width]), (323, 3, [tile.Height]), (324, 4, places), (325, 4, [.. tiles.Select(bytes => (long)bytes.Length)]),
            .. more.Select(tag => (tag.Tag, 3, (long[])[tag.Value])),
        ]);
    }

    private TiffBytes AddPage(int width, int height, int bits, int samples, int photometric, (int Tag, int Type, long[] Values)[] more)
    {
        // SHORT (3) has 2 bytes, LONG (4) has 4; what does not fit into the entry stands before the directory.
        int room = big ? 8 : 4;
        (int Tag, int Type, long[] Values)[] fields =
        [
            (256, 4, [width]), (257, 4, [height]), (258, 3, [.. Enumerable.Repeat((long)bits, samples)]),
            (262, 3, [photometric]), (277, 3, [samples]), .. more,
        ];
        if (!more.Any(field => field.Tag == 259))
            fields = [.. fields, (259, 3, [1])];
        var places = new Dictionary<int, long>();
        foreach (var (tag, type, values) in fields.Where(field => field.Values.Length * (field.Type - 2) * 2 > room))
        {
            places[tag] = _bytes.Count;
            foreach (long value in values)
                Add(value, (type - 2) * 2);
        }

        Link(_bytes.Count);
        Add(fields.Length, big ? 8 : 2);
        foreach (var (tag, type, values) in fields.OrderBy(field => field.Tag))
        {
            Add(tag, 2);
            Add(type, 2);
            Add(values.Length, room);
            int end = _bytes.Count + room;
            if (places.TryGetValue(tag, out long place))
                Add(place, room);
            else
                foreach (long value in values)
                    Add(value, (type - 2) * 2);
            while (_bytes.Count < end)
                _bytes.Add(0);
        }
        _nextOffsets.Add(_bytes.Count);
        Add(0, room);
        return this;
    }

    private long AddData(byte[] data)
    {
        long place = _bytes.Count;
        _bytes.AddRange(data);
        return place;
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
