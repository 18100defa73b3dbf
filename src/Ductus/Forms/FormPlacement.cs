using Ductus.Imaging;
using Ductus.Layout;

namespace Ductus.Forms;

/// <summary>How a filled form lies in its scan. Immutable, share it.</summary>
public sealed class FormPlacement
{
    private readonly FormLikeness _likeness;

    private FormPlacement(AffineMap map, FormLikeness likeness) => (Map, _likeness) = (map, likeness);

    /// <summary>Why the scan is not that form; <see langword="null"/> where it is.</summary>
    public string? Fault => _likeness.Fault;

    /// <summary>Share of the form's printed lines that were found in the scan, 0…1.</summary>
    public double LinesFound => _likeness.Lines;

    /// <summary>Size of the scan's form to the template's.</summary>
    public double Scale => Map.Scale;

    /// <summary>How far the form is turned in the scan, clockwise, degrees.</summary>
    public double AngleDegrees => Map.AngleRadians * 180 / Math.PI;

    /// <summary>From the template's image to the scan.</summary>
    internal AffineMap Map { get; }

    /// <summary>Lays a scan upon a template by their printed lines.</summary>
    /// <param name="template">The form.</param>
    /// <param name="scan">What may be a filled one, dark on light.</param>
    public static FormPlacement Find(FormTemplate template, GreyImage scan)
    {
        var lines = FormLines.Of(scan);
        var (map, likeness) = FormRegistration.Find(template.Lines, template.SmallFields, lines);
        return new FormPlacement(template.Lines.ToSmall.Then(map).Then(lines.ToSmall.Inverse()), likeness);
    }

    /// <summary>Where a point of the template lies in the scan, pixels.</summary>
    public Point Place(Point point) => Map.Apply(point.X, point.Y);

    /// <summary>Where a box of the template lies in the scan.</summary>
    public Boundary Outline(Box box) => new(
    [
        Map.Apply(box.X, box.Y), Map.Apply(box.Right, box.Y), Map.Apply(box.Right, box.Bottom), Map.Apply(box.X, box.Bottom),
    ]);
}
