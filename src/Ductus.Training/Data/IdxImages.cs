using Ductus.Imaging;
using Ductus.Recognition;

namespace Ductus.Training.Data;

/// <summary>The images of an IDX file, or some of them, white on black in the file. Immutable, share it.</summary>
internal sealed class IdxImages : IStoredLines
{
    private readonly IdxFile _file;
    private readonly int[] _places;
    private readonly bool _isTransposed;

    private IdxImages(IdxFile file, int[] places, bool isTransposed) => (_file, _places, _isTransposed) = (file, places, isTransposed);

    private int Height => _file.Sizes[_isTransposed ? 2 : 1];

    private int Width => _file.Sizes[_isTransposed ? 1 : 2];

    /// <param name="path">The file.</param>
    /// <param name="count">Images that it must have: as many as there are labels.</param>
    /// <param name="places">Of the images that are meant.</param>
    /// <param name="isTransposed">Whether rows are stored as columns.</param>
    /// <exception cref="LineDataException">It is no IDX file of images, is cut short, or has another number of them.</exception>
    public static IdxImages Open(string path, int count, int[] places, bool isTransposed)
    {
        var file = IdxFile.Read(path, dimensions: 3);
        return file.Sizes[0] == count ? new IdxImages(file, places, isTransposed)
            : throw new LineDataException(path, $"expected {count:N0} images, as many as there are labels; got {file.Sizes[0]:N0}.");
    }

    public void Check(LineNormalization normalization)
    {
        // Any network can have images of any size.
    }

    /// <summary>Images that have the size already are taken as they are.</summary>
    public NormalizedLine Read(int index, LineNormalization normalization) => (Height, Width) == (normalization.Height, normalization.Width)
        ? new NormalizedLine(Width, Height, Ink(index), Width) : normalization.Apply(Picture(index));

    public GreyImage Picture(int index) => new NormalizedLine(Width, Height, Ink(index), Width).ToImage();

    public void Dispose()
    {
        // All of it is in memory.
    }

    private byte[] Ink(int index)
    {
        int rows = _file.Sizes[1], columns = _file.Sizes[2];
        ReadOnlySpan<byte> stored = _file.Elements.Slice(_places[index] * rows * columns, rows * columns);
        if (!_isTransposed)
            return stored.ToArray();
        var upright = new byte[stored.Length];
        for (int y = 0; y < rows; y++)
            for (int x = 0; x < columns; x++)
                upright[x * rows + y] = stored[y * columns + x];
        return upright;
    }
}
