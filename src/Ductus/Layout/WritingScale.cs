using System.Numerics.Tensors;

namespace Ductus.Layout;

/// <summary>How large the writing is: the vertical scale at which its lines stand out most from the paper between them.</summary>
/// <remarks>
/// Scale selection after Lindeberg 1998: row profiles of narrow vertical strips (narrow, so that sloping lines do not smear) meet
/// scale-normalised second derivatives of Gaussians; the scale whose energy peaks wins. It comes to about two thirds of the
/// height of a small letter.
/// </remarks>
internal static class WritingScale
{
    private const int Strips = 16;
    private const int StepsPerOctave = 4;

    /// <summary>Of several scales that stand out, the finest with this part of the greatest energy is the lines'; coarser ones are whole blocks.</summary>
    private const double Outstanding = 0.25;

    /// <summary>Standard deviation in pixels of the Gaussian that fits the height of a line of writing best; 0 without any writing.</summary>
    /// <param name="components">The ink.</param>
    /// <param name="strokeWidth">Writing is not finer than its strokes.</param>
    public static double Find(IReadOnlyList<Component> components, double strokeWidth)
    {
        if (components.Count == 0)
            return 0;
        Box area = Box.Around(components.Select(component => component.Box));
        float[][] profiles = StripProfiles(components, area);
        var energies = new List<(double Sigma, double Energy)>();
        for (double spacing = 1; profiles[0].Length >= 4; spacing *= 2)
        {
            // At the finest level from 1.4 samples on, at the halved ones 4…8, so that kernels stay short and well sampled.
            for (int step = spacing == 1 ? -6 : 0; step < StepsPerOctave; step++)
            {
                double sigma = 4 * Math.Pow(2, (double)step / StepsPerOctave);
                if (sigma * spacing >= 1.2 * strokeWidth)
                    energies.Add((sigma * spacing, profiles.Sum(profile => RidgeEnergy(profile, sigma)) * spacing));
            }
            profiles = Array.ConvertAll(profiles, Halve);
        }

        double greatest = energies.Count == 0 ? 0 : energies.Max(scale => scale.Energy);
        for (int i = 0; i < energies.Count && greatest > 0; i++)
        {
            double energy = energies[i].Energy;
            bool isPeak = energy == greatest
                || (i > 0 && i < energies.Count - 1 && energy > energies[i - 1].Energy && energy >= energies[i + 1].Energy);
            if (isPeak && energy >= Outstanding * greatest)
                return energies[i].Sigma;
        }
        return 0;
    }

    private static float[][] StripProfiles(IReadOnlyList<Component> components, Box area)
    {
        int strips = Math.Min(Strips, area.Width);
        var profiles = new float[strips][];
        for (int strip = 0; strip < strips; strip++)
            profiles[strip] = new float[area.Height];
        foreach (Component component in components)
        {
            foreach (Run run in component.Runs.Span)
            {
                int first = (int)((long)(run.Left - area.X) * strips / area.Width);
                for (int strip = first; strip < strips; strip++)
                {
                    int left = area.X + (int)((long)strip * area.Width / strips), right = area.X + (int)((long)(strip + 1) * area.Width / strips);
                    if (left >= run.Right)
                        break;
                    profiles[strip][run.Y - area.Y] += Math.Max(0, Math.Min(right, run.Right) - Math.Max(left, run.Left));
                }
            }
        }
        return profiles;
    }

    /// <summary>Sum of squares of the filtered profile where it is a ridge, not a valley.</summary>
    private static double RidgeEnergy(float[] profile, double sigma)
    {
        int radius = (int)Math.Ceiling(4 * sigma);
        var kernel = new float[2 * radius + 1];
        for (int i = -radius; i <= radius; i++)
        {
            double z = i / sigma;
            kernel[i + radius] = (float)((1 - z * z) * Math.Exp(-z * z / 2) / sigma);
        }

        double energy = 0;
        for (int y = 0; y < profile.Length; y++)
        {
            int from = Math.Max(0, y - radius), to = Math.Min(profile.Length, y + radius + 1);
            float response = TensorPrimitives.Dot(profile.AsSpan(from..to), kernel.AsSpan(from - y + radius, to - from));
            energy += response > 0 ? response * response : 0;
        }
        return energy;
    }

    private static float[] Halve(float[] profile)
    {
        var half = new float[profile.Length / 2];
        for (int i = 0; i < half.Length; i++)
            half[i] = (profile[2 * i] + profile[2 * i + 1]) / 2;
        return half;
    }
}
