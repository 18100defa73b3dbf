using Ductus.Layout;

namespace Ductus.Tests.Documents;

/// <summary>Two small pages with one of everything, for golden files.</summary>
internal static class DrawnDocument
{
    public static IReadOnlyList<Page> Pages { get; } =
    [
        new()
        {
            Width = 600, Height = 400, ImageName = "folio 1r.png",
            Regions =
            [
                new()
                {
                    Id = "r1", Type = "heading", Boundary = Boundary.FromBox(new Box(40, 20, 500, 60)),
                    Lines =
                    [
                        new()
                        {
                            Id = "l1", Boundary = Boundary.FromBox(new Box(50, 30, 420, 40)), Baseline = new([new(50, 62), new(470, 64)]),
                            Text = "Trần Phú", Confidence = 0.9,
                            Words = [Word("Trần", 50, 0.4, new TextAlternative("Trân", 0.35)), Word("Phú", 260, 0.97)],
                        },
                    ],
                },
                new()
                {
                    Id = "r2", Type = "MainZone", Boundary = new([new(40, 100), new(560, 110), new(550, 380), new(45, 370)]),
                    Lines =
                    [
                        new() { Id = "l2", Type = "DefaultLine", Boundary = Boundary.FromBox(new Box(50, 110, 480, 50)), Text = "l’été *dernier* & <après>, 1. a", Confidence = 0.51 },
                        new() { Id = "l3", Boundary = Boundary.FromBox(new Box(50, 180, 480, 50)) },
                        new() { Id = "l4", Boundary = Boundary.FromBox(new Box(50, 250, 480, 50)), Text = "1. \"oui\"" },
                    ],
                },
                new() { Id = "r3", Boundary = Boundary.FromBox(new Box(560, 10, 30, 30)), Lines = [] },
            ],
        },
        new()
        {
            Width = 300, Height = 200,
            Regions = [new() { Id = "r1", Boundary = Boundary.FromBox(new Box(10, 10, 200, 60)), Lines = [new() { Id = "l1", Boundary = Boundary.FromBox(new Box(10, 20, 200, 40)), Text = "end" }] }],
        },
    ];

    private static TextWord Word(string text, int left, double confidence, params TextAlternative[] alternatives) => new()
    {
        Text = text,
        Boundary = Boundary.FromBox(new Box(left, 28, 190, 44)),
        Confidence = confidence,
        Alternatives = alternatives,
        CharacterConfidences = [.. text.Select((_, i) => 1 - i / 10.0)],
    };
}
