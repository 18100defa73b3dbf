using System.Globalization;
using System.Text.Json;
using Ductus.Layout;

namespace Ductus.Documents.JsonFiles;

/// <summary>Reads what <see cref="PageJson"/> writes, as its schema describes it. Members that the schema does not know are left alone. One per file.</summary>
/// <param name="path">What the file is called in messages.</param>
internal sealed class PageJsonReader(string path)
{
    private bool _isCalibrated;
    private int _width, _height;                                           // of the page that is read

    public PageJsonContent Read(ReadOnlyMemory<byte> content) => Parse(content, ReadFile);

    /// <summary>A page on a line of its own.</summary>
    public Page ReadLine(ReadOnlyMemory<byte> line) => Parse(line, root => ReadPage(Object(root, "the line"), ""));

    private PageJsonContent ReadFile(JsonElement file)
    {
        JsonElement root = Object(file, "the file");
        Page[] pages = [.. Items(root, "", "pages").Select(page => ReadPage(page.Element, page.Where))];
        DateTimeOffset created = Text(root, "", "created") is { } time && DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset parsed)
            ? parsed : throw Wrong("created", "a date and time of ISO 8601");
        JsonElement? model = Member(root, "model");
        return new PageJsonContent(pages, new DocumentOrigin
        {
            Created = created,
            Software = Text(root, "", "software") ?? throw Wrong("software", "a text"),
            Model = model is { } named ? Text(named, "model", "name") : null,
            ModelVersion = model is { } versioned ? Text(versioned, "model", "version") : null,
            Decoder = Text(root, "", "decoder"),
            IsCalibrated = _isCalibrated,
        });
    }

    private T Parse<T>(ReadOnlyMemory<byte> content, Func<JsonElement, T> read)
    {
        try
        {
            // A byte order mark is no JSON, but editors write it.
            using var document = JsonDocument.Parse(content.Span.StartsWith("\uFEFF"u8) ? content[3..] : content);
            return read(document.RootElement);
        }
        catch (JsonException error)
        {
            throw new PageJsonException(path, (int)(error.LineNumber ?? -1) + 1, $"expected well-formed JSON; {error.Message.Split(" LineNumber:", 2)[0]}", error);
        }
        catch (InvalidOperationException error)
        {
            // Half a surrogate pair, or bytes that are no UTF-8, come to light when a text is taken out.
            throw new PageJsonException(path, 0, "expected text in UTF-8; some of it is none.", error);
        }
    }

    private Page ReadPage(JsonElement page, string where)
    {
        (_width, _height) = (Size(page, where, "width"), Size(page, where, "height"));
        var regions = Items(page, where, "regions").Select(region => new TextRegion
        {
            Id = Text(region.Element, region.Where, "id") ?? throw Wrong(At(region.Where, "id"), "a text"),
            Type = Text(region.Element, region.Where, "type"),
            Boundary = Polygon(region.Element, region.Where),
            Lines = [],
        }).ToArray();
        if (regions.DistinctBy(region => region.Id).Count() != regions.Length)
            throw Wrong(At(where, "regions"), "regions with an id of their own each");
        var lines = regions.ToDictionary(region => region.Id, _ => new List<TextLine>(), StringComparer.Ordinal);
        foreach (var (line, place) in Items(page, where, "lines"))
        {
            if (Text(line, place, "region") is not { } region || !lines.TryGetValue(region, out List<TextLine>? own))
                throw Wrong(At(place, "region"), "the id of a region of its page");
            own.Add(ReadLine(line, place));
        }
        return new Page { Width = _width, Height = _height, ImageName = Text(page, where, "image"), Regions = [.. regions.Select(region => region with { Lines = lines[region.Id] })] };
    }

    private TextLine ReadLine(JsonElement line, string where)
    {
        _isCalibrated |= Member(line, "calibrated")?.ValueKind == JsonValueKind.True;
        return new TextLine
        {
            Id = Text(line, where, "id") ?? throw Wrong(At(where, "id"), "a text"),
            Type = Text(line, where, "type"),
            Boundary = Polygon(line, where),
            Baseline = Member(line, "baseline") is { } baseline ? new Baseline(Points(baseline, At(where, "baseline"), least: 2)) : null,
            Text = Text(line, where, "text"),
            Confidence = Confidence(line, where),
            Margin = Number(line, where, "margin"),
            Corrected = Text(line, where, "corrected"),
            Alternatives = Alternatives(line, where),
            Words = [.. Items(line, where, "words").Select(word => new TextWord
            {
                Text = Text(word.Element, word.Where, "text") ?? throw Wrong(At(word.Where, "text"), "a text"),
                Boundary = Polygon(word.Element, word.Where),
                Confidence = Confidence(word.Element, word.Where),
                CharacterConfidences = [.. Items(word.Element, word.Where, "characters").Select(character => Checked(Number(character.Element, character.Where), character.Where))],
                Alternatives = Alternatives(word.Element, word.Where),
            })],
        };
    }

    private TextAlternative[] Alternatives(JsonElement element, string where) => Member(element, "alternatives") is null ? [] :
        [.. Items(element, where, "alternatives").Select(other => new TextAlternative(
            Text(other.Element, other.Where, "text") ?? throw Wrong(At(other.Where, "text"), "a text"),
            Confidence(other.Element, other.Where) ?? throw Wrong(At(other.Where, "confidence"), "a number")))];

    private double? Confidence(JsonElement element, string where) => Number(element, where, "confidence") is { } sure ? Checked(sure, At(where, "confidence")) : null;

    private double Checked(double confidence, string where) => confidence is >= 0 and <= 1 ? confidence : throw Wrong(where, "a confidence of 0 to 1");

    private Boundary Polygon(JsonElement element, string where) =>
        new(Points(Member(element, "polygon") ?? throw Wrong(At(where, "polygon"), "points"), At(where, "polygon"), least: 3));

    /// <summary>Moved to the edge of the page where they lie beyond it: other formats have no places there.</summary>
    private Point[] Points(JsonElement list, string where, int least)
    {
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() < least)
            throw Wrong(where, $"a list of at least {least} points [x, y]");
        return [.. list.EnumerateArray().Select((point, place) => point.ValueKind == JsonValueKind.Array && point.GetArrayLength() == 2
            ? new Point(Math.Clamp(Number(point[0], $"{where}[{place}][0]"), 0, _width), Math.Clamp(Number(point[1], $"{where}[{place}][1]"), 0, _height)) : throw Wrong($"{where}[{place}]", "a point [x, y]"))];
    }

    private int Size(JsonElement page, string where, string name) =>
        Number(page, where, name) is { } size and >= 1 and <= int.MaxValue && size == Math.Floor(size) ? (int)size : throw Wrong(At(where, name), "pixels, 1 or more");

    private IEnumerable<(JsonElement Element, string Where)> Items(JsonElement parent, string where, string name) => Member(parent, name) is { ValueKind: JsonValueKind.Array } list
        ? list.EnumerateArray().Select((item, place) => (item, $"{At(where, name)}[{place}]")) : throw Wrong(At(where, name), "a list");

    private string? Text(JsonElement parent, string where, string name) => Member(Object(parent, where), name) is not { } member ? null
        : member.ValueKind == JsonValueKind.String ? member.GetString() : throw Wrong(At(where, name), "a text");

    private double? Number(JsonElement parent, string where, string name) => Member(Object(parent, where), name) is { } member ? Number(member, At(where, name)) : null;

    private double Number(JsonElement element, string where) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out double number) && double.IsFinite(number) ? number : throw Wrong(where, "a number");

    private JsonElement Object(JsonElement element, string where) => element.ValueKind == JsonValueKind.Object ? element : throw Wrong(where, "an object");

    /// <summary><see langword="null"/> where it is missing or null.</summary>
    private static JsonElement? Member(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out JsonElement member) && member.ValueKind != JsonValueKind.Null ? member : null;

    private static string At(string where, string name) => where.Length == 0 ? name : $"{where}.{name}";

    private PageJsonException Wrong(string where, string expected) => new(path, 0, $"expected {expected} at {where}, as docs/schemas/document.schema.json has it.");
}
