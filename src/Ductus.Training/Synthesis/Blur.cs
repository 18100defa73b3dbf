using System.Buffers;
using System.Numerics.Tensors;

namespace Ductus.Training.Synthesis;

/// <summary>Gaussian blur, separable, edges repeated.</summary>
internal static class Blur
{
    /// <remarks>Both passes add up whole rows: that is what vector units do best, and nothing walks down columns.</remarks>
    /// <param name="deviation">Standard deviation in pixels; nothing happens at 0.</param>
    public static void Apply(Span<float> image, int width, int height, double deviation)
    {
        if (deviation <= 0)
            return;
        float[] kernel = Kernel(deviation);
        int reach = kernel.Length / 2;
        var padded = new float[width + 2 * reach];
        for (int y = 0; y < height; y++)
        {
            Span<float> row = image.Slice(y * width, width);
            padded.AsSpan(0, reach).Fill(row[0]);
            row.CopyTo(padded.AsSpan(reach));
            padded.AsSpan(reach + width, reach).Fill(row[^1]);
            row.Clear();
            for (int k = 0; k < kernel.Length; k++)
                TensorPrimitives.MultiplyAdd(padded.AsSpan(k, width), kernel[k], row, row);
        }

        // Large arrays are costly to come by: each would call for a full garbage collection soon.
        float[] source = ArrayPool<float>.Shared.Rent(image.Length);
        image.CopyTo(source);
        image.Clear();
        for (int y = 0; y < height; y++)
        {
            Span<float> target = image.Slice(y * width, width);
            for (int k = 0; k < kernel.Length; k++)
            {
                ReadOnlySpan<float> row = source.AsSpan(Math.Clamp(y + k - reach, 0, height - 1) * width, width);
                TensorPrimitives.MultiplyAdd(row, kernel[k], target, target);
            }
        }
        ArrayPool<float>.Shared.Return(source);
    }

    private static float[] Kernel(double deviation)
    {
        int reach = (int)Math.Ceiling(3 * deviation);
        var kernel = new float[2 * reach + 1];
        for (int i = 0; i < kernel.Length; i++)
            kernel[i] = (float)Math.Exp(-0.5 * (i - reach) * (i - reach) / (deviation * deviation));
        float sum = kernel.Sum();
        for (int i = 0; i < kernel.Length; i++)
            kernel[i] /= sum;
        return kernel;
    }
}
