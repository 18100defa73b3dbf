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
    StripOffsets = 273,
    Orientation = 274,
    SamplesPerPixel = 277,
    StripByteCounts = 279,
    TileWidth = 322,
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
            int size = SizeOf(format.Read(entry + 2, 2));
            ulong values = format.Read(entry + 4, wordSize);
            // Values that fit stand in the entry itself.
            ulong place = entry + 4 + (ulong)wordSize;
            bool inside = size > 0 && values <= (ulong)(wordSize / size);
            if (size > 0)
                directory._fields.TryAdd(tag, new Field(inside ? place : format.Read(place, wordSize), values, size));
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

    /// <summary>All values of a field of unsigned integers; empty where it is missing.</summary>
    public ulong[] Values(TiffTag tag) => Values(tag, ulong.MaxValue);

    private ulong[] Values(TiffTag tag, ulong most)
    {
        if (!_fields.TryGetValue(tag, out Field field))
            return [];
        ulong count = Math.Min(most, field.Count);
        _format.CheckRoom(field.Place, count, field.Size);
        var values = new ulong[count];
        for (ulong i = 0; i < count; i++)
            values[i] = _format.Read(field.Place + i * (ulong)field.Size, field.Size);
        return values;
    }

    // BYTE, SHORT, LONG, IFD, LONG8, IFD8; the others are no unsigned integers.
    private static int SizeOf(ulong type) => type switch { 1 => 1, 3 => 2, 4 or 13 => 4, 16 or 18 => 8, _ => 0 };

    private readonly record struct Field(ulong Place, ulong Count, int Size);

    /// <summary>The byte order of a file, and whether offsets have 8 bytes (BigTIFF) or 4.</summary>
    private readonly record struct NumberFormat(ImageBytes File, bool IsLittle, bool IsBig)
    {
        public static NumberFormat Of(ImageBytes file)
        {
            bool little = file.Byte(0) == 'I';
            return new NumberFormat(file, little, file.Byte(little ? 2 : 3) == '+');
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
