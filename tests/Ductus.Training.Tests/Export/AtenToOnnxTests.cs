using Ductus.Training.Export;
using Ductus.Training.Torch;

namespace Ductus.Training.Tests.Export;

/// <summary>What no libtorch is needed for: traces written by hand.</summary>
public class AtenToOnnxTests
{
    [Fact]
    public void Convert_WeightTooLargeForHalf_NamesIt()
    {
        TorchTrace trace = Trace([new TracedOperation("aten::add", [new TracedValue(0), new TracedValue(1)], [2])], output: 2,
            (1, new TracedParameter([1, 70000], 1, 2)));

        var error = Assert.Throws<ArgumentException>(() => AtenToOnnx.Convert(trace, ["a", 2], ["a", 2], WeightStorage.Float16));

        Assert.Contains("within ±65504; got 70000 at 1", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("aten::fft_fft", "there is no mapping for it")]
    [InlineData("aten::squeeze", "it names no dimension")]
    [InlineData("aten::permute", "argument 1 must be whole numbers; got none")]
    [InlineData("aten::amax", "it reduces every dimension, the batch too")]
    [InlineData("aten::conv2d", "it wants images of 4 dimensions; got 2")]
    public void Convert_OperatorWithoutWhatItNeeds_NamesIt(string name, string reason)
    {
        TorchTrace trace = Trace([new TracedOperation(name, [new TracedValue(0)], [1])], output: 1);

        var error = Assert.Throws<NotSupportedException>(() => AtenToOnnx.Convert(trace, ["a", "b"], ["a", "b"], WeightStorage.Float32));

        Assert.StartsWith($"{name} cannot be written as ONNX: {reason}", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("aten::dropout", 2, true, "the network is in training")]
    [InlineData("aten::to", 1, 15L, "it makes BFloat16; exported networks compute in 32-bit floats")]
    [InlineData("aten::unsqueeze", 1, 3L, "dimension 3 is not one of 3")]
    [InlineData("aten::div", 2, "floor", "it rounds (floor)")]
    public void Convert_WhatOnnxCannotDo_SaysSo(string name, int index, object value, string reason)
    {
        object?[] arguments = [new TracedValue(0), .. Enumerable.Range(1, index).Select(i => i == index ? value : 1L)];
        TorchTrace trace = Trace([new TracedOperation(name, arguments, [1])], output: 1);

        var error = Assert.Throws<NotSupportedException>(() => AtenToOnnx.Convert(trace, ["a", "b"], ["a", "b"], WeightStorage.Float32));

        Assert.Equal($"{name} cannot be written as ONNX: {reason}.", error.Message);
    }

    [Fact]
    public void Convert_ZerosOutsideAnLstm_AreRefused()
    {
        TorchTrace trace = Trace(
            [new TracedOperation("aten::zeros", [new long[] { 2 }], [1]), new TracedOperation("aten::add", [new TracedValue(0), new TracedValue(1)], [2])],
            output: 2);

        var error = Assert.Throws<NotSupportedException>(() => AtenToOnnx.Convert(trace, ["a", 2], ["a", 2], WeightStorage.Float32));

        Assert.Contains("Value 1 of the trace is zeros of a fixed size", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Convert_OutputThatNothingMade_IsRefused()
    {
        var error = Assert.Throws<NotSupportedException>(() => AtenToOnnx.Convert(Trace([], output: 9), ["a", 2], ["a", 2], WeightStorage.Float32));

        Assert.Contains("Value 9 of the trace is neither the input, nor a parameter, nor the result", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Convert_OtherDimensionsThanAnnounced_IsRefused()
    {
        var error = Assert.Throws<NotSupportedException>(() => AtenToOnnx.Convert(Trace([], output: 0), ["a", 2], ["a", 2, 3], WeightStorage.Float32));

        Assert.Equal("The output of the trace has 2 dimensions; 3 were announced.", error.Message);
    }

    private static TorchTrace Trace(TracedOperation[] operations, long output, params (long Id, TracedParameter Parameter)[] parameters) => new()
    {
        Operations = operations,
        Input = new TracedValue(0),
        Output = new TracedValue(output),
        Parameters = parameters.ToDictionary(entry => entry.Id, entry => entry.Parameter),
    };
}
