using Ductus.Training.Synthesis;

namespace Ductus.DrawSamples;

/// <summary>A page of the folder samples/: what it says, in whose hand, on which sheet.</summary>
internal sealed record Sample(string Name, string FontId, IReadOnlyList<TextBlock> Blocks, PageStyle Style, int Seed)
{
    /// <summary>All texts were written for this project.</summary>
    public static IReadOnlyList<Sample> All { get; } = [LetterToMargaret(), PlumCake(), Diary()];

    private static Sample LetterToMargaret() => new("letter", "nothing-you-could-do",
        new Letter
        {
            PlaceAndDate = "14 Mill Lane, Ashby\n9 October 1987",
            Salutation = "Dear Margaret,",
            Paragraphs =
            [
                "Thank you for your long letter and for the photographs of the garden. The roses look better than mine "
                + "ever did, and I am glad the new gate has kept the sheep out at last!",
                "It has rained here for a week, so I have been sorting the old boxes in the attic. In one of them I found "
                + "your mother's recipe book, with all her notes in the margin. Would you like to have it? I could bring it on the 24th.",
            ],
            Close = "With love to you all,",
            Signature = "Ellen",
        }.Blocks(),
        new PageStyle
        {
            Width = 1165,
            Height = 1654,
            LeftMargin = 112,
            RightMargin = 70,
            TopMargin = 150,
            LineSpacing = 82,
            SkewRadians = -0.014,
            Hand = new Hand { XHeightPixels = 22, WordSpacing = 1.15, Slant = 0.05, Jitter = 1, Ink = new Ink { PenWidth = 0.03, Level = 48, Fading = 0.25 } },
            Paper = new Paper { Level = 230, Texture = 0.75, Shading = 20, EdgeShadow = 22, Folded = true },
        },
        Seed: 24);

    private static Sample PlumCake() => new("recipe", "kalam",
    [
        new TextBlock("Aunt Rose's plum cake") { Place = BlockPlace.Centre, Size = 1.25 },
        new TextBlock("250 g flour, 1 spoon of baking powder\n150 g butter & 120 g brown sugar\n3 eggs, a little milk\n1 kilo of plums (not too ripe)") { SpaceBefore = 0.5 },
        new TextBlock("Cut the plums in half and take out the stones. Beat the butter with the sugar until it is pale, then stir in "
            + "the eggs one by one. Add the flour last; if the dough is stiff, give it a spoon or two of milk.") { SpaceBefore = 0.5 },
        new TextBlock("Spread it on a flat tin, set the plums close together, cut side up, and bake for 40 minutes in a hot oven. "
            + "Wait until it is cold before you add sugar - or the juice will run!") { SpaceBefore = 0.4 },
        new TextBlock("Rose says: \"It tastes best on the second day.\" In our house nobody has ever found out.") { SpaceBefore = 0.4 },
    ],
        new PageStyle
        {
            Width = 1165,
            Height = 1654,
            LeftMargin = 95,
            RightMargin = 75,
            TopMargin = 150,
            LineSpacing = 76,
            SkewRadians = 0.009,
            Hand = new Hand { XHeightPixels = 23, Slant = 0.03, Width = 1.02, LetterSpacing = 0.01, WordSpacing = 0.95, Jitter = 2.2, Wobble = 0.09, Wave = 0.14, Ink = new Ink { Level = 58, Fading = 0.3 } },
            Paper = new Paper { Level = 214, Texture = 0.75, Shading = 26, Specks = 40, Blur = 0.7 },
        },
        Seed: 8);

    private static Sample Diary() => new("diary", "la-belle-aurore",
    [
        new TextBlock("Tuesday, 3 March") { Place = BlockPlace.Right },
        new TextBlock("Up at six, and the first clear sky since Sunday. Walked down to the harbour with Thomas before breakfast. "
            + "Two boats came in, the smaller one with a broken mast; nobody was hurt.") { Indent = 2 },
        new TextBlock("After lunch I finished the blue curtains and wrote to Father about the money for the roof: 45 pounds, "
            + "which is more than we had feared. Mrs. Hill lent me her book about the stars.") { Indent = 2 },
        new TextBlock("Later there was music from the inn across the water, so we left the window open and listened till ten. How quiet "
            + "it is now! Tomorrow the baker's daughter will be married.") { Indent = 2 },
    ],
        new PageStyle
        {
            Width = 1165,
            Height = 1654,
            LeftMargin = 150,
            RightMargin = 50,
            TopMargin = 185,
            LineSpacing = 80,
            SkewRadians = 0.005,
            Hand = new Hand { XHeightPixels = 21, WordSpacing = 1, Width = 0.97, Jitter = 0.4, Wave = 0.05, Ink = new Ink { PenWidth = 0.06, Level = 34, Fading = 0.35 } },
            Paper = new Paper { Level = 236, Texture = 0.55, Shading = 12, EdgeShadow = 60, Ruling = Ruling.LinesAndMargin, RulingContrast = 36 },
        },
        Seed: 5);
}
