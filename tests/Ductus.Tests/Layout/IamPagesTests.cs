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
        var sum = new Counts(0, 0, 0);
        foreach (IamPage page in IamPage.All().Where(page => split(page.Split)))
        {
            Box[] found = [.. LineSegmenter.Segment(page.Read()).Lines.Select(line => line.Boundary.Bounds)];

            int matched = LineMatch.Pair([.. page.Lines.Select(line => line.Box)], found).Count;
            int written = found.Count(page.IsHandwriting);
            output.WriteLine($"{page.Form}: {matched} of {page.Lines.Count}, {written - matched} too many");
            sum = new Counts(sum.Truth + page.Lines.Count, sum.Found + written, sum.Matched + matched);
        }
        output.WriteLine($"{sum}");
        return sum;
    }

    private sealed record Counts(int Truth, int Found, int Matched)
    {
        public double Recall => (double)Matched / Truth;

        public double Precision => (double)Matched / Found;

        public override string ToString() => FormattableString.Invariant(
            $"{Matched} of {Truth} lines found (recall {100 * Recall:F2} %), {Found - Matched} too many (precision {100 * Precision:F2} %)");
    }
}
