using Ductus.Forms;
using Ductus.Imaging;
using Ductus.Layout;

namespace Ductus.Tests.Forms;

public sealed class FormTemplateTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public FormTemplateTests() => File.WriteAllBytes(_folder["form.png"], ImageFile.ToPng(new DrawnForm(1).Image));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Load_ATemplate_HasItsFields()
    {
        _folder.Write("towns.txt", "Brest\nQuimper\n");
        string path = _folder.Write("form.json", """
            {
              "image": "form.png", // beside it
              "fields": [
                { "name": "name", "box": [10, 20, 300, 40], "model": "names" },
                { "name": "code", "box": [10, 80, 100, 30], "model": "mine/codes.onnx", "cells": 5 },
                { "name": "class", "box": [10, 120, 100, 30], "model": "english", "list": ["1a", "1b"] },
                { "name": "town", "box": [10, 160, 100, 30], "model": "english", "list": "towns.txt" },
              ],
            }
            """);

        var template = FormTemplate.Load(path);

        Assert.Equal(("form", 700), (template.Name, template.Image.Width));
        Assert.Equal(["name", "code", "class", "town"], template.Fields.Select(field => field.Name));
        Assert.Equal(new Box(10, 80, 100, 30), template.Fields[1].Box);
        Assert.Equal((5, "names", _folder["mine/codes.onnx"]), (template.Fields[1].Cells, template.Fields[0].Model, template.Fields[1].Model));
        Assert.Equal(["1a", "1b"], template.Fields[2].Texts);
        Assert.Equal(["Brest", "Quimper"], template.Fields[3].Texts);
    }

    [Theory]
    [InlineData("""{ "image": "form.png", "fields": [{ "name": "a", "box": [600, 20, 300, 40], "model": "x" }] }""", "field \"a\": its box 600, 20, 300 × 40 reaches beyond the image of 700 × 990 pixels.")]
    [InlineData("""{ "image": "form.png", "fields": [{ "name": "a", "box": [0, 0, 30, 40], "model": "x" }, { "name": "a", "box": [0, 0, 30, 40], "model": "x" }] }""", "two fields are called \"a\".")]
    [InlineData("""{ "image": "form.png", "fields": [] }""", "a form needs at least 1 field")]
    [InlineData("""{ "image": "form.png", "fields": [{ "name": "a", "box": [0, 0, 30], "model": "x" }] }""", "field \"a\": a box is left, top, width and height; got 3 numbers")]
    [InlineData("""{ "image": "form.png", "fields": [{ "name": "a", "box": [0, 0, 3, 40], "model": "x" }] }""", "at least 4 × 4 pixels; got 3 × 40")]
    [InlineData("""{ "image": "form.png", "fields": [{ "name": "a", "box": [0, 0, 30, 40], "model": "x", "cells": 9 }] }""", "got 30 × 40 for 9 cells")]
    [InlineData("""{ "image": "form.png", "fields": [{ "name": "a", "box": [0, 0, 30, 40], "model": "x", "list": [] }] }""", "a list is texts, at least one")]
    [InlineData("""{ "image": "form.png", "fields": [{ "name": "page", "box": [0, 0, 30, 40], "model": "x" }] }""", "a field cannot be called \"page\"")]
    [InlineData("""{ "image": "form.png", "fields": [null] }""", "field 1 is null")]
    [InlineData("""{ "image": "form.png", "fields": [{ "name": "a", "box": null, "model": "x" }] }""", ":1: expected the template of a form")]
    [InlineData("""{ "image": null, "fields": [] }""", ":1: expected the template of a form")]
    [InlineData("""{ "image": "form.png", "fields": [{ "name": "a", "box": [0, 0, 30, 40], "model": "x", "cells": 200 }] }""", "0…100 cells; got 200")]
    [InlineData("""{ "image": "form.png", "fields": [{ "name": "a", "box": [0, 0, 30, 40], "model": "x", "list": "no.txt" }] }""", "no.txt; there is no such file")]
    [InlineData("""{ "image": "form.png", "fields": [{ "name": "a", "box": [0, 0, 30, 40], "model": "x", "list": 3 }] }""", "a list is texts, at least one, or the name of a file; got 3")]
    [InlineData("""{ "image": "form.png", "fields": [{ "name": " ", "box": [0, 0, 30, 40], "model": "x" }] }""", "every field needs a name")]
    [InlineData("""{ "image": "none.png", "fields": [{ "name": "a", "box": [0, 0, 30, 40], "model": "x" }] }""", "none.png; there is no such file")]
    [InlineData("{ \"image\": \"form.png\",\n \"fields\": [{ \"name\": \"a\", \"box\": [0, 0, 30, 40] }] }", ":2: expected the template of a form")]
    [InlineData("{ \"image\": \"form.png\",\n \"colour\": 1, \"fields\": [] }", ":2: expected the template of a form")]
    [InlineData("not json", ":1: expected the template of a form")]
    public void Load_WrongTemplate_NamesTheFileAndThePlace(string json, string expected)
    {
        string path = _folder.Write("form.json", json);

        var error = Assert.Throws<FormTemplateException>(() => FormTemplate.Load(path));

        Assert.StartsWith(path, error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }
}
