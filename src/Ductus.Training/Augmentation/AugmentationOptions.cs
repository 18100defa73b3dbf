namespace Ductus.Training.Augmentation;

/// <summary>How far the lines of a training batch are changed at random. Each value 0 turns its part off.</summary>
public sealed record AugmentationOptions
{
    /// <summary>Width is multiplied by 1 ± this.</summary>
    public double WidthScale { get; set; } = 0.2;

    /// <summary>Height of the writing is multiplied by 1 ± this.</summary>
    public double HeightScale { get; set; } = 0.12;

    /// <summary>Columns per row that the slant changes by, up to this much to either side.</summary>
    public double Shear { get; set; } = 0.4;

    /// <summary>Degrees to either side.</summary>
    public double RotationDegrees { get; set; } = 1.5;

    /// <summary>Rows up or down, in parts of the height.</summary>
    public double VerticalShift { get; set; } = 0.06;

    /// <summary>Deviation of the elastic displacement in pixels (Simard et al. 2003).</summary>
    public double Elastic { get; set; } = 1;

    /// <summary>Pixels between the points whose displacement is drawn at random.</summary>
    public int ElasticSpacing { get; set; } = 24;

    /// <summary>Probability that strokes are made thicker, and the same that they are made thinner, by up to a pixel on each side.</summary>
    public double StrokeWidth { get; set; } = 0.25;

    /// <summary>Probability of a blur of 3×3 pixels.</summary>
    public double Blur { get; set; } = 0.3;

    /// <summary>Ink is raised to a power between 1 / (1 + this) and 1 + this.</summary>
    public double Gamma { get; set; } = 0.5;

    /// <summary>Ink loses up to this part of its strength, unevenly along the line.</summary>
    public double Fading { get; set; } = 0.4;

    /// <summary>Probability that the greys are spread towards black and white, up to a binarised look.</summary>
    public double Binarize { get; set; } = 0.25;

    /// <summary>Greatest deviation of the noise of paper and camera, in parts of full ink.</summary>
    public double Noise { get; set; } = 0.06;
}
