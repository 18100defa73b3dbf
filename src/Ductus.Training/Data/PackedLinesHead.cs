using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using Ductus.Recognition;
using Microsoft.Win32.SafeHandles;

namespace Ductus.Training.Data;

/// <summary>A line as the head of a packed file describes it.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Bytes">Length of its zlib stream.</param>
internal sealed record PackedLine(string Id, string Text, string? Writer, int Width, int Bytes);

/// <summary>The head of a packed file: everything but the pixels. Its layout stands at <see cref="PackedLines"/>.</summary>
internal sealed class PackedLinesHead(string split, int height, int levels, IReadOnlyList<PackedLine> lines)
{
    private const int Version = 1;
    private const int MaxHeight = 4096;
    private const int MaxPixels = 1 << 28;
    private const int MaxJsonBytes = 1 << 30;
    private const int IntegersStart = 8 + SHA256.HashSizeInBytes;
    private const int JsonStart = IntegersStart + 5 * sizeof(uint);

    private static ReadOnlySpan<byte> Magic => "DUCTUSLN"u8;

    public string Split { get; } = split;

    public int Height { get; } = height;

    public int Levels { get; } = levels;

    public IReadOnlyList<PackedLine> Lines { get; } = lines;

    /// <summary>How images came to the height, and the width where it is fixed; heads that do not say have open widths.</summary>
    public LineFit Fit { get; init; }

    public int Width { get; init; }

    /// <summary>Bytes of the head in the file it was read from; the first line's pixels start there.</summary>
    public long Length { get; private init; }

    public void Write(Stream stream)
    {
        byte[] json = Json();
        Span<byte> head = new byte[JsonStart + json.Length];
        Magic.CopyTo(head);
        int position = IntegersStart;
        foreach (int value in (ReadOnlySpan<int>)[Version, Height, Levels, Lines.Count, json.Length])
        {
            BinaryPrimitives.WriteInt32LittleEndian(head[position..], value);
            position += sizeof(int);
        }
        json.CopyTo(head[JsonStart..]);
        SHA256.HashData(head[IntegersStart..], head[Magic.Length..IntegersStart]);
        stream.Write(head);
    }

    /// <exception cref="LineDataException">It is not the head of a packed file, of another version, or damaged.</exception>
    public static PackedLinesHead Read(string path, SafeFileHandle file)
    {
        var start = new byte[JsonStart];
        int got = RandomAccess.Read(file, start, fileOffset: 0);
        if (got < Magic.Length || !start.AsSpan().StartsWith(Magic))
            throw new LineDataException(path, "expected a packed file of lines; it does not start as one.");
        if (got < JsonStart)
            throw new LineDataException(path, $"expected a head of {JsonStart} bytes; the file is cut off after {got}.");

        ReadOnlySpan<byte> integers = start.AsSpan(IntegersStart);
        int Integer(int index, ReadOnlySpan<byte> from) => BinaryPrimitives.ReadInt32LittleEndian(from[(index * sizeof(int))..]);
        var (version, height, levels, count, jsonBytes) =
            (Integer(0, integers), Integer(1, integers), Integer(2, integers), Integer(3, integers), Integer(4, integers));
        if (version != Version)
            throw new LineDataException(path, $"expected version {Version}; got {version}.");
        if (height is < 1 or > MaxHeight || levels is < 2 or > 256 || count < 1 || jsonBytes is < 2 or > MaxJsonBytes)
            throw Damaged($"height {height}, levels {levels}, lines {count}, JSON of {jsonBytes} bytes");
        if (RandomAccess.GetLength(file) < (long)JsonStart + jsonBytes)
            throw new LineDataException(path, $"expected a head of {(long)JsonStart + jsonBytes} bytes; the file is cut off after {RandomAccess.GetLength(file)}.");

        var json = new byte[jsonBytes];
        if (RandomAccess.Read(file, json, JsonStart) != jsonBytes)
            throw new LineDataException(path, "expected the rest of the head; the file was cut off while it was read.");
        byte[] hash = SHA256.HashData([.. integers, .. json]);
        if (!start.AsSpan(Magic.Length, hash.Length).SequenceEqual(hash))
            throw Damaged("its checksum does not fit");

        var head = Parse(json);
        return head.Lines.Count == count ? head
            : throw Damaged($"{count} lines by number, {head.Lines.Count} by name");

        LineDataException Damaged(string how) => new(path, $"expected a whole head; it is damaged: {how}.");

        PackedLinesHead Parse(byte[] utf8)
        {
            try
            {
                using var document = JsonDocument.Parse(utf8);
                PackedLine[] lines = [.. document.RootElement.GetProperty("lines").EnumerateArray().Select(line => ParseLine(line, height))];
                string split = Text(document.RootElement, "split");
                return new PackedLinesHead(split, height, levels, lines)
                {
                    Length = JsonStart + utf8.Length,
                    Fit = document.RootElement.TryGetProperty("fit", out JsonElement fit) ? Enum.Parse<LineFit>(fit.GetString() ?? "", ignoreCase: true) : LineFit.Height,
                    Width = document.RootElement.TryGetProperty("columns", out JsonElement columns) ? columns.GetInt32() : 0,
                };
            }
            catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
            {
                throw new LineDataException(path, $"expected JSON with \"split\" and \"lines\" in the head; {e.Message}", inner: e);
            }
        }
    }

    private static PackedLine ParseLine(JsonElement line, int height)
    {
        int width = line.GetProperty("width").GetInt32(), bytes = line.GetProperty("bytes").GetInt32();
        if (width < 1 || (long)width * height > MaxPixels || bytes < 1)
            throw new FormatException($"a line is {width} pixels wide and {bytes} bytes long.");
        return new PackedLine(Text(line, "id"), Text(line, "text"), line.TryGetProperty("writer", out JsonElement writer) ? writer.GetString() : null, width, bytes);
    }

    private static string Text(JsonElement element, string name) =>
        element.GetProperty(name).GetString() ?? throw new FormatException($"\"{name}\" is null.");

    private byte[] Json()
    {
        var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("split", Split);
            if (Fit != LineFit.Height)
                json.WriteString("fit", Fit.ToString());
            if (Width > 0)
                json.WriteNumber("columns", Width);
            json.WriteStartArray("lines");
            foreach (PackedLine line in Lines)
            {
                json.WriteStartObject();
                json.WriteString("id", line.Id);
                json.WriteString("text", line.Text);
                if (line.Writer is not null)
                    json.WriteString("writer", line.Writer);
                json.WriteNumber("width", line.Width);
                json.WriteNumber("bytes", line.Bytes);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return stream.ToArray();
    }
}
