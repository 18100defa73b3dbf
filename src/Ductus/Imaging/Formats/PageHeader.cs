namespace Ductus.Imaging.Formats;

/// <summary>What a file says of one of its pages before it is decoded: columns and rows as stored, and how to turn them for a reader.</summary>
internal readonly record struct PageHeader(long Width, long Height)
{
    /// <summary>EXIF tag 274, 1…8; 1 is upright.</summary>
    public int Orientation { get; init; } = 1;

    /// <summary>Where the page begins in a file of several; 0 where there is but one.</summary>
    public long Offset { get; init; } = 0;
}
