using Ductus.Recognition;
using FsCheck;
using FsCheck.Fluent;

namespace Ductus.Tests.Recognition;

public class ModelPropertiesTests
{
    private static readonly string[] Keys = [.. ToyModel.Metadata.ToProperties().Keys];

    [Fact]
    public void Read_WhatWasWritten_IsTheSame()
    {
        var properties = ToyModel.Metadata.ToProperties();

        Assert.Equal(properties, ModelProperties.Read(properties, "toy.onnx").ToProperties());
        Assert.All(Keys, key => Assert.StartsWith("ductus.", key, StringComparison.Ordinal));
        Assert.Equal("[\"a\",\"é\",\"\\\"\",\"가\"]", properties["ductus.alphabet"]);
        Assert.Equal("1.25", properties["ductus.temperature"]);
    }

    [Fact]
    public void Read_FileWithoutFitAndWidth_HasOpenWidths()
    {
        var properties = new Dictionary<string, string>(ToyModel.Metadata.ToProperties());
        Assert.True(properties.Remove("ductus.fit") && properties.Remove("ductus.width"));

        LineNormalization normalization = ModelProperties.Read(properties, "toy.onnx").Normalization;

        Assert.Equal((LineFit.Height, 0), (normalization.Fit, normalization.Width));
    }

    [Fact]
    public void Read_FitThatNeedsAWidth_SaysSo()
    {
        var properties = new Dictionary<string, string>(ToyModel.Metadata.ToProperties()) { ["ductus.fit"] = "box" };

        var error = Assert.Throws<ModelFormatException>(() => ModelProperties.Read(properties, "toy.onnx"));

        Assert.Contains("ductus.fit and ductus.width must go together; the fit Box needs a width", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_EntriesOfOthers_AreLeftAlone()
    {
        var properties = new Dictionary<string, string>(ToyModel.Metadata.ToProperties()) { ["author"] = "another", ["ductus.later"] = "new" };

        Assert.Equal(ToyModel.Metadata.ToProperties(), ModelProperties.Read(properties, "toy.onnx").ToProperties());
    }

    [Fact]
    public void Read_AnyValues_EitherReadsOrNamesTheEntry()
    {
        Gen<string> texts = Gen.OneOf(
            Gen.Elements("", "null", "[]", "[[]]", "[1]", "{}", "\"a\"", "[\"a\"]", "-1", "1e400", "NaN", "99999999999", "2026-02-30", "\ud800"),
            ArbMap.Default.GeneratorFor<string>().Select(text => text ?? ""));

        Prop.ForAll(Gen.Elements(Keys).ToArbitrary(), texts.ToArbitrary(), (key, value) =>
        {
            var properties = new Dictionary<string, string>(ToyModel.Metadata.ToProperties()) { [key] = value };
            try
            {
                ModelProperties.Read(properties, "toy.onnx");
            }
            catch (ModelFormatException error)
            {
                Assert.StartsWith("toy.onnx: ", error.Message, StringComparison.Ordinal);
                Assert.Contains(key, error.Message, StringComparison.Ordinal);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }
}
