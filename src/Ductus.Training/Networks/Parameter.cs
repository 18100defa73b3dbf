using Ductus.Training.Torch;

namespace Ductus.Training.Networks;

/// <summary>A tensor that a network owns: a weight that is trained, or a statistic that is only kept.</summary>
/// <param name="name">Unique in its module.</param>
/// <param name="sizes">Sizes of its dimensions.</param>
/// <param name="kind">What the optimiser does with it.</param>
/// <param name="initialize">Fills the elements, row-major, at the start of training.</param>
public sealed class Parameter(string name, long[] sizes, ParameterKind kind, Initializer initialize)
{
    private Tensor? _tensor;

    public string Name { get; } = name;

    public IReadOnlyList<long> Sizes { get; } = sizes;

    public ParameterKind Kind { get; } = kind;

    public Initializer Initialize { get; } = initialize;

    public int Count { get; } = checked((int)sizes.Aggregate(1L, (product, size) => product * size));

    /// <summary>The values; there once a <see cref="ParameterStore"/> holds the network.</summary>
    public Tensor Tensor
    {
        get => _tensor ?? throw new InvalidOperationException($"Parameter {Name} has no values yet: no parameter store holds its network.");
        internal set => _tensor = value;
    }
}

/// <summary>Fills the elements of a parameter, row-major.</summary>
public delegate void Initializer(Random random, Span<float> elements);

/// <summary>What the optimiser does with a parameter.</summary>
public enum ParameterKind
{
    /// <summary>Trained, with weight decay: the matrices.</summary>
    Weight,

    /// <summary>Trained without weight decay: biases, scales and shifts.</summary>
    Bias,

    /// <summary>Not trained: running statistics.</summary>
    Statistic,
}

/// <summary>How parameters start.</summary>
public static class Initializers
{
    public static Initializer Constant(float value) => (_, elements) => elements.Fill(value);

    public static Initializer Uniform(double bound) => (random, elements) =>
    {
        foreach (ref float element in elements)
            element = (float)((random.NextDouble() * 2 - 1) * bound);
    };

    /// <summary>He et al. 2015, equation 10: normal with deviation √(2 / fan), fan = outputs of the kernel.</summary>
    public static Initializer He(long fan) => (random, elements) =>
    {
        double deviation = Math.Sqrt(2.0 / fan);
        foreach (ref float element in elements)
            element = (float)(Normal(random) * deviation);
    };

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
