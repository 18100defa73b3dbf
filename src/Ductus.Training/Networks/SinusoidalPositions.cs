using Ductus.Training.Torch;

namespace Ductus.Training.Networks;

/// <summary>
/// Adds sines and cosines of each place to its features (Vaswani et al. 2017, section 3.5). The places are counted in the graph, so
/// that a model takes lines of any width.
/// </summary>
public sealed class SinusoidalPositions : Module
{
    private const double LongestPeriod = 10000;

    private readonly Parameter _frequencies;

    /// <param name="channels">D, even.</param>
    public SinusoidalPositions(int channels)
    {
        int half = channels / 2;
        _frequencies = AddParameter("frequencies", [half], ParameterKind.Statistic, (_, elements) =>
        {
            for (int i = 0; i < elements.Length; i++)
                elements[i] = (float)Math.Pow(LongestPeriod, -(double)i / half);
        });
    }

    /// <param name="x">(B, T, D)</param>
    public override Tensor Forward(Tensor x)
    {
        Tensor places = (x.Narrow(2, 0, 1) * 0.0 + 1.0).CumulativeSum(1);         // (B, T, 1)   1, 2, 3 …
        Tensor angles = places * _frequencies.Tensor;                             // (B, T, D/2)
        return x + Tensor.Concatenate(2, angles.Sin(), angles.Cos());
    }
}
