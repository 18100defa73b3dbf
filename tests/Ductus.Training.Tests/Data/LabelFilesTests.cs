using Ductus.Imaging;
using Ductus.Training.Data;

namespace Ductus.Training.Tests.Data;

public sealed class LabelFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_OneFolder_HasItsLinesInNfcAndCountsTheRest()
    {
        Image("1.png");
        Image("2.jpg");
        _folder.Write("labels.json", "\uFEFF{ \"1.png\": \"Số 2, Trần Phú\",\n\"2.jpg\": \"Thu\\u0302\\u0301 \", \"3.png\": \"none\", \"4.png\": \"\" }");
        Image("4.png");

        LineData data = LineData.Open(_folder.Path);

        Assert.Equal(LineDataForm.LabelFiles, data.Form);
        LineSplit split = Assert.Single(data.Splits);
        Assert.Equal([("1.png", "Số 2, Trần Phú"), ("2.jpg", "Thu\u0302\u0301".Normalize())], split.Samples.Select(sample => (sample.Id, sample.Text)));
        Assert.Equal([("3.png", SkipReason.ImageMissing), ("4.png", SkipReason.LabelEmpty)], split.Skipped.Select(line => (line.Id, line.Reason)));
        Assert.Equal(LineSplit.None, split.Name);
    }

    [Fact]
    public void Open_FoldersOfParts_AreItsSplits()
    {
        foreach (string part in new[] { "0916_Data Samples 2", "1015_Private Test" })
        {
            Image($"{part}/1.png");
            _folder.Write($"{part}/labels.json", $"{{\"1.png\": \"{part}\"}}");
        }

        LineData data = LineData.Open(_folder.Path);

        Assert.Equal(["0916_Data Samples 2", "1015_Private Test"], data.Splits.Select(split => split.Name));
        Assert.Equal("1015_Private Test/1.png", Assert.Single(data.Split("1015_Private Test").Samples).Id);
    }

    [Theory]
    [InlineData("[]", "expected an object with the text of each image by its name")]
    [InlineData("{\n\"1.png\": 7}", "expected the text of 1.png; got number")]
    [InlineData("{\n\"1.png\": \"a\",\n\"1.png\": \"b\"}", "expected every image once; \"1.png\" stands here a second time")]
    [InlineData("{\n\"1.png\": \"a\",\n", "labels.json:3: expected well-formed JSON")]
    public void Open_WrongFile_NamesItAndThePlace(string json, string expected)
    {
        Image("1.png");
        _folder.Write("labels.json", json);

        var error = Assert.Throws<LineDataException>(() => LineData.Open(_folder.Path));

        Assert.StartsWith(_folder["labels.json"], error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    private void Image(string name) => _folder.Write(name, ImageFile.ToPng(new GreyImage(4, 4, new byte[16])));
}
