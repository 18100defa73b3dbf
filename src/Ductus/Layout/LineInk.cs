namespace Ductus.Layout;

/// <summary>A line of writing while its ink is being collected. Its core, the zone of the letters without ascenders and descenders, lies between two curves parallel to the middle.</summary>
internal sealed class LineInk(LineCurve middle, double coreTop, double coreBase)
{
    public LineCurve Middle { get; } = middle;

    /// <summary>Pixels from the middle to the top of the small letters, negative.</summary>
    public double CoreTop { get; } = coreTop;

    /// <summary>Pixels from the middle to where the letters stand, positive.</summary>
    public double CoreBase { get; } = coreBase;

    public double CoreHeight => CoreBase - CoreTop;

    public List<Component> Parts { get; } = [];

    /// <summary>The smallest box around all parts, of which there must be one.</summary>
    public Box InkBox => Box.Around(Parts.Select(part => part.Box));

    public double TopAt(double x) => Middle.At(x) + CoreTop;

    public double BaseAt(double x) => Middle.At(x) + CoreBase;
}
