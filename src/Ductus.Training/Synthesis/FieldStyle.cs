namespace Ductus.Training.Synthesis;

/// <summary>What is printed near the writing in a field of a form.</summary>
public enum FieldPrint
{
    None,

    /// <summary>A caption to the left, as in "NOM : …", and the rows above and below, cut off.</summary>
    CaptionBefore,

    /// <summary>A small caption above, and the captions of the next row below, cut off.</summary>
    CaptionAbove,
}

/// <summary>What holds the letters of a field.</summary>
public enum FieldRuling
{
    None,

    /// <summary>A line, or a row of dots, to write on.</summary>
    Line,

    /// <summary>A box around the field.</summary>
    Frame,

    /// <summary>A cell for every letter.</summary>
    Comb,
}

/// <summary>How a field of a form looks that somebody filled in. Lengths are in heights of a capital letter.</summary>
public sealed record FieldStyle
{
    /// <summary>Hand, paper and look; its margins and line spacing are not used.</summary>
    public LineStyle Line { get; init; } = new();

    public FieldPrint Print { get; init; }

    public FieldRuling Ruling { get; init; }

    /// <summary>Paper to the left of the writing or of its caption, and to the right of the writing.</summary>
    public double Left { get; init; } = 1;

    public double Right { get; init; } = 2;

    /// <summary>From the upper edge to the baseline, and from there to the lower edge.</summary>
    public double Above { get; init; } = 1.5;

    public double Below { get; init; } = 0.5;

    /// <summary>From row to row of the form.</summary>
    public double RowSpacing { get; init; } = 1.8;

    /// <summary>Height of the captions' capitals.</summary>
    public double PrintHeight { get; init; } = 0.7;

    /// <summary>Width of a cell of a comb.</summary>
    public double Cell { get; init; } = 1.3;

    /// <summary>A small number printed sideways at the left edge.</summary>
    public bool HasNumberAtTheEdge { get; init; }

    /// <summary>A writer, a form and a cut by chance.</summary>
    /// <param name="height">Rows of the picture that will be learned from.</param>
    /// <param name="font">Of the writer.</param>
    public static FieldStyle Choose(Random random, int height, HandwritingFont font)
    {
        double Between(double low, double high) => low + (high - low) * random.NextDouble();
        bool Sometimes(double share) => random.NextDouble() < share;

        LineStyle line = LineStyle.Choose(random, height, font);
        FieldPrint print = random.NextDouble() switch { < 0.4 => FieldPrint.None, < 0.75 => FieldPrint.CaptionBefore, _ => FieldPrint.CaptionAbove };
        FieldRuling ruling = random.NextDouble() switch { < 0.75 => FieldRuling.None, < 0.85 => FieldRuling.Line, < 0.92 => FieldRuling.Frame, _ => FieldRuling.Comb };
        return new FieldStyle
        {
            Line = line with
            {
                Hand = line.Hand with
                {
                    // Capitals in a field stand apart, some hands far.
                    LetterSpacing = Sometimes(0.25) ? Between(-0.02, 0.15) : Between(0.1, 1.1),
                    WordSpacing = Between(1, 2.6),
                    Slant = Between(-0.12, 0.22),
                    Width = line.Hand.Width * Between(0.8, 1.15),
                    Reach = Between(0.85, 1.25),
                    Jitter = Between(1, 3.2),
                    Wave = Between(0.03, 0.16),
                },
                Slope = Between(-0.02, 0.02),
            },
            Print = print,
            Ruling = ruling,
            Left = Between(0.2, 2.2),
            Right = Sometimes(0.3) ? Between(0.2, 1) : Between(0.5, 7),
            Above = print == FieldPrint.CaptionAbove ? Between(2, 2.9) : Between(1.15, 2.3),
            Below = print == FieldPrint.CaptionAbove ? Between(0.5, 1.2) : Sometimes(0.1) ? Between(-0.12, 0.1) : Between(0.1, 1.1),
            RowSpacing = Between(1.5, 2.1),
            PrintHeight = print == FieldPrint.CaptionAbove ? Between(0.35, 0.65) : Between(0.5, 0.85),
            Cell = Between(1.1, 1.7),
            HasNumberAtTheEdge = Sometimes(0.12),
        };
    }
}
