using System.Text.Json;
using Ductus.Imaging;
using Ductus.Layout;

namespace Ductus.Cli.Tests;

/// <summary>Filled forms from the command line.</summary>
public sealed class FormCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly DrawnForm _form = new(3);
    private readonly string _template;

    public FormCommandTests()
    {
        Save("form.png", new DrawnForm(3).Image);
        StrokeModel.Write(_folder["strokes.onnx"]);
        SmallModel.Write(_folder["small.onnx"]);
        var (box, cells) = _form.Cells[0];
        Box line = _form.Lines[0];
        _template = _folder.Write("drawn.json", $$"""
            {
              "image": "form.png",
              "fields": [
                { "name": "number", "box": [{{box.X}}, {{box.Y}}, {{box.Width}}, {{box.Height}}], "cells": {{cells}}, "model": "strokes.onnx" },
                { "name": "word, or two", "box": [{{line.X}}, {{line.Y}}, {{line.Width}}, {{line.Height}}], "model": "small.onnx", "list": ["a", "i"] }
              ]
            }
            """);
        _form.Fill(box.X + box.Width / cells / 2 - 2, box.Y + 7, 4, 20);
        _form.Fill(line.X + 40, line.Y + 8, 24, 26);
        Save("forms/1.png", _form.Scan(1.5, 1.04, 9, -7).Scan);
        Save("forms/2.png", new DrawnForm(30).Image);
        Save("forms/3.png", new DrawnForm(3).Scan(-1, 0.95, 0, 0).Scan);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_FolderOfForms_WritesARowForEachAndRefusesTheForeignOne()
    {
        var run = CommandLineRun.Of("read", "--fields", _template, _folder["forms"]);

        Assert.Equal(1, run.Status);
        string[] rows = run.Output.Split('\n');
        Assert.Equal("file,page,number,number_confidence,\"word, or two\",\"word, or two_confidence\",problem", rows[0]);
        Assert.Matches(@"1\.png,1,i,[01]\.\d{4},a,[01]\.\d{4},$", rows[1]);
        Assert.Matches(@"2\.png,1,,,,,.*not the form drawn: \d+ % of ", rows[2]);
        Assert.EndsWith("3.png,1,,1.0000,,1.0000,", rows[3], StringComparison.Ordinal);
        Assert.Matches(@"2\.png: not the form drawn: \d+ % of ", run.Complaint());
    }

    [Fact]
    public void Read_Json_HasPlacesCellsAndAlternatives()
    {
        var run = CommandLineRun.Of("read", "--fields", _template, _folder["forms/1.png"], "--json");

        Assert.Equal((0, ""), (run.Status, run.Error));
        JsonElement record = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal(("drawn", 1.5), (record.GetProperty("form").GetString(), Math.Round(record.GetProperty("angle_degrees").GetDouble(), 1)));
        JsonElement number = record.GetProperty("fields")[0], word = record.GetProperty("fields")[1];
        Assert.Equal(("number", "i"), (number.GetProperty("name").GetString(), number.GetProperty("text").GetString()));
        Assert.Equal(_form.Cells[0].Cells, number.GetProperty("cells").GetArrayLength());
        Assert.Equal("o", number.GetProperty("cells")[0].GetProperty("alternatives")[0].GetProperty("text").GetString());
        Assert.Equal(4, number.GetProperty("polygon").GetArrayLength());
        Assert.Equal("i", word.GetProperty("alternatives")[0].GetProperty("text").GetString());
    }

    [Fact]
    public void Draw_TemplateOverAScan_WritesAPictureAndSaysHowItLies()
    {
        var run = CommandLineRun.Of("fields", "draw", _template, _folder["forms/1.png"], "-o", _folder["fields.svg"]);

        Assert.Equal((0, _folder["fields.svg"] + "\n"), (run.Status, run.Output));
        Assert.Matches(@"1\.png: scale 1\.04\d, turned by 1\.[45]\d°, \d+ % of the form's lines found", run.Error);
        string svg = File.ReadAllText(_folder["fields.svg"]);
        Assert.Contains("data:image/png;base64,iVBOR", svg, StringComparison.Ordinal);
        Assert.Contains(">number (", svg, StringComparison.Ordinal);
        var foreign = CommandLineRun.Of("fields", "draw", _template, _folder["forms/2.png"], "-o", _folder["foreign.svg"]);
        Assert.Equal(1, foreign.Status);
        Assert.Contains("not the form drawn", foreign.Complaint(), StringComparison.Ordinal);
        Assert.Equal(0, CommandLineRun.Of("fields", "draw", _template, "-o", _folder["blank.svg"]).Status);
    }

    [Theory]
    [InlineData("--line", "--line and --fields exclude each other")]
    [InlineData("--char", "--char and --fields exclude each other")]
    [InlineData("--looks 2", "--looks and --fields exclude each other")]
    [InlineData("--lm none", "--lm and --fields exclude each other")]
    public void Read_OptionsThatTheTemplateDecides_AreWrongUsage(string option, string expected)
    {
        var run = CommandLineRun.Of(["read", "--fields", _template, _folder["forms"], .. option.Split(' ')]);

        Assert.Equal(2, run.Status);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("strokes.onnx", "small.onnx", "has cells, which a model of single characters reads; small reads lines")]
    [InlineData("\"strokes.onnx\" }", "\"strokes.onnx\", \"list\": [\"x\"] }", "field \"number\": strokes cannot write \"x\" of its list")]
    [InlineData("\"cells\"", "\"cell\"", ":4: expected the template of a form")]
    [InlineData("small.onnx", "nowhere.onnx", "nowhere.onnx: expected a model file; there is no such file")]
    public void Read_WrongTemplate_NamesFileAndField(string from, string to, string expected)
    {
        File.WriteAllText(_template, File.ReadAllText(_template).Replace(from, to, StringComparison.Ordinal));

        var run = CommandLineRun.Of("read", "--fields", _template, _folder["forms"]);

        Assert.Equal((1, ""), (run.Status, run.Output));
        Assert.Contains(expected, run.Complaint(), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_MissingAndBrokenFiles_AreRowsWithTheirProblem()
    {
        _folder.Write("broken.png", "no image");

        var run = CommandLineRun.Of("read", "--fields", _template, _folder["broken.png"], _folder["nowhere.png"]);

        Assert.Equal(1, run.Status);
        string[] rows = run.Output.Split('\n');
        Assert.Contains("broken.png,1,,,,,", rows[1], StringComparison.Ordinal);
        Assert.EndsWith("nowhere.png,1,,,,,there is no such file.", rows[2], StringComparison.Ordinal);
    }

    private void Save(string name, GreyImage image)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder[name])!);
        File.WriteAllBytes(_folder[name], ImageFile.ToPng(image));
    }
}
