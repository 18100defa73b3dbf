using System.Text.RegularExpressions;

namespace Ductus.Documents.PageFiles;

/// <summary>Names and small languages of PAGE.</summary>
internal static partial class PageXmlNames
{
    public const string Namespace = "http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15";

    public const string Root = "PcGts", Page = "Page", TextRegion = "TextRegion", TableCell = "TableCell", TextLine = "TextLine", Word = "Word", Glyph = "Glyph";

    public const string Coords = "Coords", Baseline = "Baseline", Points = "points", TextEquiv = "TextEquiv", Unicode = "Unicode", PlainText = "PlainText";

    public const string ReadingOrder = "ReadingOrder", RegionReference = "regionRef", Index = "index", Custom = "custom";

    /// <summary>What the attribute <c>type</c> of a text region may be; other types go to <c>custom</c>, as eScriptorium and Transkribus write them.</summary>
    public static readonly string[] RegionTypes =
    [
        "paragraph", "heading", "caption", "header", "footer", "page-number", "drop-capital", "credit", "floating", "signature-mark", "catch-word",
        "marginalia", "footnote", "footnote-continued", "endnote", "TOC-entry", "list-label", "other",
    ];

    /// <summary>Whether children of the page have their place before its regions.</summary>
    public static bool ComesBeforeRegions(string name) => !name.EndsWith("Region", StringComparison.Ordinal);

    /// <summary>The type in <c>custom="structure {type:heading;}"</c>; <see langword="null"/> without.</summary>
    public static string? TypeIn(string? custom) => custom is not null && Structure().Match(custom) is { Success: true } match ? match.Groups[1].Value.Trim() : null;

    /// <summary>The place in <c>custom="readingOrder {index:3;}"</c>; <see langword="null"/> without.</summary>
    public static int? IndexIn(string? custom) => custom is not null && Order().Match(custom) is { Success: true } match && int.TryParse(match.Groups[1].Value, out int index) ? index : null;

    /// <summary>The same with another type, all else as it was; <see langword="null"/> where nothing is left.</summary>
    public static string? WithType(string? custom, string? type)
    {
        string changed = Structure().Replace(custom ?? "", "").Trim();
        if (type is not null)
            changed = $"{changed} {StructureOf(type)}".Trim();
        return changed.Length > 0 ? changed : null;
    }

    /// <summary>The same with another place.</summary>
    public static string WithIndex(string custom, string number) => WholeOrder().Replace(custom, number, 1);

    /// <summary>Braces and semicolons would end it.</summary>
    public static string StructureOf(string type) => $"structure {{type:{Unwanted().Replace(type, " ")};}}";

    [GeneratedRegex(@"structure\s*\{[^}]*?type:([^;}]*)[^}]*\}", RegexOptions.CultureInvariant)]
    private static partial Regex Structure();

    [GeneratedRegex(@"readingOrder\s*\{[^}]*?index:\s*(\d+)", RegexOptions.CultureInvariant)]
    private static partial Regex Order();

    [GeneratedRegex(@"readingOrder\s*\{[^}]*\}", RegexOptions.CultureInvariant)]
    private static partial Regex WholeOrder();

    [GeneratedRegex("[{};]", RegexOptions.CultureInvariant)]
    private static partial Regex Unwanted();
}
