namespace Ductus.Training.Augmentation;

/// <summary>How far the lines of a training batch are changed at random. Each value 0 turns its part off.</summary>
public sealed record AugmentationOptions
{
    /// <summary>Width is multiplied by 1 ± this.</summary>
    public double WidthScale { get; set; } = 0.25;

    /// <summary>Height of the writing is multiplied by 1 ± this.</summary>
    public double HeightScale { get; set; } = 0.1;

    /// <summary>Greatest angle in degrees by which upright strokes are leaned to either side.</summary>
    public double ShearDegrees { get; set; } = 30;

    /// <summary>Degrees to either side.</summary>
    public double RotationDegrees { get; set; } = 1.5;

    /// <summary>Rows up or down, in parts of the height.</summary>
    public double VerticalShift { get; set; } = 0.06;

    /// <summary>Columns to the left or right, in parts of the height, where the width is fixed.</summary>
    public double HorizontalShift { get; set; }

    /// <summary>Deviation in pixels by which the crossings of a grid of <see cref="GridSpacing"/> are moved (Wigington et al. 2017).</summary>
    public double Grid { get; set; } = 1;

    /// <summary>Pixels between the lines of the grid.</summary>
    public int GridSpacing { get; set; } = 24;

    /// <summary>Deviation in pixels of a smooth displacement that changes within letters (Simard et al. 2003).</summary>
    public double Elastic { get; set; } = 0.6;

    /// <summary>Pixels over which that displacement changes.</summary>
    public int ElasticSpacing { get; set; } = 9;

    /// <summary>Probability that strokes are made thicker, and the same that they are made thinner, by up to a pixel on each side.</summary>
    public double StrokeWidth { get; set; } = 0.25;

    /// <summary>Probability of a blur of 3×3 pixels.</summary>
    public double Blur { get; set; } = 0.3;

    /// <summary>Probability that remains of another line of the batch show at the upper border, and the same for the lower one.</summary>
    public double Neighbours { get; set; } = 0.15;

    /// <summary>Probability of ruled or squared paper, faint to as dark as the ink.</summary>
    public double Ruling { get; set; } = 0.1;

    /// <summary>Ink is multiplied by 1 ± this before it is held within 0…1.</summary>
    public double Contrast { get; set; } = 0.2;

    /// <summary>Ink is raised to a power between 1 / (1 + this) and 1 + this.</summary>
    public double Gamma { get; set; } = 0.5;

    /// <summary>Ink loses up to this part of its strength, unevenly along the line.</summary>
    public double Fading { get; set; } = 0.4;

    /// <summary>Probability that the greys are spread towards black and white, up to a binarised look.</summary>
    public double Binarize { get; set; } = 0.25;

    /// <summary>Probability of a grey scan's look: ink and paper in uneven grain, a shade over the paper.</summary>
    public double Grain { get; set; } = 0.4;

    /// <summary>Greatest deviation of the noise of paper and camera, in parts of full ink.</summary>
    public double Noise { get; set; } = 0.06;

    /// <summary>Every part off.</summary>
    public static AugmentationOptions None => new()
    {
        WidthScale = 0,
        HeightScale = 0,
        ShearDegrees = 0,
        RotationDegrees = 0,
        VerticalShift = 0,
        Grid = 0,
        Elastic = 0,
        StrokeWidth = 0,
        Blur = 0,
        Neighbours = 0,
        Ruling = 0,
        Contrast = 0,
        Gamma = 0,
        Fading = 0,
        Binarize = 0,
        Grain = 0,
        Noise = 0,
    };
}
