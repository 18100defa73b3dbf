using Ductus.Layout;
using Ductus.Recognition;
using Ductus.Training.Data;
using Xunit.Abstractions;

namespace Ductus.Cli.Tests.Shipped;

/// <summary>Where the shipped model says that words stand, against the boxes of IAM.</summary>
public sealed class WordPlacesTests(ITestOutputHelper output)
{
    private const int Lines = 60;

    /// <summary>Along the line: across it a word is as high as its line. Words that were read wrong have no box to be compared with.</summary>
    [DataFact]
    public void ReadLine_WordsOfValidationLines_StandWhereTheirBoxesAre()
    {
        LineSplit lines = LineData.Open(Path.Combine(DataFactAttribute.Folder, "iam")).Split(LineSplit.Val);
        var boxes = LineData.Open(Path.Combine(DataFactAttribute.Folder, "iam"), LineUnit.Words).Split(LineSplit.Val).Samples.Where(word => word.Part is not null)
            .ToLookup(word => word.Id[..word.Id.LastIndexOf('-')], StringComparer.Ordinal);
        using var model = RecognitionModel.Load(Path.Combine(Repository.Root, "models", "english.onnx"));
        var reader = new PageReader(model);

        var overlaps = new List<double>();
        foreach (LineSample line in lines.Samples.Take(Lines))
        {
            TextLine read = reader.ReadLine(LineImages.Read(line)).Lines.Single();
            string[] texts = [.. read.Words.Select(word => word.Text)];
            // A word that stands twice in the line, or in the reading, could be compared with the wrong one.
            foreach (LineSample word in boxes[line.Id].Where(word => texts.Count(text => text == word.Text) == 1 && boxes[line.Id].Count(other => other.Text == word.Text) == 1))
            {
                Box expected = word.Part!.Value, found = read.Words[Array.IndexOf(texts, word.Text)].Boundary.Bounds;   // filtered above
                double common = Math.Min(expected.Right, found.Right) - Math.Max(expected.X, found.X);
                overlaps.Add(Math.Max(0, common) / (Math.Max(expected.Right, found.Right) - Math.Min(expected.X, found.X)));
            }
        }

        output.WriteLine(FormattableString.Invariant($"{overlaps.Count} words, mean overlap {overlaps.Average():F3} of the union"));
        Assert.True(overlaps.Count > 150, $"{overlaps.Count} words");
        Assert.InRange(overlaps.Average(), 0.8, 1);
    }
}
