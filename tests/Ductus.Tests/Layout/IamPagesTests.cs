using System.Text.Json;
using Ductus.Imaging;
using Ductus.Layout;
using Xunit.Abstractions;

namespace Ductus.Tests.Layout;

/// <summary>Lines found on the pages of <c>$DUCTUS_DATA/iam</c>, one to one against the data set's boxes.</summary>
public sealed class IamPagesTests(ITestOutputHelper output)
{
    [DataFact]
    public void Segment_ValidationPages_FindsNineteenOfTwentyLines()
    {
        Counts counts = Measure(split => split == "val");

        Assert.True(counts.Recall >= 0.95, $"{counts}");
        Assert.True(counts.Precision >= 0.95, $"{counts}");
    }

    [DataFact]
    public void Segment_TrainingForms_FindsNineteenOfTwentyLines()
    {
        Counts counts = Measure(split => split != "val");

        Assert.True(counts.Recall >= 0.95, $"{counts}");
        Assert.True(counts.Precision >= 0.95, $"{counts}");
    }

    private Counts Measure(Func<string, bool> split)
    {
        string folder = Path.Combine(DataFactAttribute.Folder, "iam");
        using JsonDocument pages = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "pages.json")));
        var sum = new Counts(0, 0, 0);
        foreach (JsonElement page in pages.RootElement.EnumerateArray())
        {
            if (!split(page.GetProperty("split").GetString()!)) // never null: every page has one
                continue;
            Box[] truth = [.. page.GetProperty("lines").EnumerateArray().Select(line => Box(line.GetProperty("box")))];
            GreyImage image = ImageFile.Read(Path.Combine(folder, page.GetProperty("image").GetString()!)); // likewise
            Box[] found = [.. LineSegmenter.Segment(image).Lines.Select(line => line.Boundary.Bounds)];

            int matched = LineMatch.Pair(truth, found).Count;
            int written = found.Count(box => !IsPrintOrName(box, page, truth));
            output.WriteLine($"{page.GetProperty("form")}: {matched} of {truth.Length}, {written - matched} too many");
            sum = new Counts(sum.Truth + truth.Length, sum.Found + written, sum.Matched + matched);
        }
        output.WriteLine($"{sum}");
        return sum;
    }

    /// <summary>Whole forms have a printed text above the writing and the writer's name below it, which the truth leaves out.</summary>
    private static bool IsPrintOrName(Box box, JsonElement page, IReadOnlyList<Box> truth)
    {
        int middle = box.Y + box.Height / 2;
        return page.GetProperty("source").GetString() == "gray" && (middle < truth.Min(line => line.Y) || middle > truth.Max(line => line.Bottom));
    }

    private static Box Box(JsonElement box) => new(box[0].GetInt32(), box[1].GetInt32(), box[2].GetInt32(), box[3].GetInt32());

    private sealed record Counts(int Truth, int Found, int Matched)
    {
        public double Recall => (double)Matched / Truth;

        public double Precision => (double)Matched / Found;

        public override string ToString() => FormattableString.Invariant(
            $"{Matched} of {Truth} lines found (recall {100 * Recall:F2} %), {Found - Matched} too many (precision {100 * Precision:F2} %)");
    }
}
