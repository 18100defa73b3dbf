using Ductus.Decoding;
using Ductus.Forms;
using Ductus.Imaging;
using Ductus.Layout;
using Ductus.Recognition;
using Ductus.Tests.Recognition;

namespace Ductus.Tests.Forms;

public sealed class FormReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ToyModel _toy = new();
    private readonly RecognitionModel _lines, _characters;

    public FormReaderTests() => (_lines, _characters) = (RecognitionModel.Load(_toy.Save()), RecognitionModel.Load(StrokeModel.Write(_folder["strokes.onnx"])));

    public void Dispose()
    {
        _lines.Dispose();
        _characters.Dispose();
        _toy.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(0, 1, 0, 0)]
    [InlineData(2.9, 0.9, 20, -25)]
    [InlineData(-3, 1.1, -20, 28)]
    [InlineData(0.4, 0.97, 5, 70)]
    [InlineData(5, 0.8, 40, 60)]
    [InlineData(-5, 0.8, -60, 100)]
    [InlineData(-5, 1.2, 0, 0)]
    [InlineData(1, 0.8, 140, -190)]
    public void Find_AMovedForm_LiesUponItWithinTwoPixels(double degrees, double scale, double dx, double dy)
    {
        for (int seed = 1; seed <= 4; seed++)
        {
            var form = new DrawnForm(seed);
            FormTemplate template = Template(form);
            var (scan, place) = form.Scan(degrees, scale, dx, dy);

            FormPlacement placement = FormPlacement.Find(template, scan);

            Assert.Null(placement.Fault);
            Assert.Equal(scale, placement.Scale, 0.004);
            Assert.Equal(degrees, placement.AngleDegrees, 0.15);
            foreach (Box box in form.Lines)
            {
                foreach (var (expected, found) in Boundary.FromBox(box).Points.Select(place).Zip(placement.Outline(box).Points))
                    Assert.True(Math.Abs(expected.X - found.X) < 2 && Math.Abs(expected.Y - found.Y) < 2, $"seed {seed}: {expected} found at {found}");
            }
        }
    }

    [Fact]
    public void Read_AnotherForm_IsRefusedWithTheReason()
    {
        for (int seed = 1; seed <= 6; seed++)
        {
            FormReader reader = Reader(new DrawnForm(seed));

            string message = Assert.Throws<ForeignFormException>(() => reader.Read(new DrawnForm(seed + 20).Image)).Message;

            Assert.Matches(@"^not the form drawn: \d+ % of .* are expected\.$", message);
            Assert.Throws<ForeignFormException>(() => reader.Read(new GreyImage(700, 990, [.. Enumerable.Repeat((byte)250, 700 * 990)])));
        }
    }

    [Theory]
    [InlineData(0, 1, 0, 0)]
    [InlineData(2.5, 0.93, 15, -18)]
    [InlineData(-2.5, 1.08, -15, 18)]
    public void Read_FilledForm_ReadsCellsAndLinesAndLeavesTheEmptyEmpty(double degrees, double scale, double dx, double dy)
    {
        var form = new DrawnForm(3);
        FormReader reader = Reader(form);
        // A bar, a block, nothing; a stroke in the second line.
        (Box box, int cells) = form.Cells[1];
        int cell = box.Width / cells;
        form.Fill(box.X + cell / 2 - 2, box.Y + 7, 4, 20);
        form.Fill(box.X + cell + 6, box.Y + 8, 14, 16);
        form.Fill(form.Lines[1].X + 30, form.Lines[1].Y + 10, 60, 18);

        FormRecord record = reader.Read(form.Scan(degrees, scale, dx, dy).Scan);

        FieldReading cellField = record.Fields.Single(field => field.Field.Name == "cells_1");
        Assert.Equal("io", cellField.Text);
        Assert.Equal(cells, cellField.Cells.Count);
        Assert.Equal(["i", "o", " "], cellField.Cells.Take(3).Select(one => one.Text));
        Assert.InRange(cellField.Confidence, 0.5, 1);
        Assert.NotEmpty(record.Fields.Single(field => field.Field.Name == "line_1").Text);
        foreach (FieldReading other in record.Fields.Where(field => field.Field.Name is not ("cells_1" or "line_1")))
        {
            Assert.Equal("", other.Text);
            Assert.Equal(1, other.Confidence);
        }
    }

    [Fact]
    public void Read_WritingOverTheEdgeOfItsCell_StaysInItsCell()
    {
        var form = new DrawnForm(3);
        FormReader reader = Reader(form);
        (Box box, int cells) = form.Cells[1];
        int cell = box.Width / cells;
        // A block that reaches 5 pixels into the empty cell beside it, and small writing in a line.
        form.Fill(box.X + cell + 8, box.Y + 8, cell - 3, 16);
        form.Fill(form.Lines[2].X + 20, form.Lines[2].Y + 22, 5, 5);
        form.Fill(form.Lines[2].X + 60, form.Lines[2].Y + 22, 5, 5);

        FormRecord record = reader.Read(form.Image);

        FieldReading field = record.Fields.Single(one => one.Field.Name == "cells_1");
        Assert.Equal([" ", "o", " "], field.Cells.Take(3).Select(one => one.Text));
        Assert.NotEqual("", record.Fields.Single(one => one.Field.Name == "line_2").Text);
    }

    [Theory]
    [InlineData(2.0)]
    [InlineData(0.6)]
    public void Read_ScanOfAnotherResolution_ReadsTheSame(double factor)
    {
        var form = new DrawnForm(3);
        FormReader reader = Reader(form);
        (Box box, int cells) = form.Cells[1];
        form.Fill(box.X + box.Width / cells + 6, box.Y + 8, 14, 16);
        GreyImage scan = form.Scan(1.2, 1, 3, -4).Scan;

        FormRecord record = reader.Read(Scaling.Resize(scan, (int)(factor * scan.Width), (int)(factor * scan.Height)));

        Assert.Equal(factor, record.Placement.Scale, 0.01 * factor);
        Assert.Equal(["cells_1"], record.Fields.Where(field => field.Text.Length > 0).Select(field => field.Field.Name));
        Assert.Equal("o", record.Fields.Single(field => field.Field.Name == "cells_1").Text);
    }

    [Fact]
    public void Read_CellsWithAList_ReadsOneOfItsTexts()
    {
        var form = new DrawnForm(3);
        FormTemplate plain = Template(form);
        var template = new FormTemplate("drawn", form.Image, [.. plain.Fields.Select(field => field.Name == "cells_1" ? field with { Texts = ["io", "oo", "o"] } : field)]);
        var reader = new FormReader(template, [.. template.Fields.Select(field => ReaderOf(field))]);
        (Box box, int cells) = form.Cells[1];
        form.Fill(box.X + 6, box.Y + 8, 14, 16);
        form.Fill(box.X + box.Width / cells + 6, box.Y + 8, 14, 16);

        FieldReading field = reader.Read(form.Image).Fields.Single(one => one.Field.Name == "cells_1");

        Assert.Equal("oo", field.Text);
        Assert.InRange(field.Confidence, 0.9, 1);
        Assert.Equal(["io", "o"], field.Alternatives.Select(other => other.Text).Order());
        Assert.Contains("does not fit in", Assert.Throws<ArgumentException>(() => new FormReader(
            new FormTemplate("drawn", form.Image, [plain.Fields.First(one => one.Cells > 0) with { Texts = [new string('o', 30)] }]), [ReaderOf(plain.Fields.First(one => one.Cells > 0))])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void New_AFormWithoutLines_SaysSo()
    {
        var blank = new FormTemplate("plain", new GreyImage(400, 400, [.. Enumerable.Repeat((byte)250, 160_000)]), [new FormField { Name = "a", Box = new Box(10, 10, 100, 40), Model = "x" }]);

        Assert.Contains("hardly any printed lines", Assert.Throws<ArgumentException>(() => new FormReader(blank, [new FieldReader(_lines, new GreedyDecoder(_lines.Codec))])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cut_WritingThatCrossesARule_KeepsItsStroke()
    {
        // A rule with an upright stroke through it: the rule goes, the stroke stays whole.
        var blank = new byte[100 * 100];
        Array.Fill(blank, (byte)240);
        blank.AsSpan(60 * 100, 300).Fill(20);
        byte[] written = [.. blank];
        for (int y = 20; y < 90; y++)
            written.AsSpan(y * 100 + 48, 4).Fill(20);

        GreyImage cut = FieldImage.Cut(new GreyImage(100, 100, blank), new GreyImage(100, 100, written), AffineMap.Identity, new Box(10, 10, 80, 80)).Image;

        int margin = (cut.Width - 80) / 2;
        for (int y = 25; y < 85; y++)
            Assert.True(cut[40 + margin, y - 10 + margin] < 60, $"the stroke has a gap at {y}");
        Assert.All(Enumerable.Range(0, 30), x => Assert.True(cut[x + margin, 51 + margin] > 200, $"the rule is still there at {x}"));
    }

    [Fact]
    public void New_ReadersOfTheWrongKind_AreNamed()
    {
        FormTemplate template = Template(new DrawnForm(1));
        var line = new FieldReader(_lines, new GreedyDecoder(_lines.Codec));

        Assert.Contains("needs as many readers; got 1", Assert.Throws<ArgumentException>(() => new FormReader(template, [line])).Message, StringComparison.Ordinal);
        Assert.Contains("field \"cells_0\" has cells", Assert.Throws<ArgumentException>(() => new FormReader(template, [.. template.Fields.Select(_ => line)])).Message, StringComparison.Ordinal);
    }

    private static FormTemplate Template(DrawnForm form) => new("drawn", form.Image,
    [
        .. form.Lines.Select((box, i) => new FormField { Name = $"line_{i}", Box = box, Model = "lines" }),
        .. form.Cells.Select((field, i) => new FormField { Name = $"cells_{i}", Box = field.Box, Model = "characters", Cells = field.Cells }),
    ]);

    private FormReader Reader(DrawnForm form)
    {
        FormTemplate template = Template(form);
        return new FormReader(template, [.. template.Fields.Select(ReaderOf)]);
    }

    private FieldReader ReaderOf(FormField field) => field.Cells > 0
        ? new FieldReader(_characters, new CharacterDecoder(_characters.Codec)) : new FieldReader(_lines, new GreedyDecoder(_lines.Codec));
}
