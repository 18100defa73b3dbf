namespace Ductus.Training.Torch;

/// <summary>Element by element, reductions and shapes. Names ending in <c>InPlace</c> change their first tensor.</summary>
public static class TensorArithmetic
{
    private static readonly Operator AddTensor = new("aten::add", "Tensor"), AddScalar = new("aten::add", "Scalar"),
        SubtractTensor = new("aten::sub", "Tensor"), MultiplyTensor = new("aten::mul", "Tensor"), MultiplyScalar = new("aten::mul", "Scalar"),
        DivideTensor = new("aten::div", "Tensor"), AddTensorInPlace = new("aten::add_", "Tensor"), MultiplyScalarInPlace = new("aten::mul_", "Scalar"),
        MultiplyTensorInPlace = new("aten::mul_", "Tensor"), AddcdivInPlaceOperator = new("aten::addcdiv_"), AddcmulInPlaceOperator = new("aten::addcmul_"),
        LerpScalarInPlace = new("aten::lerp_", "Scalar"), ZeroInPlaceOperator = new("aten::zero_"), CopyInPlaceOperator = new("aten::copy_"),
        SqrtOperator = new("aten::sqrt"), ExpOperator = new("aten::exp"), LogOperator = new("aten::log"), NormOperator = new("aten::linalg_vector_norm"), ClampOperator = new("aten::clamp"),
        PowOperator = new("aten::pow", "Tensor_Tensor"), SumOperator = new("aten::sum"), ToTypeOperator = new("aten::to", "dtype"),
        NarrowOperator = new("aten::narrow"), ViewOperator = new("aten::view"), DetachOperator = new("aten::detach"),
        TransposeOperator = new("aten::transpose", "int"), PermuteOperator = new("aten::permute"), ContiguousOperator = new("aten::contiguous"),
        AsStridedOperator = new("aten::as_strided"),
        SqueezeOperator = new("aten::squeeze", "dim"), UnsqueezeOperator = new("aten::unsqueeze"), AmaxOperator = new("aten::amax"),
        CatOperator = new("aten::cat"), StackOperator = new("aten::stack"), MaximumOperator = new("aten::maximum"), CloneOperator = new("aten::clone"),
        ArgMaxOperator = new("aten::argmax"), ReciprocalOperator = new("aten::reciprocal"), NanToNumInPlaceOperator = new("aten::nan_to_num_"),
        FlattenOperator = new("aten::flatten", "using_ints"), UnflattenOperator = new("aten::unflatten", "int"), MatMulOperator = new("aten::matmul"),
        CumSumOperator = new("aten::cumsum"), SinOperator = new("aten::sin"), CosOperator = new("aten::cos"), TriuOperator = new("aten::triu"), ReshapeOperator = new("aten::reshape"), RollOperator = new("aten::roll"),
        EqualOperator = new("aten::eq", "Tensor"), MeanOperator = new("aten::mean", "dim");

    private const int ChannelsLastFormat = 2; // c10::MemoryFormat

    extension(Tensor x)
    {
        public static Tensor operator +(Tensor left, Tensor right) => AddTensor.Call(left, right);

        public static Tensor operator +(Tensor left, double right) => AddScalar.Call(left, right);

        public static Tensor operator -(Tensor left, Tensor right) => SubtractTensor.Call(left, right);

        public static Tensor operator *(Tensor left, Tensor right) => MultiplyTensor.Call(left, right);

        public static Tensor operator *(Tensor left, double right) => MultiplyScalar.Call(left, right);

        public static Tensor operator /(Tensor left, Tensor right) => DivideTensor.Call(left, right);

        /// <summary>x ← x + scale · other</summary>
        public void AddInPlace(Tensor other, double scale = 1) => AddTensorInPlace.Call(x, other, scale).Dispose();

        /// <summary>x ← x · factor</summary>
        public void MultiplyInPlace(double factor) => MultiplyScalarInPlace.Call(x, factor).Dispose();

        /// <summary>x ← x · factor, element by element</summary>
        public void MultiplyInPlace(Tensor factor) => MultiplyTensorInPlace.Call(x, factor).Dispose();

        /// <summary>x ← x + scale · a / b</summary>
        public void AddQuotientInPlace(Tensor a, Tensor b, double scale) => AddcdivInPlaceOperator.Call(x, a, b, scale).Dispose();

        /// <summary>x ← x + scale · a · b</summary>
        public void AddProductInPlace(Tensor a, Tensor b, double scale) => AddcmulInPlaceOperator.Call(x, a, b, scale).Dispose();

        /// <summary>x ← x + weight · (end − x)</summary>
        public void LerpInPlace(Tensor end, double weight) => LerpScalarInPlace.Call(x, end, weight).Dispose();

        public void ZeroInPlace() => ZeroInPlaceOperator.Call(x).Dispose();

        public void CopyInPlace(Tensor source) => CopyInPlaceOperator.Call(x, source).Dispose();

