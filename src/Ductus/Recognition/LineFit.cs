namespace Ductus.Recognition;

/// <summary>How an image of any size becomes one of a network's height.</summary>
public enum LineFit
{
    /// <summary>Scaled to the height, aspect kept; as wide as that makes it, or with a fixed width paper up to that, squeezed where it is wider.</summary>
    Height,

    /// <summary>As <see cref="Height"/>, but never enlarged: a lower image stands in the middle, with paper above and below.</summary>
    Shrink,

    /// <summary>Shrunk, aspect kept, until it fits into height × width, never enlarged; at the left, in the middle of the height, paper around.</summary>
    Box,

    /// <summary>Scaled to height × width whatever its aspect.</summary>
    Stretch,

    /// <summary>Not scaled: height × width pixels from its upper left corner, with paper where the image ends before.</summary>
    Crop,

    /// <summary>
    /// A single character as MNIST has it (LeCun et al. 1998, section III-A): its ink alone, aspect kept, the longer side 5/7 of the height,
    /// its centre of mass in the middle.
    /// </summary>
    CentreOfMass,

    /// <summary>A single character as EMNIST has it (Cohen et al. 2017, section II-B): its ink alone, aspect kept, the longer side 6/7 of the height, in the middle.</summary>
    Centred,
}

/// <summary>What becomes the ink of a network's input.</summary>
public enum LineInk
{
    /// <summary>How far each pixel is from the grey of the paper to that of the ink; see <see cref="LineNormalization"/>.</summary>
    Levels,

    /// <summary>All or nothing, by a threshold that follows the surroundings, after a slight blur: how earlier systems cleaned their lines.</summary>
    Threshold,
}
