using System.Globalization;
using System.Text;
using System.Text.Json;
using Ductus.Layout;

namespace Ductus.Documents.JsonFiles;

/// <summary>All that is known of pages, in JSON: for programs that read on. Its schema is <c>docs/schemas/document.schema.json</c>. Thread-safe.</summary>
/// <remarks>Places are kept to a tenth of a pixel, confidences to four digits.</remarks>
public static class PageJson
{
    /// <param name="path">Of the file.</param>
    /// <exception cref="PageJsonException">It is no JSON, or not as the schema has it.</exception>
    public static IReadOnlyList<Page> Read(string path) => Parse(File.ReadAllBytes(path), path);

    /// <summary>The same of bytes in memory.</summary>
    /// <param name="content">Of a file.</param>
    /// <param name="name">What it is called in messages.</param>
    /// <exception cref="PageJsonException">It is no JSON, or not as the schema has it.</exception>
    public static IReadOnlyList<Page> Parse(ReadOnlyMemory<byte> content, string name) => new PageJsonReader(name).Read(content).Pages;

    /// <summary>A page as <see cref="Line"/> writes it.</summary>
    /// <param name="line">An object.</param>
    /// <param name="name">What it is called in messages.</param>
    /// <exception cref="PageJsonException">It is no JSON, or not as the schema has it.</exception>
    public static Page ParseLine(string line, string name) => new PageJsonReader(name).ReadLine(Encoding.UTF8.GetBytes(line));

    /// <returns>A file with all pages.</returns>
    public static byte[] ToBytes(IReadOnlyList<Page> pages, DocumentOrigin origin, DocumentOptions? options = null) => JsonText.Of(json =>
    {
        json.WriteString("software", origin.Software);
        json.WriteString("created", origin.Time);
        WriteReader(json, origin);
        json.WriteStartArray("pages");
        for (int number = 1; number <= pages.Count; number++)
        {
            json.WriteStartObject();
            WritePage(json, pages[number - 1], number, origin, options ?? new());
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }, isIndented: true);

    /// <summary>One page on one line, for streams: the same members, with the file it came from.</summary>
    /// <param name="page">Read or not.</param>
    /// <param name="number">1-based, within its file.</param>
    /// <param name="file">As named by the user.</param>
    /// <param name="origin">Who read it.</param>
    /// <param name="options">What is marked.</param>
    /// <returns>JSON without line breaks, and a line feed.</returns>
    public static string Line(Page page, int number, string file, DocumentOrigin origin, DocumentOptions? options = null) => JsonText.Line(json =>
    {
        json.WriteString("file", file);
        WriteReader(json, origin);
        WritePage(json, page, number, origin, options ?? new());
    });

    /// <summary>Writes the file as a whole, or not at all.</summary>
    public static void Write(IReadOnlyList<Page> pages, string path, DocumentOrigin origin, DocumentOptions? options = null) =>
        AtomicFile.Write(path, ToBytes(pages, origin, options));

    private static void WriteReader(Utf8JsonWriter json, DocumentOrigin origin)
    {
        if (origin.Model is not null)
        {
            json.WriteStartObject("model");
            json.WriteString("name", origin.Model);
            if (origin.ModelVersion is not null)
                json.WriteString("version", origin.ModelVersion);
            json.WriteEndObject();
        }
        if (origin.Decoder is not null)
            json.WriteString("decoder", origin.Decoder);
    }

    private static void WritePage(Utf8JsonWriter json, Page page, int number, DocumentOrigin origin, DocumentOptions options)
    {
        json.WriteNumber("page", number);
        if (page.ImageName is { } image)
            json.WriteString("image", image);
        json.WriteNumber("width", page.Width);
        json.WriteNumber("height", page.Height);
        json.WriteStartArray("regions");
        foreach (TextRegion region in page.Regions)
        {
            json.WriteStartObject();
            json.WriteString("id", region.Id);
            WriteType(json, region.Type);
            json.Write("polygon", region.Boundary.Points);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("lines");
        foreach (TextRegion region in page.Regions)
            foreach (TextLine line in region.Lines)
                WriteLine(json, region, line, origin, options);
        json.WriteEndArray();
    }

    private static void WriteLine(Utf8JsonWriter json, TextRegion region, TextLine line, DocumentOrigin origin, DocumentOptions options)
    {
        json.WriteStartObject();
        json.WriteString("id", line.Id);
        json.WriteString("region", region.Id);
        WriteType(json, line.Type);
        json.Write("polygon", line.Boundary.Points);
        if (line.Baseline is { } baseline)
            json.Write("baseline", baseline.Points);
        json.WriteString("text", line.Text);
        if (line.Confidence is { } confidence)
        {
            json.WriteShort("confidence", confidence);
            json.WriteBoolean("calibrated", origin.IsCalibrated);
        }
        if (line.Margin is { } margin && double.IsFinite(margin))
            json.WriteShort("margin", margin);
        if (line.Corrected is { } corrected)
            json.WriteString("corrected", corrected);
        json.Write(line.Alternatives);
        json.WriteStartArray("words");
        foreach (TextWord word in line.Words)
        {
            json.WriteStartObject();
            json.WriteString("text", word.Text);
            json.Write("polygon", word.Boundary.Points);
            if (word.Confidence is { } sure)
                json.WriteShort("confidence", sure);
            json.WritePropertyName("characters");
            json.WriteRawValue($"[{string.Join(',', word.CharacterConfidences.Select(character => Math.Round(character, 4).ToString(CultureInfo.InvariantCulture)))}]");
            if (options.IsUncertain(word))
                json.WriteBoolean("uncertain", true);
            json.Write(word.Alternatives);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteType(Utf8JsonWriter json, string? type)
    {
        if (type is not null)
            json.WriteString("type", type);
    }
}
