namespace Ductus.Documents.AltoFiles;

/// <summary>Names of ALTO.</summary>
internal static class AltoNames
{
    public const string Namespace = "http://www.loc.gov/standards/alto/ns-v4#", Schema = "http://www.loc.gov/standards/alto/v4/alto-4-4.xsd";

    public const string Root = "alto", Description = "Description", Unit = "MeasurementUnit", Tags = "Tags", ReadingOrder = "ReadingOrder", Layout = "Layout";

    public const string Page = "Page", PrintSpace = "PrintSpace", TextBlock = "TextBlock", TextLine = "TextLine", String = "String", Space = "SP", Hyphen = "HYP";

    public const string Shape = "Shape", Polygon = "Polygon", Points = "POINTS", Baseline = "BASELINE", Content = "CONTENT", Alternative = "ALTERNATIVE", Glyph = "Glyph";

    public const string Id = "ID", Left = "HPOS", Top = "VPOS", Width = "WIDTH", Height = "HEIGHT";

    public const string TagReferences = "TAGREFS", Label = "LABEL", WordConfidence = "WC", CharacterConfidences = "CC", GlyphConfidence = "GC";

    /// <summary>How the confidence of an alternative is told, for which ALTO has no place of its own: in its <c>PURPOSE</c>.</summary>
    public const string Purpose = "PURPOSE", Confidence = "confidence ";
}