        /// <summary>Not-a-number and infinities become 0.</summary>
        public void ReplaceNotFiniteInPlace() => NanToNumInPlaceOperator.Call(x, 0.0, 0.0, 0.0).Dispose();

        public Tensor Reciprocal() => ReciprocalOperator.Call(x);

        public Tensor Sqrt() => SqrtOperator.Call(x);

        public Tensor Exp() => ExpOperator.Call(x);

        /// <summary>Natural.</summary>
        public Tensor Log() => LogOperator.Call(x);

        public Tensor Clamp(double lowest, double highest) => ClampOperator.Call(x, lowest, highest);

        public Tensor Pow(Tensor exponent) => PowOperator.Call(x, exponent);

        /// <summary>The square root of the sum of squares of all elements.</summary>
        public Tensor Norm() => NormOperator.Call(x, 2);

        public Tensor Sum() => SumOperator.Call(x);

        /// <summary>The greater of the two, element by element.</summary>
        public Tensor Maximum(Tensor other) => MaximumOperator.Call(x, other);

        /// <summary>The greatest element along one dimension, which disappears.</summary>
        public Tensor Amax(int dimension) => AmaxOperator.Call(x, (long[])[dimension]);

        /// <summary>The mean along some dimensions, which disappear.</summary>
        public Tensor Mean(params long[] dimensions) => MeanOperator.Call(x, dimensions);

        /// <summary>Whether the elements are equal, one by one.</summary>
        public Tensor EqualTo(Tensor other) => EqualOperator.Call(x, other);

        /// <summary>The index of the greatest element along one dimension, which disappears.</summary>
        public Tensor ArgMax(int dimension) => ArgMaxOperator.Call(x, dimension);

        /// <summary>The same values as another element type; the tensor itself where it has that type already.</summary>
        public Tensor To(DataType type) => ToTypeOperator.Call(x, type);

        public Tensor Transpose(int first, int second) => TransposeOperator.Call(x, first, second);

        public Tensor Permute(params long[] dimensions) => PermuteOperator.Call(x, dimensions);

        public Tensor Contiguous() => ContiguousOperator.Call(x);

        /// <summary>The same (B, D, H, W) with the channels of a pixel side by side in memory, the order that convolutions are fastest in.</summary>
        public Tensor ChannelsLast()
        {
            if (Trace.Active)
                return x; // the order is libtorch's own business
            // One channel is in both orders, but libtorch sees it by the strides.
            return x.Size(1) > 1 ? ContiguousOperator.Call(x, ChannelsLastFormat)
                : AsStridedOperator.Call(x.Contiguous(), x.Sizes, (long[])[x.Size(2) * x.Size(3), 1, x.Size(3), 1]);
        }

        public Tensor Clone() => CloneOperator.Call(x);

        public Tensor Squeeze(int dimension) => SqueezeOperator.Call(x, dimension);

        public Tensor Unsqueeze(int dimension) => UnsqueezeOperator.Call(x, dimension);

        /// <summary>Elements <paramref name="start"/> … start + length − 1 along one dimension, sharing the memory.</summary>
        public Tensor Narrow(int dimension, long start, long length) => NarrowOperator.Call(x, dimension, start, length);

        /// <summary>The same memory under other sizes.</summary>
        public Tensor View(params long[] sizes) => ViewOperator.Call(x, sizes);

        /// <summary>The same memory without its history.</summary>
        public Tensor Detach() => DetachOperator.Call(x);

        public static Tensor Concatenate(int dimension, params Tensor[] tensors) => CatOperator.Call(tensors, dimension);

        public static Tensor Stack(int dimension, params Tensor[] tensors) => StackOperator.Call(tensors, dimension);

        /// <summary>The elements moved along one dimension; those that leave at its end come in at its start.</summary>
        public Tensor Roll(int by, int dimension) => RollOperator.Call(x, (long[])[by], (long[])[dimension]);

        /// <summary>The same elements under other sizes, copied where the memory is not in their order.</summary>
        public Tensor Reshape(params long[] sizes) => ReshapeOperator.Call(x, sizes);

        /// <summary>The dimensions from <paramref name="first"/> on as one.</summary>
        public Tensor Flatten(int first) => FlattenOperator.Call(x, first, -1);

        /// <summary>One dimension as two.</summary>
        public Tensor Unflatten(int dimension, long outer, long inner) => UnflattenOperator.Call(x, dimension, (long[])[outer, inner]);

        /// <summary>Matrix product of the last two dimensions, batched over those before.</summary>
        public Tensor MatrixProduct(Tensor other) => MatMulOperator.Call(x, other);

        /// <summary>Running sums along one dimension.</summary>
        public Tensor CumulativeSum(int dimension) => CumSumOperator.Call(x, dimension);

        public Tensor Sin() => SinOperator.Call(x);

        public Tensor Cos() => CosOperator.Call(x);

        /// <summary>A square matrix of one number above the diagonal and zeros on and below it, of the size of this one.</summary>
        public Tensor FillAboveDiagonal(double value) => TriuOperator.Call(x + value, 1);
    }
}
