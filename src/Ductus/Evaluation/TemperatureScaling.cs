using Ductus.Decoding;
using Ductus.Recognition;

namespace Ductus.Evaluation;

/// <summary>
/// Fits one number, by which logits are divided, so that the probabilities of single characters are how often they are right: the temperature of
/// the least cross entropy. The order of the classes stays.
/// </summary>
/// <remarks>Source: Guo et al. 2017, "On calibration of modern neural networks", section 4.2. Golden section over log τ.</remarks>
public static class TemperatureScaling
{
    private const double Lowest = 0.05, Highest = 20, Tolerance = 1e-6;

    /// <param name="logits">One frame each, at least one.</param>
    /// <param name="labels">The right class of each, 1…C−1.</param>
    /// <returns>τ, 0.05…20.</returns>
    public static double Fit(IReadOnlyList<Logits> logits, IReadOnlyList<int> labels)
    {
        if (logits.Count == 0 || logits.Count != labels.Count)
            throw new ArgumentException($"A temperature is fitted to logits with a label each; got {logits.Count} logits and {labels.Count} labels.", nameof(labels));
        return Math.Exp(GoldenSection.Minimum(log => Loss(Math.Exp(log)), Math.Log(Lowest), Math.Log(Highest), Tolerance));

        double Loss(double temperature)
        {
            double sum = 0;
            for (int i = 0; i < logits.Count; i++)
                sum -= Math.Log(Math.Max(double.Epsilon, CharacterDecoder.Probabilities(logits[i].Values, temperature)[labels[i]]));
            return sum;
        }
    }
}
