using Ductus.Imaging;
using Ductus.Layout;

namespace Ductus.Forms;

/// <summary>The ink in a field: which parts of it are writing, and what of that is whose where the field has cells. Immutable, share it.</summary>
internal sealed class FieldInk
{
    /// <summary>Darkness from which on a pixel is ink, in parts of the paper.</summary>
    private const double InkFrom = 0.25;

    /// <summary>Parts smaller than this in both directions are dirt unless they stand near writing, as dots do; in parts of the field's height.</summary>
    private const double LeastExtent = 0.07;

    /// <summary>Writing of less ink than this, in parts of the square of the field's height, is none: a full stop is about as much.</summary>
    private const double LeastArea = 0.006;

    /// <summary>Parts of fewer pixels are grain.</summary>
    private const int Grain = 4;

    /// <summary>How far from writing small parts belong to it, and what is left around it, in parts of the field's height.</summary>
    private const double Near = 0.3, Around = 0.1;

    /// <summary>A part of which another cell has more than this is parted between the two: two letters that touch.</summary>
    private const double Shared = 0.25;

    private readonly FieldImage _field;
    private readonly byte _paper;
    private readonly Component[] _writing;
    private readonly long _ignored;                                        // pixels of ink that were taken for dirt

    /// <param name="field">Without its print.</param>
    public FieldInk(FieldImage field)
    {
        (_field, _paper) = (field, FieldImage.PaperOf(field.Image));
        GreyImage image = field.Image;
        var ink = new byte[image.Pixels.Length];
        for (int i = 0; i < ink.Length; i++)
            ink[i] = image.Pixels[i] < (1 - InkFrom) * _paper ? (byte)1 : (byte)0;
        // What lies in the margin alone is a neighbour's.
        Component[] parts = [.. ConnectedComponents.Find(ConnectedComponents.FindRuns(ink, image.Width, image.Height).ToArray())
            .Where(part => part.Area >= Grain && Touches(part.Box, field.Inner))];
        double least = LeastExtent * field.Inner.Height, near = Near * field.Inner.Height;
        var writing = parts.Where(part => part.Extent >= least).ToList();
        List<Component> small = [.. parts.Where(part => part.Extent < least)];
        for (int before = -1; before != writing.Count && writing.Count > 0;)
        {
            before = writing.Count;
            Component[] taken = [.. small.Where(part => writing.Any(other => Distance(part.Box, other.Box) <= near))];
            writing.AddRange(taken);
            small = [.. small.Except(taken)];
        }
        long area = writing.Sum(part => (long)part.Area);
        IsEmpty = area < LeastArea * field.Inner.Height * field.Inner.Height;
        _ignored = small.Sum(part => (long)part.Area) + (IsEmpty ? area : 0);
        _writing = IsEmpty ? [] : [.. writing];
    }

    /// <summary>Whether nothing is written.</summary>
    public bool IsEmpty { get; }

    /// <summary>How sure it is that nothing is written, where nothing is: 1 where there is no ink at all, ½ where there is nearly as much as writing has.</summary>
    public double EmptyConfidence => 1 - 0.5 * Math.Min(1, _ignored / (LeastArea * _field.Inner.Height * _field.Inner.Height));

    /// <summary>The writing with a little paper around it; the field is not empty.</summary>
    public GreyImage Writing() => Cut(Box.Around(_writing.Select(part => part.Box)));

    /// <summary>What is written in each of some cells of equal width, nothing else around it; <see langword="null"/> in empty ones.</summary>
    public GreyImage?[] Cells(int count)
    {
        Box inner = _field.Inner;
        var owned = new List<Run>[count];
        for (int i = 0; i < count; i++)
            owned[i] = [];
        foreach (Component part in _writing)
        {
            var areas = new long[count];
            foreach (Run run in part.Runs.Span)
                for (int x = run.Left; x < run.Right; x++)
                    areas[CellAt(x)]++;
            int most = Array.IndexOf(areas, areas.Max());
            bool isShared = areas.Where((_, i) => i != most).Any(area => area > Shared * part.Area);
            foreach (Run run in part.Runs.Span)
            {
                if (!isShared)
                    owned[most].Add(run);
                else
                    foreach (var cell in Enumerable.Range(run.Left, run.Length).GroupBy(CellAt))
                        owned[cell.Key].Add(new Run(run.Y, cell.First(), cell.Last() + 1));
            }
        }
        return [.. owned.Select(runs => runs.Sum(run => (long)run.Length) < LeastArea * inner.Height * inner.Height ? null : Alone(runs))];

        int CellAt(int x) => Math.Clamp((x - inner.X) * count / inner.Width, 0, count - 1);
    }

    /// <summary>Some ink with its soft edges, on paper.</summary>
    private GreyImage Alone(List<Run> runs)
    {
        GreyImage image = _field.Image;
        var pixels = new byte[image.Pixels.Length];
        Array.Fill(pixels, _paper);
        foreach (Run run in runs)
        {
            int left = Math.Max(0, run.Left - 1), right = Math.Min(image.Width, run.Right + 1);
            for (int y = Math.Max(0, run.Y - 1); y <= Math.Min(image.Height - 1, run.Y + 1); y++)
                image.Row(y)[left..right].CopyTo(pixels.AsSpan(y * image.Width + left));
        }
        return Cut(Box.Around(runs.Select(run => new Box(run.Left, run.Y, run.Length, 1))), new GreyImage(image.Width, image.Height, pixels));
    }

    private GreyImage Cut(Box box, GreyImage? from = null)
    {
        int around = Math.Max(2, (int)(Around * _field.Inner.Height));
        return (from ?? _field.Image).Crop(box.X - around, box.Y - around, box.Width + 2 * around, box.Height + 2 * around);
    }

    private static bool Touches(Box one, Box other) => one.X < other.Right && one.Right > other.X && one.Y < other.Bottom && one.Bottom > other.Y;

    /// <summary>Between two boxes, the greater of rows and columns; 0 where they touch.</summary>
    private static int Distance(Box one, Box other) => Math.Max(
        Math.Max(one.X - other.Right, other.X - one.Right), Math.Max(Math.Max(one.Y - other.Bottom, other.Y - one.Bottom), 0));
}
