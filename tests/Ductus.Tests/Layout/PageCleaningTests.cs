using Ductus.Layout;

namespace Ductus.Tests.Layout;

public sealed class PageCleaningTests
{
    [Fact]
    public void Clean_WhatIsNoWriting_GoesAndTheLettersStay()
    {
        Sheet sheet = new Sheet(600, 400).Write(100, 500, 150);
        int letters = Drawing.Components(sheet.Ink, 600, 400).Count;
        sheet.Fill(0, 0, 30, 400, 10)           // dark edge of the scan
            .Fill(598, 200, 2, 20, 60)          // at the other edge
            .Fill(300, 250, 60, 60, 60)         // picture
            .Fill(200, 200, 1, 1, 60)           // dust
            .Fill(100, 350, 400, 2, 60);        // ruling

        PageInk ink = PageCleaning.Clean(sheet.Image, sheet.Ink);

        Assert.Equal(letters, ink.Components.Count);
        Assert.Equal(3, ink.StrokeWidth);
        Assert.Single(ink.Rulings, ruling => ruling.Direction == RulingDirection.Horizontal);
    }

    [Fact]
    public void Clean_Frame_Goes()
    {
        Sheet sheet = new Sheet(600, 400).Write(100, 500, 150);
        int letters = Drawing.Components(sheet.Ink, 600, 400).Count;
        // A ring, so that no part of it is straight enough for a ruling
        sheet.Paint((x, y, old) => Math.Abs(Math.Sqrt((x - 300) * (x - 300) + 2.5 * (y - 200) * (y - 200)) - 280) < 2 ? 60 : old);

        Assert.Equal(letters, PageCleaning.Clean(sheet.Image, sheet.Ink).Components.Count);
    }

    [Theory]
    [InlineData(170, 0)]        // much fainter than the pen
    [InlineData(60, 100)]       // as dark as the pen: dots, it may be
    public void Clean_ManySpecks_GoWhereTheyAreFaint(byte grey, int left)
    {
        Sheet sheet = new Sheet(600, 400).Write(100, 500, 150);
        int letters = Drawing.Components(sheet.Ink, 600, 400).Count;
        for (int i = 0; i < 100; i++)
            sheet.Fill(50 + 40 * (i % 10), 200 + 15 * (i / 10), 2, 2, grey);

        Assert.Equal(letters + left, PageCleaning.Clean(sheet.Image, sheet.Ink).Components.Count);
    }

    [Fact]
    public void Clean_EmptyPage_HasNoInk()
    {
        Sheet sheet = new(50, 40);

        PageInk ink = PageCleaning.Clean(sheet.Image, sheet.Ink);

        Assert.Empty(ink.Components);
        Assert.Empty(ink.Rulings);
    }
}
