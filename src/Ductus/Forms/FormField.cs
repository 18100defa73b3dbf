using Ductus.Layout;

namespace Ductus.Forms;

/// <summary>A place on a form where something is written, and how that is read.</summary>
public sealed record FormField
{
    /// <summary>Highest <see cref="Cells"/>.</summary>
    public const int MostCells = 100;

    /// <summary>What it is called in records; unique in its form.</summary>
    public required string Name { get; init; }

    /// <summary>Pixels of the form's image.</summary>
    public required Box Box { get; init; }

    /// <summary>Model that reads it: the name of an installed one, or a file.</summary>
    public required string Model { get; init; }

    /// <summary>Boxes side by side for one character each, 1…100; 0 where the field is one line of writing.</summary>
    public int Cells
    {
        get; init => field = value is >= 0 and <= MostCells ? value
        : throw new ArgumentOutOfRangeException(nameof(Cells), value, $"A field has 0…{MostCells} cells.");
    }

    /// <summary>The box of one of its cells.</summary>
    /// <param name="number">0…<see cref="Cells"/> − 1; a field without cells has none to ask for.</param>
    public Box Cell(int number)
    {
        int left = (int)((long)Box.Width * number / Cells), right = (int)((long)Box.Width * (number + 1) / Cells);
        return Box with { X = Box.X + left, Width = right - left };
    }

    /// <summary>All that can stand in it; empty where anything can.</summary>
    public IReadOnlyList<string> Texts { get; init; } = [];
}
