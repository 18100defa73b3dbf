using System.Globalization;
using Ductus.Layout;

namespace Ductus.Documents.Xml;

/// <summary>Points in an attribute: <c>x,y x,y</c> as PAGE has them, or <c>x y x y</c> as most ALTO files do.</summary>
internal static class PointList
{
    /// <param name="text">Numbers apart from each other by white space or commas.</param>
    /// <param name="points">Of the list, as many as there are pairs.</param>
    /// <returns>Whether it is a list of points.</returns>
    public static bool TryParse(string text, out List<Point> points)
    {
        points = [];
        string[] numbers = text.Split([' ', ',', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
        if (numbers.Length % 2 != 0)
            return false;
        for (int i = 0; i < numbers.Length; i += 2)
        {
            if (Number(numbers[i]) is not { } x || Number(numbers[i + 1]) is not { } y)
                return false;
            points.Add(new Point(x, y));
        }
        return true;
    }

    /// <summary>What is no list, in messages: its beginning.</summary>
    public static string Shown(string text) => text.Length > 60 ? text[..60] + "…" : text;

    /// <summary>A finite decimal number of any program; <see langword="null"/> if it is none.</summary>
    public static double? Number(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? number : null;

    /// <summary>Whole pixels, repeated points once; what lies before the page's edge is moved there, for PAGE knows no negative numbers.</summary>
    /// <param name="points">Of the list.</param>
    /// <param name="between">The two numbers of a point: a comma in PAGE; a space in ALTO, where eScriptorium reads nothing else.</param>
    public static string Of(IEnumerable<Point> points, char between = ',')
    {
        var written = new List<(int X, int Y)>();
        foreach (Point point in points)
        {
            var next = (Math.Max(0, (int)Math.Round(point.X)), Math.Max(0, (int)Math.Round(point.Y)));
            if (written.Count == 0 || written[^1] != next)
                written.Add(next);
        }
        // A point alone is no list in PAGE.
        if (written.Count == 1)
            written.Add(written[0]);
        return string.Join(' ', written.Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.X}{between}{point.Y}")));
    }
}
