using Ductus.Training.Torch;

namespace Ductus.Training.Augmentation;

/// <summary>The ways in which augmentation draws lots.</summary>
internal static class Chance
{
    /// <summary>−1…1</summary>
    public static double Symmetric(this Random random) => 2 * random.NextDouble() - 1;

    public static bool Happens(this Random random, double probability) => random.NextDouble() < probability;

    /// <summary>A number for each line, (B, 1, 1, 1).</summary>
    public static Tensor PerLine(int lines, Device device, Func<double> value)
    {
        var values = new float[lines];
        for (int i = 0; i < lines; i++)
            values[i] = (float)value();
        return Tensor.From<float>(values, [lines, 1, 1, 1], device);
    }
}
