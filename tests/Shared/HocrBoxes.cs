using System.Globalization;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Ductus.Tests.Shared;

/// <summary>Boxes of hOCR, as a browser's parser of HTML finds them.</summary>
internal static class HocrBoxes
{
    /// <summary>Fails where a box reaches out of the one around it, a word stands outside of a line, a line outside of a page, or an id comes twice.</summary>
    /// <returns>How many there are.</returns>
    public static (int Pages, int Lines, int Words) Check(string html)
    {
        IDocument document = new HtmlParser(new HtmlParserOptions { IsStrictMode = true }).ParseDocument(html);
        IElement[] boxed = [.. document.QuerySelectorAll("[title]")];
        foreach (IElement element in boxed)
        {
            if (element.ParentElement?.Closest("[title]") is { } around)
                Assert.True(Holds(BoxOf(around), BoxOf(element)), $"{element.GetAttribute("title")} in {around.GetAttribute("title")}");
            string? outer = element.ClassList[0] switch { "ocrx_word" => ".ocr_line", "ocr_line" => ".ocr_page", _ => null };
            Assert.True(outer is null || element.ParentElement?.Closest(outer) is not null, $"{element.Id} outside of {outer}");
        }
        Assert.Equal(boxed.Length, boxed.Select(element => element.Id).Distinct().Count());
        return (Count("ocr_page"), Count("ocr_line"), Count("ocrx_word"));

        int Count(string type) => boxed.Count(element => element.ClassList.Contains(type));
    }

    private static int[] BoxOf(IElement element) => [.. (element.GetAttribute("title") ?? "").Split(';').Select(part => part.Trim())
        .Single(part => part.StartsWith("bbox ", StringComparison.Ordinal)).Split(' ').Skip(1).Select(number => int.Parse(number, CultureInfo.InvariantCulture))];

    private static bool Holds(int[] outer, int[] inner) => outer[0] <= inner[0] && outer[1] <= inner[1] && outer[2] >= inner[2] && outer[3] >= inner[3];
}
