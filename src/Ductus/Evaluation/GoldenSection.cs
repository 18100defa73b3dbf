namespace Ductus.Evaluation;

/// <summary>Finds the least value of a function that falls and then rises, with one evaluation a step.</summary>
/// <remarks>Source: Kiefer 1953, "Sequential minimax search for a maximum".</remarks>
internal static class GoldenSection
{
    private static readonly double Ratio = (Math.Sqrt(5) - 1) / 2;

    /// <param name="function">Looked at between the bounds.</param>
    /// <param name="low">Lower bound.</param>
    /// <param name="high">Upper bound.</param>
    /// <param name="tolerance">Width of the interval in which the search ends, more than 0.</param>
    /// <returns>The middle of that interval.</returns>
    public static double Minimum(Func<double, double> function, double low, double high, double tolerance)
    {
        double left = high - Ratio * (high - low), right = low + Ratio * (high - low), leftValue = function(left), rightValue = function(right);
        while (high - low > tolerance)
        {
            // One of the two places inside stays one of the next two.
            if (leftValue < rightValue)
            {
                (high, right, rightValue) = (right, left, leftValue);
                left = high - Ratio * (high - low);
                leftValue = function(left);
            }
            else
            {
                (low, left, leftValue) = (left, right, rightValue);
                right = low + Ratio * (high - low);
                rightValue = function(right);
            }
        }
        return (low + high) / 2;
    }
}
