using System.Text;
using Ductus.Layout;

namespace Ductus.Documents.PdfFiles;

/// <summary>Makes the operators that set the text of a page, invisible, each word as large as it was written, level: programs take a slanted one for several.</summary>
/// <remarks>Source: ISO 32000-1:2008, section 9.4, "Text objects".</remarks>
internal static class PdfText
{
    /// <param name="page">Whose lines to set.</param>
    /// <param name="font">Gives the codes.</param>
    /// <param name="scale">Points to a pixel.</param>
    /// <returns>Content of the page, from its lower left corner, y up.</returns>
    public static string Of(Page page, InvisibleFont font, double scale)
    {
        var content = new StringBuilder();
        foreach (TextLine line in page.Lines.Where(line => !string.IsNullOrEmpty(line.Text)))
        {
            content.Append("BT 3 Tr\n");
            if (line.WholeWords.Count > 0)
                foreach (TextWord word in line.Words)
                    Set(content, word.Text, word.Boundary, page.Height, font, scale);
            else
                Set(content, line.Text ?? "", line.Boundary, page.Height, font, scale);
            content.Append("ET\n");
        }
        return content.ToString();
    }

    private static void Set(StringBuilder content, string text, Boundary boundary, int pageHeight, InvisibleFont font, double scale)
    {
        Box box = boundary.Bounds;
        double width = Math.Max(1, box.Width), height = Math.Max(1, box.Height), baseline = box.Bottom - InvisibleFont.Descent * height;
        int letters = text.EnumerateRunes().Count();
        double stretch = 100 * width / (letters * InvisibleFont.Width * height);
        // A space behind each word, or programs that copy would run them together.
        content.Append("/F1 ").Append(PdfStream.Number(height * scale)).Append(" Tf ").Append(PdfStream.Number(stretch)).Append(" Tz 1 0 0 1 ")
            .Append(PdfStream.Number(box.X * scale)).Append(' ').Append(PdfStream.Number((pageHeight - baseline) * scale)).Append(" Tm <")
            .Append(font.Codes(text + " ")).Append("> Tj\n");
    }
}
