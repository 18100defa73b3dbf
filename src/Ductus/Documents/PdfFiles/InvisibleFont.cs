using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Ductus.Documents.PdfFiles;

/// <summary>
/// A font whose letters are empty: for text that is searched and copied, and never seen. Its codes are given out as characters come, so that any
/// character of Unicode has one. One per file.
/// </summary>
/// <remarks>Source: ISO 32000-1:2008, sections 9.7 (composite fonts) and 9.10 (extraction of text content); OpenType 1.9 for the tables.</remarks>
internal sealed class InvisibleFont
{
    /// <summary>Of every letter, in parts of the size.</summary>
    public const double Width = 0.5;

    /// <summary>What of the size lies below the baseline.</summary>
    public const double Descent = 0.2;

    private const int UnitsPerEm = 1000, MostCharacters = ushort.MaxValue;

    private readonly Dictionary<Rune, int> _codes = [];
    private readonly List<Rune> _characters = [];

    /// <summary>The codes of a text, in hexadecimal digits, as a string operand takes them.</summary>
    public string Codes(string text)
    {
        var codes = new StringBuilder();
        foreach (Rune character in text.EnumerateRunes())
            codes.Append(CultureInfo.InvariantCulture, $"{CodeOf(character):X4}");
        return codes.ToString();
    }

    private int CodeOf(Rune character)
    {
        if (_codes.TryGetValue(character, out int known))
            return known;
        // Codes have 16 bits. So many characters in one file would be more than people write with: what comes after them is U+FFFD.
        if (_characters.Count >= MostCharacters - 1 && character != Rune.ReplacementChar)
            return CodeOf(Rune.ReplacementChar);
        _characters.Add(character);
        _codes.Add(character, _characters.Count);
        return _characters.Count;
    }

    /// <summary>Writes the font, after all text.</summary>
    /// <param name="pdf">The file.</param>
    /// <param name="number">That pages refer to.</param>
    public void Write(PdfStream pdf, int number)
    {
        byte[] file = FontFile();
        int program = pdf.Compressed($"/Length1 {file.Length.ToString(CultureInfo.InvariantCulture)}", file);
        int descriptor = pdf.Object(string.Create(CultureInfo.InvariantCulture,
            $"<< /Type /FontDescriptor /FontName /Invisible /Flags 5 /FontBBox [0 {-Descent * UnitsPerEm} {Width * UnitsPerEm} {(1 - Descent) * UnitsPerEm}] /ItalicAngle 0 /Ascent {(1 - Descent) * UnitsPerEm} /Descent {-Descent * UnitsPerEm} /CapHeight {(1 - Descent) * UnitsPerEm} /StemV 80 /FontFile2 {program} 0 R >>"));
        // Every code has the one empty glyph.
        var glyphs = new byte[2 * (_characters.Count + 1)];
        for (int code = 1; code <= _characters.Count; code++)
            glyphs[2 * code + 1] = 1;
        int map = pdf.Compressed("", glyphs);
        int letters = pdf.Object(string.Create(CultureInfo.InvariantCulture,
            $"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Invisible /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor {descriptor} 0 R /DW {Width * UnitsPerEm} /CIDToGIDMap {map} 0 R >>"));
        int unicode = pdf.Compressed("", Encoding.ASCII.GetBytes(ToUnicode()));
        pdf.Object(number, string.Create(CultureInfo.InvariantCulture,
            $"<< /Type /Font /Subtype /Type0 /BaseFont /Invisible /Encoding /Identity-H /DescendantFonts [{letters} 0 R] /ToUnicode {unicode} 0 R >>"));
    }

    private string ToUnicode()
    {
        var map = new StringBuilder("""
            /CIDInit /ProcSet findresource begin
            12 dict begin
            begincmap
            /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
            /CMapName /Adobe-Identity-UCS def
            /CMapType 2 def
            1 begincodespacerange
            <0000> <FFFF>
            endcodespacerange

            """);
        // At most 100 entries in a section.
        for (int from = 0; from < _characters.Count; from += 100)
        {
            int to = Math.Min(from + 100, _characters.Count);
            map.Append(CultureInfo.InvariantCulture, $"{to - from} beginbfchar\n");
            for (int i = from; i < to; i++)
                map.Append(CultureInfo.InvariantCulture, $"<{i + 1:X4}> <{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(_characters[i].ToString()))}>\n");
            map.Append("endbfchar\n");
        }
        return map.Append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n").ToString();
    }

    /// <summary>TrueType with two glyphs, both without outline: the missing one and the one that is used.</summary>
    private static byte[] FontFile()
    {
        const short ascent = (short)((1 - Descent) * UnitsPerEm), descent = (short)(-Descent * UnitsPerEm), width = (short)(Width * UnitsPerEm);
        (string Tag, byte[] Table)[] tables =
        [
            // Unicode, format 4 with nothing but the segment that ends it
            ("cmap", Words(0, 1, 3, 1, 0, 12, 4, 24, 0, 2, 2, 0, 0, 0xFFFF, 0, 0xFFFF, 1, 0)),
            ("glyf", new byte[4]),
            ("head", [.. Words(1, 0, 1, 0, 0, 0, 0x5F0F, 0x3CF5, 0, UnitsPerEm), .. new byte[16], .. Words(0, descent, width, ascent, 0, 8, 2, 0, 0)]),
            ("hhea", Words(1, 0, ascent, descent, 0, width, 0, 0, width, 1, 0, 0, 0, 0, 0, 0, 0, 2)),
            ("hmtx", Words(width, 0, width, 0)),
            ("loca", Words(0, 0, 0)),
            ("maxp", Words(1, 0, 2, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0)),
            ("name", Words(0, 0, 6)),
            ("post", Words(3, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0)),
        ];
        using var file = new MemoryStream();
        file.Write(Words(1, 0, tables.Length, 128, 3, 16 * tables.Length - 128));
        int place = 12 + 16 * tables.Length;
        foreach (var (tag, table) in tables)
        {
            file.Write(Encoding.ASCII.GetBytes(tag));
            file.Write(Long(Sum(table)));
            file.Write(Long((uint)place));
            file.Write(Long((uint)table.Length));
            place += (table.Length + 3) / 4 * 4;
        }
        foreach (var (_, table) in tables)
        {
            file.Write(table);
            file.Write(new byte[(4 - table.Length % 4) % 4]);
        }
        byte[] font = file.ToArray();
        // head.checkSumAdjustment: what the whole file lacks to a constant
        int head = 12 + 16 * tables.Length + tables.TakeWhile(table => table.Tag != "head").Sum(table => (table.Table.Length + 3) / 4 * 4);
        BinaryPrimitives.WriteUInt32BigEndian(font.AsSpan(head + 8), 0xB1B0AFBA - Sum(font));
        return font;
    }

    private static uint Sum(ReadOnlySpan<byte> table)
    {
        uint sum = 0;
        for (int i = 0; i < table.Length; i++)
            unchecked
            {
                sum += (uint)table[i] << (24 - 8 * (i % 4));
            }
        return sum;
    }

    private static byte[] Words(params int[] words)
    {
        var bytes = new byte[2 * words.Length];
        for (int i = 0; i < words.Length; i++)
            BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(2 * i), unchecked((ushort)words[i]));
        return bytes;
    }

    private static byte[] Long(uint number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
        return bytes;
    }
}
