namespace Ductus.Training.Synthesis;

/// <summary>Where a block of lines stands on the sheet.</summary>
public enum BlockPlace
{
    /// <summary>At the left margin, ragged on the right.</summary>
    Left,

    /// <summary>Ends near the right margin, like the place and date of a letter.</summary>
    Right,

    /// <summary>In the middle, like a title.</summary>
    Centre,

    /// <summary>Starts past the middle, like the close of a letter and the name under it.</summary>
    PastMiddle,
}

/// <summary>A part of a page that is written in one go: a paragraph, a date line, a list.</summary>
/// <param name="Text">A line feed starts a new line; longer lines are broken between words.</param>
public sealed record TextBlock(string Text)
{
    public BlockPlace Place { get; init; } = BlockPlace.Left;

    /// <summary>Room above the block in line spacings; on ruled paper rounded to whole lines.</summary>
    public double SpaceBefore { get; init; }

    /// <summary>Where its first line starts, in x-heights from where the others do.</summary>
    public double Indent { get; init; }

    /// <summary>Size of its letters, 1 for the hand's own.</summary>
    public double Size { get; init; } = 1;
}
