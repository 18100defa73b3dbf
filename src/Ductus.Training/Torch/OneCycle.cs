namespace Ductus.Training.Torch;

/// <summary>
/// Learning rate over a run: up linearly from a tenth to the peak during the warm-up, then down to nothing along half a cosine
/// (Smith &amp; Topin 2018, with the cosine that most implementations use).
/// </summary>
/// <param name="Peak">Greatest learning rate.</param>
/// <param name="WarmUp">Part of the run that goes up, 0…1.</param>
/// <param name="Stays">Whether it stays at the peak after the warm-up instead: for runs that end when they no longer get better.</param>
public readonly record struct OneCycle(double Peak, double WarmUp, bool Stays = false)
{
    private const double Start = 0.1, End = 1e-3;

    /// <param name="progress">Part of the run that is done, 0…1.</param>
    public double Rate(double progress)
    {
        if (progress < WarmUp)
            return Peak * (Start + (1 - Start) * progress / WarmUp);
        if (Stays)
            return Peak;
        double down = Math.Min(1, (progress - WarmUp) / (1 - WarmUp));
        return Peak * (End + (1 - End) * 0.5 * (1 + Math.Cos(Math.PI * down)));
    }
}
