namespace Ductus.Training.Synthesis;

/// <summary>
/// A smooth random function of the plane, −1…1: uniform random values on whole coordinates, blended between them (value noise).
/// It repeats after 64 units. Immutable, share it.
/// </summary>
internal sealed class SmoothNoise
{
    private const int Period = 64;

    private readonly float[] _lattice = new float[Period * Period];

    public SmoothNoise(Random random)
    {
        for (int i = 0; i < _lattice.Length; i++)
            _lattice[i] = 2 * random.NextSingle() - 1;
    }

    public float At(float x, float y = 0)
    {
        float floorX = MathF.Floor(x), floorY = MathF.Floor(y);
        float alongX = Fade(x - floorX), alongY = Fade(y - floorY);
        int left = (int)floorX & (Period - 1), right = (left + 1) & (Period - 1);
        int above = ((int)floorY & (Period - 1)) * Period, below = ((int)floorY + 1 & (Period - 1)) * Period;
        float top = _lattice[above + left] + alongX * (_lattice[above + right] - _lattice[above + left]);
        float bottom = _lattice[below + left] + alongX * (_lattice[below + right] - _lattice[below + left]);
        return top + alongY * (bottom - top);
    }

    // 6t⁵ − 15t⁴ + 10t³: first and second derivative vanish on the lattice, so that strokes get no kinks.
    private static float Fade(float t) => t * t * t * (t * (6 * t - 15) + 10);
}
