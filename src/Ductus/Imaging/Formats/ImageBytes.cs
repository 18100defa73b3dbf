using System.Buffers.Binary;

namespace Ductus.Imaging.Formats;

/// <summary>The bytes of an image file and its name; every read outside of them says where the file ends too early. Immutable, share it.</summary>
internal sealed class ImageBytes(string name, ReadOnlyMemory<byte> bytes)
{
    public string Name { get; } = name;

    public ReadOnlySpan<byte> Span => bytes.Span;

    public int Length => bytes.Length;

    public byte Byte(long offset) => Slice(offset, 1)[0];

    public ushort UInt16BigEndian(long offset) => BinaryPrimitives.ReadUInt16BigEndian(Slice(offset, 2));

    public uint UInt32BigEndian(long offset) => BinaryPrimitives.ReadUInt32BigEndian(Slice(offset, 4));

    public ushort UInt16LittleEndian(long offset) => BinaryPrimitives.ReadUInt16LittleEndian(Slice(offset, 2));

    public uint UInt32LittleEndian(long offset) => BinaryPrimitives.ReadUInt32LittleEndian(Slice(offset, 4));

    public bool HasAt(long offset, ReadOnlySpan<byte> expected) =>
        offset >= 0 && offset + expected.Length <= Length && Span.Slice((int)offset, expected.Length).SequenceEqual(expected);

    /// <exception cref="ImageFormatException">The file ends before.</exception>
    public ReadOnlySpan<byte> Slice(long offset, long length) => offset >= 0 && length >= 0 && offset <= Length - length
        ? Span.Slice((int)offset, (int)length)
        : throw Bad("a complete file", $"it ends after {Length} bytes, in the middle of what its header announces");

    public ImageFormatException Bad(string expected, string found, Exception? cause = null) => new(Name, expected, found, cause);
}
