using System.Buffers.Binary;
using System.Text;

namespace Ductus.Imaging.Formats;

/// <summary>A chunk of a PNG file: its type, where its data begins and how long it is.</summary>
internal readonly record struct PngChunk(uint TypeCode, long Data, int Length)
{
    private static readonly uint[] CrcTable = MakeCrcTable();

    public string Type
    {
        get
        {
            Span<byte> letters = stackalloc byte[4];
            BinaryPrimitives.WriteUInt32BigEndian(letters, TypeCode);
            return Encoding.Latin1.GetString(letters);
        }
    }

    public bool Is(ReadOnlySpan<byte> type) => TypeCode == BinaryPrimitives.ReadUInt32BigEndian(type);

    /// <exception cref="ImageFormatException">The file ends before the chunk does.</exception>
    public static PngChunk At(ImageBytes file, long offset)
    {
        uint length = file.UInt32BigEndian(offset), type = file.UInt32BigEndian(offset + 4);
        if (offset + 12 + length > file.Length)
            throw file.Bad("a complete PNG", $"it ends after {file.Length} bytes, within a chunk of {length}: it is truncated");
        return new PngChunk(type, offset + 8, (int)length);
    }

    /// <summary>All chunks up to the end chunk.</summary>
    /// <exception cref="ImageFormatException">The file ends without one.</exception>
    public static IEnumerable<PngChunk> All(ImageBytes file, long offset)
    {
        while (true)
        {
            if (offset == file.Length)
                throw file.Bad("a complete PNG", $"it ends after {file.Length} bytes without its end chunk: it is truncated");
            PngChunk chunk = At(file, offset);
            if (chunk.Is("IEND"u8))
                yield break;
            yield return chunk;
            offset = chunk.Data + chunk.Length + 4;
        }
    }

    /// <exception cref="ImageFormatException">The chunk's checksum is not that of its content.</exception>
    public void Check(ImageBytes file)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in file.Slice(Data - 4, Length + 4))
            crc = CrcTable[(byte)(crc ^ value)] ^ (crc >> 8);
        if (~crc != file.UInt32BigEndian(Data + Length))
            throw file.Bad("an undamaged PNG", $"the checksum of its {Type} chunk is wrong");
    }

    // Annex D: the polynomial of ISO 3309, lowest bit first
    private static uint[] MakeCrcTable()
    {
        var table = new uint[256];
        for (uint i = 0; i < table.Length; i++)
        {
            uint crc = i;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? 0xEDB88320u ^ (crc >> 1) : crc >> 1;
            table[i] = crc;
        }
        return table;
    }
}
