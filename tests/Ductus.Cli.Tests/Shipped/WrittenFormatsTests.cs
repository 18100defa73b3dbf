using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Ductus.Documents.AltoFiles;
using Ductus.Documents.PdfFiles;
using Ductus.Layout;
using Xunit.Abstractions;

namespace Ductus.Cli.Tests.Shipped;

/// <summary>What the command writes of real pages, as other programs see it: the schemas' validator, a parser of HTML, poppler.</summary>
public sealed partial class WrittenFormatsTests(ITestOutputHelper output) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SchemaFact]
    public void Read_SamplePages_AreWrittenValidAndWithTheirWordsInPlace() => Check(Directory.GetFiles(Path.Combine(Repository.Root, "samples"), "*.png"), pages: 3, leastFound: 1);

    [SchemaFact(needsData: true)]
    public void Read_ValidationPages_AreWrittenValidAndWithTheirWordsInPlace() => Check(
        [.. Directory.GetDirectories(Path.Combine(DataFactAttribute.Folder, "pages")).SelectMany(set => Directory.GetFiles(Path.Combine(set, "val"), "*.jpg"))], pages: 43, leastFound: 0.999);

    private void Check(string[] images, int pages, double leastFound)
    {
        Assert.Equal(pages, images.Length);
        var run = CommandLineRun.Of(["read", .. images, "-o", _folder["out"], "-f", "page,alto,hocr,pdf", "--model", "english", "--decoder", "greedy"]);
        Assert.Equal((0, ""), (run.Status, run.Output));

        int words = 0, found = 0;
        foreach (string image in images)
        {
            string path = Path.Combine(_folder["out"], Path.GetFileNameWithoutExtension(image));
            Assert.Empty(SchemaFactAttribute.Faults("page-2019-07-15.xsd", File.ReadAllBytes(path + ".page.xml")));
            Assert.Empty(SchemaFactAttribute.Faults("alto-4-4.xsd", File.ReadAllBytes(path + ".alto.xml")));
            Page page = Alto.Read(path + ".alto.xml").Single();
            Assert.Equal((1, page.Lines.Count(), page.Lines.Sum(line => line.Words.Count)), HocrBoxes.Check(File.ReadAllText(path + ".hocr.html")));
            SearchablePdf.Write([new(image, [page with { Regions = [] }])], _folder["silent.pdf"], new() { Created = TimeProvider.System.GetUtcNow() });
            Assert.Equal(Rendered(_folder["silent.pdf"]), Rendered(path + ".pdf"));
            List<(string Text, Box Box)> inPdf = WordsOf(path + ".pdf");
            foreach (TextWord word in page.Lines.SelectMany(line => line.Words))
            {
                words++;
                int place = inPdf.FindIndex(other => other.Text == word.Text && other.Box.IntersectionOverUnion(word.Boundary.Bounds) >= 0.7);
                if (place < 0)
                    output.WriteLine($"{Path.GetFileName(image)}: {word.Text} {word.Boundary.Bounds}; {string.Join(", ", inPdf.Where(other => other.Box.IntersectionOverUnion(word.Boundary.Bounds) > 0.3))}");
                else
                {
                    found++;
                    inPdf.RemoveAt(place);
                }
            }
        }

        output.WriteLine(FormattableString.Invariant($"{found} of {words} words found in the PDF with an IoU of at least 0.7"));
        Assert.True(words > 30 * pages, $"{words} words");
        Assert.True(found >= leastFound * words, $"{found} of {words}");
    }

    /// <summary>In pixels, at the 300 dots to an inch that the PDF was written with.</summary>
    private static List<(string Text, Box Box)> WordsOf(string pdf)
    {
        string html = Encoding.UTF8.GetString(Poppler("pdftotext", "-bbox", pdf, "-"));
        return [.. WordElement().Matches(html).Select(match =>
        {
            double[] side = [.. match.Groups.Values.Skip(1).Take(4).Select(group => double.Parse(group.Value, CultureInfo.InvariantCulture) * 300 / 72)];
            return (WebUtility.HtmlDecode(match.Groups[5].Value).Normalize(), new Box((int)Math.Round(side[0]), (int)Math.Round(side[1]), (int)Math.Round(side[2] - side[0]), (int)Math.Round(side[3] - side[1])));
        })];
    }

    private static byte[] Rendered(string pdf) => Poppler("pdftoppm", "-r", "150", pdf);

    private static byte[] Poppler(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;                // null only with a shell
        using var said = new MemoryStream();
        process.StandardOutput.BaseStream.CopyTo(said);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return said.ToArray();
    }

    [GeneratedRegex("""<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>""")]
    private static partial Regex WordElement();
}
