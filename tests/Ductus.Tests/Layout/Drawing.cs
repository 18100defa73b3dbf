using Ductus.Layout;

namespace Ductus.Tests.Layout;

/// <summary>Ink drawn as text: '#' is ink, anything else paper, one string per row.</summary>
internal static class Drawing
{
    /// <summary>Row-major, 1 = ink.</summary>
    public static byte[] Ink(params string[] rows) => [.. rows.SelectMany(row => row.Select(c => c == '#' ? (byte)1 : (byte)0))];

    public static List<Component> Components(params string[] rows) => Components(Ink(rows), rows[0].Length, rows.Length);

    public static List<Component> Components(byte[] ink, int width, int height) =>
        ConnectedComponents.Find([.. ConnectedComponents.FindRuns(ink, width, height)]);

    /// <summary>A component that fills a rectangle.</summary>
    public static Component Block(int x, int y, int width, int height) =>
        new(Enumerable.Range(y, height).Select(row => new Run(row, x, x + width)).ToArray());

    /// <summary>A line without ink whose middle is level from x = 0 on; its core reaches 10 pixels up and down.</summary>
    public static LineInk LevelLine(double middle, int width = 200) => new(Level(middle, width), coreTop: -10, coreBase: 10);

    public static LineCurve Level(double middle, int width) => new(left: 0, spacing: width, heights: [middle, middle], slope: 0);
}
