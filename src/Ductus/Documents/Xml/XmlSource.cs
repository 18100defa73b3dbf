using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Ductus.Documents.Xml;

/// <summary>
/// An XML file as it stands, character by character, with its elements: to be read, and to be changed in places while all else stays as it was.
/// DTDs, and so entities of one's own, are refused; nothing outside the file is ever opened.
/// </summary>
internal sealed class XmlSource
{
    /// <summary>Larger files are no pages.</summary>
    private const long MostBytes = 1L << 28;

    /// <summary>Deeper nesting is an attack, or no page.</summary>
    private const int MostDepth = 200;

    /// <summary>Each is compared with all others of its element.</summary>
    private const int MostAttributes = 1000;

    private readonly Encoding _encoding;
    private readonly int _mark;
    private readonly Dictionary<XElement, XmlSpan> _spans = [];

    private XmlSource(string path, string text, Encoding encoding, int mark, XElement root, DocumentRepair? repair) =>
        (Path, Text, _encoding, _mark, Root, Repair) = (path, text, encoding, mark, root, repair);

    /// <summary>The file, or the name that its caller gave to content without a file.</summary>
    public string Path { get; }

    public string Text { get; }

    public XElement Root { get; }

    /// <summary>Of the file's own elements, with its colon; empty for none.</summary>
    public string Prefix => Root.GetPrefixOfNamespace(Root.Name.Namespace) is { Length: > 0 } prefix ? prefix + ":" : "";

    /// <summary>What is wrong with the encoding it declares.</summary>
    public DocumentRepair? Repair { get; }

    /// <param name="path">To read.</param>
    /// <param name="failure">Makes the exception of the format: path, line, what was expected and what came, cause.</param>
    public static XmlSource Load(string path, DocumentFailure failure) => Parse(ReadBytes(path, failure), path, failure);

    /// <summary>The bytes of a file that is not too large for a document.</summary>
    public static byte[] ReadBytes(string path, DocumentFailure failure)
    {
        long length = new FileInfo(path).Length;
        return length <= MostBytes ? File.ReadAllBytes(path)
            : throw failure(path, 0, string.Create(CultureInfo.InvariantCulture, $"expected at most {MostBytes >> 20} MiB; the file has {length >> 20}."), null);
    }

    /// <param name="content">The bytes of a file.</param>
    /// <param name="path">What they are called in messages.</param>
    /// <param name="failure">Makes the exception of the format: path, line, what was expected and what came, cause.</param>
    public static XmlSource Parse(byte[] content, string path, DocumentFailure failure)
    {
        try
        {
            var (encoding, mark) = XmlEncoding.Of(content, out string? repair);
            string text = Decode(content.AsSpan(mark), encoding, path, failure);
            using XmlReader reader = XmlReader.Create(new StringReader(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            var root = Read(reader, path, failure);
            var source = new XmlSource(path, text, encoding, mark, root, repair is null ? null : new DocumentRepair(1, repair));
            foreach (var (element, span) in root.DescendantsAndSelf().Zip(XmlSpan.Of(text)))
                source._spans.Add(element, span);
            return source;
        }
        catch (XmlException error) when (error.Message.Contains("DTD", StringComparison.Ordinal))
        {
            // The reader does not say where.
            int start = content.AsSpan().IndexOf("<!DOCTYPE"u8);
            throw failure(path, start < 0 ? 0 : 1 + content.AsSpan(0, start).Count((byte)'\n'), "expected XML without a DTD; this file has one.", error);
        }
        catch (XmlException error)
        {
            throw failure(path, error.LineNumber, $"expected well-formed XML without a DTD; {error.Message}", error);
        }
        catch (NotSupportedException error)
        {
            throw failure(path, 1, $"expected {error.Message}.", error);
        }
    }

    /// <summary>Where an element stands in the text.</summary>
    public XmlSpan this[XElement element] => _spans[element];

    /// <summary>Whether an element is one of the file's.</summary>
    public bool Holds(XElement element) => _spans.ContainsKey(element);

    /// <summary>1-based.</summary>
    public static int LineOf(XElement element) => ((IXmlLineInfo)element).LineNumber;

    /// <summary>The file's bytes with another text: encoded as it was, mark and all. A character that the encoding lacks becomes a reference by its number.</summary>
    public byte[] ToBytes(string text) => [.. _encoding.GetPreamble().AsSpan(0, _mark), .. _encoding.GetBytes(text)];

    private static string Decode(ReadOnlySpan<byte> content, Encoding encoding, string path, DocumentFailure failure)
    {
        try
        {
            return encoding.GetString(content);
        }
        catch (DecoderFallbackException error)
        {
            int line = 1 + content[..Math.Clamp(error.Index, 0, content.Length)].Count((byte)'\n');
            throw failure(path, line, $"expected {encoding.WebName} as the file declares; got the bytes {Convert.ToHexString(error.BytesUnknown ?? [])}.", error);
        }
    }

    private static XElement Read(XmlReader reader, string path, DocumentFailure failure)
    {
        // As XDocument.Load does, but told of the depth before memory is spent on it.
        XElement? root = null, current = null;
        var place = (IXmlLineInfo)reader;
        while (reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    if (reader.Depth > MostDepth)
                        throw failure(path, place.LineNumber, $"expected elements within at most {MostDepth} others; these are nested deeper.", null);
                    var element = new PlacedElement(XName.Get(reader.LocalName, reader.NamespaceURI), place.LineNumber);
                    bool isEmpty = reader.IsEmptyElement;
                    if (reader.AttributeCount > MostAttributes)
                        throw failure(path, place.LineNumber, string.Create(CultureInfo.InvariantCulture, $"expected elements with at most {MostAttributes} attributes; this one has {reader.AttributeCount}."), null);
                    while (reader.MoveToNextAttribute())
                        element.SetAttributeValue(reader.Name == "xmlns" ? XName.Get("xmlns") : XName.Get(reader.LocalName, reader.NamespaceURI), reader.Value);
                    current?.Add(element);
                    root ??= element;
                    if (!isEmpty)
                        current = element;
                    break;
                case XmlNodeType.EndElement:
                    current = current?.Parent;
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace:
                    current?.Add(new XText(reader.Value));
                    break;
            }
        }
        return root ?? throw failure(path, 0, "expected an XML element; there is none.", null);
    }

    /// <summary>An element that knows its line.</summary>
    private sealed class PlacedElement(XName name, int line) : XElement(name), IXmlLineInfo
    {
        int IXmlLineInfo.LineNumber => line;

        int IXmlLineInfo.LinePosition => 1;

        bool IXmlLineInfo.HasLineInfo() => true;
    }
}
