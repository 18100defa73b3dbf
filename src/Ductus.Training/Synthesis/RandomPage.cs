namespace Ductus.Training.Synthesis;

/// <summary>Draws pages that exist nowhere else: random letters in random hands on random sheets.</summary>
public static class RandomPage
{
    /// <summary>About an A5 sheet at 200 pixels per inch; the same font and seed give the same page.</summary>
    /// <exception cref="MissingGlyphsException">The font lacks plain English characters.</exception>
    public static DrawnPage Draw(HandwritingFont font, int seed)
    {
        var random = new Random(seed);
        IReadOnlyList<TextBlock> blocks = RandomLetter.Compose(random).Blocks();
        Hand hand = Hand.Choose(random, xHeightPixels: 18 + 5 * random.NextDouble(), font);
        PageStyle style = PageStyle.Choose(random, width: 1165, height: 1654, hand);
        // A wide hand asks for a longer sheet. The same seed lays the lines out in the same places again.
        int needed = PageLayout.Place(blocks, font, style, new Random(seed)).HeightNeeded;
        return PageDrawing.Draw(blocks, font, style with { Height = Math.Max(style.Height, needed) }, seed);
    }
}
