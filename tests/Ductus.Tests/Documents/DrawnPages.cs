using System.Globalization;
using System.Text;
using Ductus.Documents;
using Ductus.Layout;

namespace Ductus.Tests.Documents;

/// <summary>Pages made up for tests, and pages as text to compare them by.</summary>
internal static class DrawnPages
{
    private static readonly string[] Vocabulary = ["Trần", "Phú", "l’été", "a & b", "<i>", "\"so\"", "d'or", "naïve", "1 000", "x̣́", "𝔊ott", "Zoë", "—", "]]>", "end."];

    public static DocumentOrigin Origin { get; } = new() { Created = new DateTimeOffset(2026, 11, 22, 3, 4, 5, TimeSpan.Zero), Software = "Ductus 1.0", Model = "english", ModelVersion = "2026.11.22", Decoder = "beam of 16" };

    /// <summary>Whatever a page may hold; whole pixels, confidences of four digits.</summary>
    public static Page Random(Random random)
    {
        int lines = 0;
        return new Page
        {
            Width = 500 + random.Next(500),
            Height = 700,
            ImageName = random.Next(4) == 0 ? null : "a & b.jpg",
            Regions = [.. Enumerable.Range(1, random.Next(4)).Select(region => new TextRegion
            {
                Id = $"r{region}",
                Type = random.Next(3) switch { 0 => null, 1 => "heading", _ => "MainZone" },
                Boundary = Outline(random),
                Lines = [.. Enumerable.Range(0, random.Next(4)).Select(_ => Line(random, $"l{++lines}"))],
            })],
        };
    }

    public static TextLine Line(Random random, string id)
    {
        string[] texts = [.. Enumerable.Range(0, 1 + random.Next(4)).SelectMany(_ => Vocabulary[random.Next(Vocabulary.Length)].Split(' ')).Select(text => text.Normalize())];
        bool isRead = random.Next(5) > 0;
        TextWord[] words = isRead && random.Next(3) > 0 ? [.. texts.Select(text => new TextWord
        {
            Text = text,
            Boundary = Outline(random),
            Confidence = random.Next(2) == 0 ? null : Confidence(random),
            Alternatives = [.. Enumerable.Range(0, random.Next(3)).Select(_ => new TextAlternative(Vocabulary[random.Next(5)].Normalize(), Confidence(random)))],
        })] : [];
        return new TextLine
        {
            Id = id,
            Boundary = Outline(random),
            Baseline = random.Next(4) == 0 ? null : new Baseline([.. Enumerable.Range(0, 2 + random.Next(3)).Select(i => new Point(20 + 90 * i + random.Next(80), random.Next(700)))]),
            Type = random.Next(3) == 0 ? "InterlinearLine" : null,
            Text = isRead ? string.Join(' ', texts) : null,
            Confidence = isRead && random.Next(2) == 0 ? Confidence(random) : null,
            Words = words,
        };
    }

    /// <summary>All that formats carry from one program to another, as lines of text.</summary>
    public static string Told(Page page)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{page.Width} × {page.Height} {page.ImageName}\n");
        foreach (TextRegion region in page.Regions)
        {
            text.Append(CultureInfo.InvariantCulture, $"region {region.Id} {region.Type}: {Points(region.Boundary.Points)}\n");
            foreach (TextLine line in region.Lines)
            {
                text.Append(CultureInfo.InvariantCulture, $"  line {line.Id} {line.Type}: {Points(line.Boundary.Points)} on {Points(line.Baseline?.Points ?? [])}: {line.Text ?? "(unread)"} {line.Confidence}{Others(line.Alternatives)}\n");
                foreach (TextWord word in line.Words)
                    text.Append(CultureInfo.InvariantCulture, $"    {word.Text} {word.Confidence}: {Points(word.Boundary.Points)}{Others(word.Alternatives)}\n");
            }
        }
        return text.ToString();
    }

    private static string Others(IReadOnlyList<TextAlternative> alternatives) =>
        string.Concat(alternatives.Select(other => string.Create(CultureInfo.InvariantCulture, $" | {other.Text} {other.Confidence}")));

    private static string Points(IReadOnlyList<Point> points) => string.Join(' ', points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.X},{point.Y}")));

    private static double Confidence(Random random) => random.Next(10001) / 10000.0;

    private static Boundary Outline(Random random)
    {
        int left = random.Next(300), top = random.Next(500), width = 10 + random.Next(100), height = 5 + random.Next(100);
        return random.Next(2) == 0 ? Boundary.FromBox(new Box(left, top, width, height))
            : new Boundary([new Point(left, top), new Point(left + width, top + 3), new Point(left + width - 2, top + height), new Point(left + 1, top + height + 1), new Point(left - left / 2, top + 2)]);
    }
}
