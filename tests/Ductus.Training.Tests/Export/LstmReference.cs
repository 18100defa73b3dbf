namespace Ductus.Training.Tests.Export;

/// <summary>One direction of an LSTM with its equations written out. Source: Hochreiter &amp; Schmidhuber 1997 with forget gates (Gers et al. 2000).</summary>
/// <param name="inputWeights">(4H, D), gates i, f, g, o</param>
/// <param name="recurrentWeights">(4H, H)</param>
/// <param name="bias">(4H), the sum of both of libtorch's</param>
internal sealed class LstmReference(float[] inputWeights, float[] recurrentWeights, float[] bias)
{
    private readonly int _hidden = bias.Length / 4;

    /// <param name="frames">T rows of D.</param>
    /// <param name="backward">Whether it starts at the last frame.</param>
    /// <returns>T rows of H, in the order of the frames.</returns>
    public double[][] Run(double[][] frames, bool backward)
    {
        var result = new double[frames.Length][];
        double[] h = new double[_hidden], c = new double[_hidden];
        for (int step = 0; step < frames.Length; step++)
        {
            int t = backward ? frames.Length - 1 - step : step;
            var nextH = new double[_hidden];
            for (int j = 0; j < _hidden; j++)
            {
                double i = Sigmoid(Gate(0, j, frames[t], h)), f = Sigmoid(Gate(1, j, frames[t], h));
                double g = Math.Tanh(Gate(2, j, frames[t], h)), o = Sigmoid(Gate(3, j, frames[t], h));
                c[j] = f * c[j] + i * g;
                nextH[j] = o * Math.Tanh(c[j]);
            }
            result[t] = h = nextH;
        }
        return result;
    }

    private double Gate(int gate, int unit, double[] x, double[] h)
    {
        int row = gate * _hidden + unit;
        double sum = bias[row];
        for (int i = 0; i < x.Length; i++)
            sum += inputWeights[row * x.Length + i] * x[i];
        for (int i = 0; i < h.Length; i++)
            sum += recurrentWeights[row * h.Length + i] * h[i];
        return sum;
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
