using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Ductus.Documents.PdfFiles;

/// <summary>Writes the objects of a PDF file one after the other, and the table of where they are: nothing is kept but their places. One per file.</summary>
/// <remarks>Source: ISO 32000-1:2008, section 7.5, "File structure".</remarks>
internal sealed class PdfStream
{
    private readonly Stream _stream;
    private readonly List<long> _places = [0];
    private long _written;

    public PdfStream(Stream stream)
    {
        _stream = stream;
        // Four bytes above 127 tell programs that copy files that this one is no text.
        Write("%PDF-1.5\n%"u8);
        Write([0xE2, 0xE3, 0xCF, 0xD3]);
        Write("\n"u8);
    }

    /// <summary>A number for an object that is written later.</summary>
    public int Reserve()
    {
        _places.Add(0);
        return _places.Count - 1;
    }

    /// <summary>An object, as in <c>&lt;&lt; /Type /Page &gt;&gt;</c>.</summary>
    public int Object(string content) => Object(Reserve(), content);

    public int Object(int number, string content)
    {
        Begin(number);
        Write(content);
        Write("\nendobj\n"u8);
        return number;
    }

    /// <summary>A stream of bytes as they are.</summary>
    /// <param name="entries">Of its dictionary, without its length.</param>
    /// <param name="data">Encoded as the entries say.</param>
    public int Data(string entries, ReadOnlySpan<byte> data)
    {
        int number = Reserve();
        Begin(number);
        Write(string.Create(CultureInfo.InvariantCulture, $"<< {entries} /Length {data.Length} >>\nstream\n"));
        Write(data);
        Write("\nendstream\nendobj\n"u8);
        return number;
    }

    /// <summary>A stream of bytes, compressed.</summary>
    /// <param name="entries">Of its dictionary, without its length and filter.</param>
    /// <param name="data">As they are meant.</param>
    public int Compressed(string entries, ReadOnlySpan<byte> data)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(data);
        return Data($"{entries} /Filter /FlateDecode".TrimStart(), packed.GetBuffer().AsSpan(0, (int)packed.Length));
    }

    /// <summary>The table of all objects, and the end.</summary>
    public void Finish(int catalogue, int information)
    {
        long table = _written;
        Write(string.Create(CultureInfo.InvariantCulture, $"xref\n0 {_places.Count}\n0000000000 65535 f \n"));
        foreach (long place in _places.Skip(1))
            Write(string.Create(CultureInfo.InvariantCulture, $"{place:0000000000} 00000 n \n"));
        Write(string.Create(CultureInfo.InvariantCulture, $"trailer\n<< /Size {_places.Count} /Root {catalogue} 0 R /Info {information} 0 R >>\nstartxref\n{table}\n%%EOF\n"));
    }

    /// <summary>A text for people: in UTF-16, which holds any.</summary>
    public static string Text(string text) => $"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>";

    /// <summary>A number with at most four digits behind the point: less than a thousandth of a printed dot.</summary>
    public static string Number(double number) => Math.Round(number, 4).ToString("0.####", CultureInfo.InvariantCulture);

    private void Begin(int number)
    {
        _places[number] = _written;
        Write(string.Create(CultureInfo.InvariantCulture, $"{number} 0 obj\n"));
    }

    private void Write(string text) => Write(Encoding.ASCII.GetBytes(text));

    private void Write(ReadOnlySpan<byte> bytes)
    {
        _stream.Write(bytes);
        _written += bytes.Length;
    }
}
