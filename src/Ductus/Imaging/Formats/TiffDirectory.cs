using System.Buffers.Binary;

namespace Ductus.Imaging.Formats;

/// <summary>Tags of TIFF 6.0 that decide whether and how a page is read.</summary>
internal enum TiffTag : ushort
{
    NewSubfileType = 254,
    ImageWidth = 256,
    ImageLength = 257,
    BitsPerSample = 258,
    PhotometricInterpretation = 262,
    Compression = 259,
    FillOrder = 266,
    StripOffsets = 273,
    Orientation = 274,
    SamplesPerPixel = 277,
    RowsPerStrip = 278,
    StripByteCounts = 279,
    PlanarConfiguration = 284,
    T4Options = 292,
    T6Options = 293,
    Predictor = 317,
    ColorMap = 320,
    TileWidth = 322,
    TileLength = 323,
    TileOffsets = 324,
    TileByteCounts = 325,
    ExtraSamples = 338,
    SampleFormat = 339,
    JpegTables = 347,
    YCbCrCoefficients = 529,
    YCbCrSubsampling = 530,
    YCbCrPositioning = 531,
    ReferenceBlackWhite = 532,
}

/// <summary>The fields of one page of a TIFF (section 2) or BigTIFF file. Immutable, share it.</summary>
internal sealed class TiffDirectory
{
    private readonly NumberFormat _format;
    private readonly Dictionary<TiffTag, Field> _fields = [];

    private TiffDirectory(NumberFormat format) => _format = format;

    /// <summary>Where the next page's fields begin; 0 behind the last page.</summary>
    public ulong Next { get; private init; }

    /// <exception cref="ImageFormatException">The file ends before its header does.</exception>
    public static ulong FirstOffset(ImageBytes file)
    {
        NumberFormat format = NumberFormat.Of(file);
        return format.IsBig ? format.Read(8, 8) : format.Read(4, 4);
    }

    /// <exception cref="ImageFormatException">The file ends before the fields do.</exception>
    public static TiffDirectory Read(ImageBytes file, ulong offset)
    {
        NumberFormat format = NumberFormat.Of(file);
        (int countSize, int entrySize, int wordSize) = format.IsBig ? (8, 20, 8) : (2, 12, 4);
        ulong count = format.Read(offset, countSize);
        ulong entries = offset + (ulong)countSize;
        if (count > (ulong)file.Length)
            throw file.Bad("a TIFF with its list of fields", $"that at byte {offset} has {count} fields");

        var directory = new TiffDirectory(format) { Next = format.Read(entries + count * (ulong)entrySize, wordSize) };
        for (ulong i = 0; i < count; i++)
        {
            ulong entry = entries + i * (ulong)entrySize;
            var tag = (TiffTag)format.Read(entry, 2);
            var type = (int)format.Read(entry + 2, 2);
            int size = SizeOf(type);
            ulong values = format.Read(entry + 4, wordSize);
            // Values that fit stand in the entry itself.
            ulong place = entry + 4 + (ulong)wordSize;
            bool inside = size > 0 && values <= (ulong)(wordSize / size);
            if (size > 0)
                directory._fields.TryAdd(tag, new Field(type, inside ? place : format.Read(place, wordSize), values));
        }
        return directory;
    }

    public bool Has(TiffTag tag) => _fields.ContainsKey(tag);

    /// <summary>The first value of a field of unsigned integers.</summary>
    public long Value(TiffTag tag, long missing) => Values(tag, most: 1) is [var value, ..] ? (long)value : missing;

    /// <summary>The file with another first value in a field that the directory has.</summary>
    public byte[] WithValue(TiffTag tag, byte value)
    {
        Field field = _fields[tag];
        byte[] bytes = _format.File.Span.ToArray();
        Span<byte> place = bytes.AsSpan((int)field.Place, field.Size);
        place.Clear();
        place[_format.IsLittle ? 0 : field.Size - 1] = value;
        return bytes;
    }

