using Ductus.Documents.PdfFiles;
using Ductus.Imaging;

namespace Ductus.Cli.Tests;

/// <summary>PDF files of empty pages, 72 dots to an inch, each but the last with its upper left quarter black.</summary>
internal static class DrawnPdf
{
    public static string PdfOf(this TemporaryFolder folder, string name, params (int Width, int Height)[] pages)
    {
        PdfSource[] sources = [.. pages.Select((page, place) =>
        {
            var pixels = new byte[page.Width * page.Height];
            Array.Fill(pixels, (byte)255);
            for (int y = 0; y < page.Height / 2 && place < pages.Length - 1; y++)
                pixels.AsSpan(y * page.Width, page.Width / 2).Clear();
            string image = folder.Write($"{name}.{place}.png", ImageFile.ToPng(new GreyImage(page.Width, page.Height, pixels)));
            return new PdfSource(image, [new() { Width = page.Width, Height = page.Height, Regions = [] }]);
        })];
        SearchablePdf.Write(sources, folder[name], new() { Created = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero) }, new() { Images = new() { DotsPerInch = 72 } });
        foreach (PdfSource source in sources)
            File.Delete(source.Image);
        return folder[name];
    }
}
