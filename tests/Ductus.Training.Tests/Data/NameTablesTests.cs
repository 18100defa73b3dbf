using Ductus.Imaging;
using Ductus.Training.Data;

namespace Ductus.Training.Tests.Data;

public sealed class NameTablesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_TablesAsPublished_TakesWhatIsReadableAndCountsTheRest()
    {
        Image("train_v2/train/TRAIN_1.jpg");
        Image("train_v2/train/TRAIN_2.jpg");
        Image("validation_v2/validation/VALIDATION_1.jpg");
        _folder.Write("written_name_train_v2.csv", "FILENAME,IDENTITY\r\nTRAIN_1.jpg,BALTHAZAR\r\nTRAIN_2.jpg,\"LE \"\"GRAND\"\", JEAN\"\r\nTRAIN_3.jpg,UNREADABLE\r\nTRAIN_4.jpg,\r\nTRAIN_5.jpg,EMPTY\r\nTRAIN_6.jpg,SIMON\r\n");
        _folder.Write("written_name_validation_v2.csv", "\uFEFFFILENAME,IDENTITY\nVALIDATION_1.jpg,BILEL\n");
        _folder.Write("other.csv", "a,b\n1,2\n");

        LineData data = LineData.Open(_folder.Path);

        Assert.Equal(LineDataForm.NameTables, data.Form);
        LineSplit train = data.Split("train");
        Assert.Equal([("TRAIN_1.jpg", "BALTHAZAR"), ("TRAIN_2.jpg", "LE \"GRAND\", JEAN")], train.Samples.Select(sample => (sample.Id, sample.Text)));
        Assert.EndsWith("TRAIN_1.jpg", train.Samples[0].ImagePath, StringComparison.Ordinal);
        Assert.True(File.Exists(train.Samples[1].ImagePath));
        Assert.Equal([("TRAIN_3.jpg", SkipReason.LabelUnreadable), ("TRAIN_4.jpg", SkipReason.LabelEmpty), ("TRAIN_5.jpg", SkipReason.LabelEmpty), ("TRAIN_6.jpg", SkipReason.ImageMissing)],
            train.Skipped.Select(line => (line.Id, line.Reason)));
        Assert.Contains("1 skipped, labelled as unreadable", SkippedLine.Summarize(train.Skipped), StringComparison.Ordinal);
        Assert.Equal("BILEL", Assert.Single(data.Split("val").Samples).Text);
    }

    [Theory]
    [InlineData("written_name_train_v2.csv", "FILENAME,IDENTITY\na.jpg,A,B\n", ":2: expected 2 fields as in the header; got 3")]
    [InlineData("written_name_train_v2.csv", "FILENAME,IDENTITY\na.jpg,A\na.jpg,B\n", ":3: expected every image once")]
    [InlineData("names.csv", "FILENAME,IDENTITY\na.jpg,A\n", "a name that tells the split")]
    public void Open_WrongTable_NamesTheLine(string name, string content, string expected)
    {
        Image("a.jpg");
        _folder.Write(name, content);

        var error = Assert.Throws<LineDataException>(() => LineData.Open(_folder.Path));

        Assert.StartsWith(_folder[name], error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    private void Image(string name)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder[name])!);
        File.WriteAllBytes(_folder[name], ImageFile.ToPng(new GreyImage(4, 4, new byte[16])));
    }
}