    /// <summary>A file of one page with one strip, in the same byte order: the given fields of this directory, as they are, and the given data.</summary>
    /// <param name="kept">Missing ones are left out.</param>
    /// <param name="set">Further fields of one number each.</param>
    /// <param name="data">The strip.</param>
    /// <exception cref="ImageFormatException">The file ends before the value of a field does.</exception>
    public byte[] OneStrip(IEnumerable<TiffTag> kept, IEnumerable<(TiffTag Tag, long Value)> set, ReadOnlySpan<byte> data)
    {
        using var file = new MemoryStream();
        file.Write(_format.Header);
        long strip = file.Position;
        file.Write(data);
        var entries = new SortedDictionary<TiffTag, byte[]>();
        foreach (TiffTag tag in kept)
        {
            if (!_fields.TryGetValue(tag, out Field field))
                continue;
            _format.CheckRoom(field.Place, field.Count, field.Size);
            ReadOnlySpan<byte> values = _format.File.Slice((long)field.Place, (long)field.Count * field.Size);
            bool inside = values.Length <= _format.WordSize;
            entries[tag] = _format.Entry(tag, field.Type, field.Count, inside ? values : _format.Bytes((ulong)file.Position, _format.WordSize));
            if (!inside)
                file.Write(values);
        }
        foreach (var (tag, value) in set.Append((TiffTag.StripOffsets, strip)).Append((TiffTag.StripByteCounts, data.Length)))
            entries[tag] = _format.Entry(tag, Long, 1, _format.Bytes((ulong)value, 4));

        byte[] start = _format.Bytes((ulong)file.Position, _format.WordSize);
        file.Write(_format.Bytes((ulong)entries.Count, _format.IsBig ? 8 : 2));
        foreach (byte[] entry in entries.Values)
            file.Write(entry);
        file.Write(new byte[_format.WordSize]); // no page follows
        file.Position = strip - start.Length;
        file.Write(start);
        return file.ToArray();
    }

    /// <summary>All values of a field of unsigned integers; empty where it is missing.</summary>
    public ulong[] Values(TiffTag tag) => Values(tag, ulong.MaxValue);

    private ulong[] Values(TiffTag tag, ulong most)
    {
        if (!_fields.TryGetValue(tag, out Field field) || !field.IsUnsigned)
            return [];
        ulong count = Math.Min(most, field.Count);
        _format.CheckRoom(field.Place, count, field.Size);
        var values = new ulong[count];
        for (ulong i = 0; i < count; i++)
            values[i] = _format.Read(field.Place + i * (ulong)field.Size, field.Size);
        return values;
    }

    private const int Long = 4;

    // In the order of section 2: BYTE, ASCII, SHORT, LONG, RATIONAL, SBYTE, UNDEFINED, SSHORT, SLONG, SRATIONAL, FLOAT, DOUBLE, IFD;
    // LONG8, SLONG8, IFD8 of BigTIFF.
    private static int SizeOf(int type) => type switch
    {
        1 or 2 or 6 or 7 => 1,
        3 or 8 => 2,
        4 or 9 or 11 or 13 => 4,
        5 or 10 or 12 or 16 or 17 or 18 => 8,
        _ => 0,
    };

    private readonly record struct Field(int Type, ulong Place, ulong Count)
    {
        public int Size => SizeOf(Type);

        public bool IsUnsigned => Type is 1 or 3 or 4 or 13 or 16 or 18;
    }

    /// <summary>The byte order of a file, and whether offsets have 8 bytes (BigTIFF) or 4.</summary>
    private readonly record struct NumberFormat(ImageBytes File, bool IsLittle, bool IsBig)
    {
        public static NumberFormat Of(ImageBytes file)
        {
            bool little = file.Byte(0) == 'I';
            return new NumberFormat(file, little, file.Byte(little ? 2 : 3) == '+');
        }

        /// <summary>Of a count or an offset in an entry.</summary>
        public int WordSize => IsBig ? 8 : 4;

        /// <summary>The first bytes of a file, the offset of its first directory still 0.</summary>
        public byte[] Header => IsBig
            ? [.. File.Slice(0, 2), .. Bytes(43, 2), .. Bytes(8, 2), 0, 0, .. new byte[8]]
            : [.. File.Slice(0, 2), .. Bytes(42, 2), .. new byte[4]];

        public byte[] Entry(TiffTag tag, int type, ulong count, ReadOnlySpan<byte> value) =>
            [.. Bytes((ulong)tag, 2), .. Bytes((ulong)type, 2), .. Bytes(count, WordSize), .. value, .. new byte[WordSize - value.Length]];

        public byte[] Bytes(ulong value, int size)
        {
            var bytes = new byte[sizeof(ulong)];
            if (IsLittle)
            {
                BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
                return bytes[..size];
            }
            BinaryPrimitives.WriteUInt64BigEndian(bytes, value);
            return bytes[^size..];
        }

        public ulong Read(ulong offset, int size)
        {
            CheckRoom(offset, 1, size);
            ReadOnlySpan<byte> bytes = File.Slice((long)offset, size);
            return size switch
            {
                1 => bytes[0],
                2 => IsLittle ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes),
                4 => IsLittle ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes),
                _ => IsLittle ? BinaryPrimitives.ReadUInt64LittleEndian(bytes) : BinaryPrimitives.ReadUInt64BigEndian(bytes),
            };
        }

        public void CheckRoom(ulong offset, ulong count, int size)
        {
            ulong length = (ulong)File.Length;
            if (offset > length || count > (length - offset) / (ulong)size)
                throw File.Bad("a complete TIFF", $"it ends after {length} bytes, before what stands at byte {offset} does: it is truncated");
        }
    }
}
