using System.Buffers.Binary;
using System.IO.Compression;

namespace Ductus.Training.Data;

/// <summary>An array of bytes in the IDX format of MNIST, plain or in gzip. Immutable, share it.</summary>
/// <remarks>
/// Layout, integers big-endian: 0 · 0 · type of the elements, 8 for unsigned bytes · number of dimensions · size of each, 32 bits · elements,
/// the last dimension fastest. Source: LeCun, Cortes and Burges, "The MNIST database of handwritten digits".
/// </remarks>
internal sealed class IdxFile
{
    private const byte UnsignedByte = 8;
    private const int MostDimensions = 3;
    private const int MostBytes = 1 << 30;

    private readonly byte[] _elements;

    private IdxFile(string path, int[] sizes, byte[] elements) => (Path, Sizes, _elements) = (path, sizes, elements);

    public string Path { get; }

    /// <summary>Of each dimension.</summary>
    public IReadOnlyList<int> Sizes { get; }

    /// <summary>All elements, the last dimension fastest.</summary>
    public ReadOnlySpan<byte> Elements => _elements;

    /// <exception cref="LineDataException">It is no IDX file of bytes of so many dimensions, or it is cut short.</exception>
    public static IdxFile Read(string path, int dimensions)
    {
        using Stream stream = Open(path);
        try
        {
            Span<byte> start = stackalloc byte[4 + 4 * MostDimensions];
            start = start[..(4 + 4 * dimensions)];
            int got = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
            if (got >= 4 && (start[0] != 0 || start[1] != 0 || start[2] != UnsignedByte || start[3] != dimensions))
                throw new LineDataException(path, $"expected an IDX file of bytes in {dimensions} dimensions, which starts with 0x{UnsignedByte << 8 | dimensions:X8}; "
                    + $"this one starts with 0x{BinaryPrimitives.ReadUInt32BigEndian(start):X8}.");
            if (got < start.Length)
                throw new LineDataException(path, $"expected a head of {start.Length} bytes; the file ends after {got}.");

            var sizes = new int[dimensions];
            long count = 1;
            for (int i = 0; i < dimensions; i++)
            {
                uint size = BinaryPrimitives.ReadUInt32BigEndian(start[(4 + 4 * i)..]);
                if (size is 0 or > MostBytes || (count *= size) > MostBytes)
                    throw new LineDataException(path, $"expected sizes above 0 of at most {MostBytes:N0} elements together; dimension {i + 1} has {size:N0}.");
                sizes[i] = (int)size;
            }
            var elements = new byte[count];
            int read = stream.ReadAtLeast(elements, elements.Length, throwOnEndOfStream: false);
            if (read < count)
                throw new LineDataException(path, $"expected {count:N0} bytes for {string.Join(" × ", sizes)}; the file is cut off after {read:N0}.");
            if (stream.ReadByte() >= 0)
                throw new LineDataException(path, $"expected {count:N0} bytes for {string.Join(" × ", sizes)}; there are more.");
            return new IdxFile(path, sizes, elements);
        }
        catch (InvalidDataException e)
        {
            throw new LineDataException(path, $"expected a whole gzip file; {e.Message}", inner: e);
        }
    }

    private static Stream Open(string path)
    {
        FileStream file = File.OpenRead(path);
        Span<byte> start = stackalloc byte[2];
        bool isGzip = file.ReadAtLeast(start, 2, throwOnEndOfStream: false) == 2 && start is [0x1F, 0x8B];
        file.Position = 0;
        return isGzip ? new GZipStream(file, CompressionMode.Decompress) : file;
    }
}
