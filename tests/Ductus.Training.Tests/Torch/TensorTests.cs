using Ductus.Native;
using Ductus.Training.Torch;

namespace Ductus.Training.Tests.Torch;

[Collection("libtorch")]
public sealed class TensorTests
{
    [Fact]
    public void From_ThenToArray_GivesTheElementsBack()
    {
        using Tensor tensor = Tensor.From<float>([1, 2, 3, 4, 5, 6], [2, 3]);

        Assert.Equal([2, 3], tensor.Sizes);
        Assert.Equal([1, 2, 3, 4, 5, 6], tensor.ToArray<float>());
    }

    [Fact]
    public void From_WrongNumberOfElements_SaysWhatIsNeeded()
    {
        var e = Assert.Throws<ArgumentException>(() => Tensor.From<float>([1, 2, 3], [2, 2]));

        Assert.Contains("Sizes 2 × 2 need 4 elements; got 3.", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Call_UnknownOperator_NamesIt()
    {
        var e = Assert.Throws<NativeException>(() => new Operator("aten::no_such_thing").Call());

        Assert.Contains("has no operator aten::no_such_thing", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Call_SizesThatDoNotFit_CarriesLibtorchsWords()
    {
        using var scope = new TensorScope();
        Tensor two = Tensor.From<float>([1, 2], [2]), three = Tensor.From<float>([1, 2, 3], [3]);

        var e = Assert.Throws<NativeException>(() => two + three);

        Assert.Contains("must match", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Backward_SumOfSquares_GivesTwiceTheValues()
    {
        using var scope = new TensorScope();
        Tensor x = Tensor.From<float>([1, -2, 3], [3]), gradient = TensorLayers.Zeros(Device.Cpu, 3);
        x.AccumulateGradientIn(gradient);

        (x * x).Sum().Backward();

        Assert.Equal([2, -4, 6], gradient.ToArray<float>());
    }

    [Fact]
    public void Scope_Disposed_FreesAllButWhatWasKept()
    {
        long before = Libtorch.LiveTensors;
        Tensor kept;
        using (var scope = new TensorScope())
        {
            Tensor x = Tensor.From<float>([1, 2], [2]);
            kept = scope.Keep(x + x);
            _ = kept * 3.0;
        }

        Assert.Equal(before + 1, Libtorch.LiveTensors);
        Assert.Equal([2, 4], kept.ToArray<float>());
        kept.Dispose();
        Assert.Equal(before, Libtorch.LiveTensors);
    }

    [Fact]
    public void Scope_DisposedBeforeAnInnerOne_IsRefused()
    {
        var outer = new TensorScope();
        using (new TensorScope())
            Assert.Throws<InvalidOperationException>(outer.Dispose);
        outer.Dispose();
    }

    [Fact]
    public void NoGradient_Begun_RecordsNothing()
    {
        using var scope = new TensorScope();
        Tensor x = Tensor.From<float>([1], [1]), gradient = TensorLayers.Zeros(Device.Cpu, 1);
        x.AccumulateGradientIn(gradient);

        using (NoGradient.Begin())
            Assert.Throws<NativeException>(() => (x * x).Sum().Backward());
        (x * x).Sum().Backward();

        Assert.Equal([2], gradient.ToArray<float>());
    }
}
