using System.Globalization;

namespace Ductus.Documents.Xml;

/// <summary>Confidences as attributes say them: 0…1.</summary>
internal static class XmlConfidence
{
    /// <returns><see langword="null"/> where it is no number; others beyond 0…1 are moved to its ends.</returns>
    public static double? Parse(string? text) => PointList.Number(text) is { } confidence ? Math.Clamp(confidence, 0, 1) : null;

    /// <summary>With four digits: more are not known.</summary>
    public static string Text(double confidence) => Math.Round(confidence, 4).ToString(CultureInfo.InvariantCulture);
}
