using Ductus.Evaluation;
using Ductus.Imaging;
using Ductus.Layout;
using Ductus.Recognition;
using Xunit.Abstractions;

namespace Ductus.Cli.Tests.Shipped;

/// <summary>What finding the lines costs: whole pages of <c>$DUCTUS_DATA/iam</c> against the same lines cut from them by the data set's boxes.</summary>
public sealed class IamPageReadingTests(ITestOutputHelper output)
{
    /// <summary>Pages are at half the scan's resolution, where the data set's line images have this much beside the box.</summary>
    private const int SideMargin = 10;

    [DataFact]
    public void Read_ValidationPages_IsAtMost3PointsWorseThanTheirBoxes()
    {
        using var model = RecognitionModel.Load(Path.Combine(Repository.Root, "models", "english.onnx"));
        var reader = new PageReader(model);
        var pages = new List<EvaluatedLine>();
        var boxes = new List<EvaluatedLine>();
        foreach (IamPage page in IamPage.All().Where(page => page.Split == "val"))
        {
            GreyImage image = page.Read();
            // One box of d01-024 lies below the end of its image: nobody could read that line.
            IamPageLine[] lines = [.. page.Lines.Where(line => line.Box.Y + line.Box.Height / 2 < image.Height)];
            string truth = string.Join('\n', lines.Select(line => line.Text));

            pages.Add(new(truth, string.Join('\n', reader.Read(image).Lines.Where(line => page.IsHandwriting(line.Boundary.Bounds)).Select(line => line.Text))));
            boxes.Add(new(truth, string.Join('\n', reader.ReadLines([.. lines.Select(line => Cut(model, image, line.Box))]).Select(text => text.Text))));
            output.WriteLine($"{page.Form}: CER {CharacterErrorRate.Of([pages[^1]]).Cer:F2} %, by the boxes {CharacterErrorRate.Of([boxes[^1]]).Cer:F2} %");
        }

        CharacterErrorRate ofPages = CharacterErrorRate.Of(pages), ofBoxes = CharacterErrorRate.Of(boxes);
        output.WriteLine($"{pages.Count} pages: CER {ofPages.Cer:F2} % [{ofPages.Interval.Low:F2}, {ofPages.Interval.High:F2}], "
            + $"their lines by the boxes {ofBoxes.Cer:F2} % [{ofBoxes.Interval.Low:F2}, {ofBoxes.Interval.High:F2}]");
        Assert.Equal(39, pages.Count);
        Assert.InRange(ofPages.Cer, 0, ofBoxes.Cer + 3);
    }

    /// <summary>As the data set cuts its line images: a quarter of the height above and below.</summary>
    private static NormalizedLine Cut(RecognitionModel model, GreyImage image, Box box)
    {
        int margin = Math.Max(2, box.Height / 4);
        return model.Metadata.Normalization.Apply(
            image.Crop(box.X - SideMargin, box.Y - margin, box.Width + 2 * SideMargin, box.Height + 2 * margin));
    }
}
