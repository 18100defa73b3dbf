namespace Ductus.Imaging.Formats;

/// <summary>The data of all IDAT chunks of a PNG file, one after the other.</summary>
internal sealed class PngDataStream(ImageBytes file, IEnumerable<PngChunk> chunks) : Stream
{
    private readonly PngChunk[] _chunks = [.. chunks.Where(chunk => chunk.Is("IDAT"u8))];
    private int _chunk, _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        while (_chunk < _chunks.Length && _position == _chunks[_chunk].Length)
            (_chunk, _position) = (_chunk + 1, 0);
        if (_chunk == _chunks.Length)
            return 0;

        int count = Math.Min(buffer.Length, _chunks[_chunk].Length - _position);
        file.Slice(_chunks[_chunk].Data + _position, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
