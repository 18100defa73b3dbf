using Ductus.Training.Batching;
using Ductus.Training.Torch;

namespace Ductus.Training.Augmentation;

/// <summary>Moves, scales, leans, turns and bends lines by one resampling.</summary>
internal static class LineWarp
{
    /// <summary>Rows between the two ends of a turned line, in parts of the height.</summary>
    private const double MostDrift = 0.2;

    private static readonly Operator AffineGrid = new("aten::affine_grid_generator");

    /// <param name="ink">(B, 1, H, W)</param>
    /// <param name="batch">Its lines, for their widths.</param>
    /// <param name="options">How far.</param>
    /// <param name="scales">Of the width of each line.</param>
    /// <param name="width">Columns of the result.</param>
    /// <param name="random">Source of the parameters of each line.</param>
    /// <returns>(B, 1, H, width)</returns>
    public static Tensor Apply(Tensor ink, TrainingBatch batch, AugmentationOptions options, double[] scales, int width, Random random)
    {
        int lines = batch.Lines.Count, height = batch.Height;
        Device device = ink.Device;
        double steepestShear = Math.Tan(options.ShearDegrees * Math.PI / 180), steepestTurn = Math.Tan(options.RotationDegrees * Math.PI / 180);
        // Rows of theta map a place in the result, −1…1 both ways, to a place in the source (Jaderberg et al. 2015, equation 1).
        var theta = new float[lines * 6];
        for (int i = 0; i < lines; i++)
        {
            double shear = steepestShear * random.Symmetric();
            // A long line turned by much would leave the image at its ends.
            double turn = Math.Min(steepestTurn, MostDrift * height / batch.Lines[i].Image.Width) * random.Symmetric();
            double scaleY = 1 + options.HeightScale * random.Symmetric(), shift = options.VerticalShift * random.Symmetric() * height;
            double shiftX = options.HorizontalShift > 0 ? options.HorizontalShift * random.Symmetric() * height : 0;
            // In pixels from the middle of the line: x' = x / scaleX + shear·y, y' = y / scaleY + turn·x.
            double centre = batch.Lines[i].Image.Width / 2.0, target = centre * scales[i];
            double xx = 1 / scales[i], xy = shear, yx = turn, yy = 1 / scaleY;
            // Result pixel X = (u + 1)·width/2, Y = v·height/2 from the middle; source u' = 2·x / W − 1 with W the source's columns.
            theta[i * 6] = (float)(xx * width / batch.Width);
            theta[i * 6 + 1] = (float)(xy * height / batch.Width);
            theta[i * 6 + 2] = (float)((2 * centre + 2 * shiftX + 2 * xx * (width / 2.0 - target)) / batch.Width - 1);
            theta[i * 6 + 3] = (float)(yx * width / height);
            theta[i * 6 + 4] = (float)yy;
            theta[i * 6 + 5] = (float)((2 * yx * (width / 2.0 - target) + 2 * shift) / height);
        }
        Tensor places = AffineGrid.Call(Tensor.From<float>(theta, [lines, 2, 3], device), (long[])[lines, 1, height, width], false);
        Tensor pixels = Tensor.From<float>([2f / batch.Width, 2f / height], [2], device);
        if (options.Grid > 0)
            places = places + Displacement(lines, height, width, options.GridSpacing, device, smooth: false) * (pixels * options.Grid);
        if (options.Elastic > 0)
            places = places + Displacement(lines, height, width, options.ElasticSpacing, device, smooth: true) * (pixels * options.Elastic);
        return ink.GridSample(places);
    }

    /// <summary>Random displacements at points this far apart, blended between them: (B, H, W, 2), of deviation 1 at the points.</summary>
    private static Tensor Displacement(int lines, int height, int width, int spacing, Device device, bool smooth)
    {
        Tensor coarse = TensorLayers.Normal(device, lines, 2, height / spacing + 2, width / spacing + 2);
        return (smooth ? coarse.ResizeBicubic(height, width) : coarse.ResizeBilinear(height, width)).Permute(0, 2, 3, 1);
    }
}
