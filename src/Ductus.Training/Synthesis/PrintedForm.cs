using Ductus.Imaging;
using Ductus.Layout;

namespace Ductus.Training.Synthesis;

/// <summary>A sheet with printed captions, rules and boxes, which can then be filled in by hand. Pixels from the top left, y down. One per thread.</summary>
/// <param name="width">Of the sheet.</param>
/// <param name="height">Of the sheet.</param>
/// <param name="print">Font of the captions.</param>
/// <param name="bold">The same, bold.</param>
public sealed class PrintedForm(int width, int height, HandwritingFont print, HandwritingFont bold)
{
    private readonly InkMap _map = new(width, height);
    private readonly SheetRotation _upright = new(width, height, angleRadians: 0);

    /// <summary>Prints a line of text.</summary>
    /// <param name="text">What it says.</param>
    /// <param name="x">Where it begins.</param>
    /// <param name="baseline">What its letters stand on.</param>
    /// <param name="capitalPixels">Height of a capital.</param>
    /// <param name="isBold">In the bold font.</param>
    public void Print(string text, double x, double baseline, double capitalPixels, bool isBold = false)
    {
        HandwritingFont font = isBold ? bold : print;
        Write(text, font, Hand.OfPrint(font, capitalPixels), x, baseline, new Random(1));
    }

    /// <summary>Prints a filled rectangle: a level or upright rule.</summary>
    public void Rule(int x, int y, int width, int height) => _map.Fill(x, y, width, height);

    /// <summary>Prints a box, or several side by side.</summary>
    /// <param name="box">Its outer edge.</param>
    /// <param name="cells">How many.</param>
    /// <param name="thickness">Of the rules.</param>
    public void Frame(Box box, int cells = 1, int thickness = 2)
    {
        Rule(box.X, box.Y, box.Width, thickness);
        Rule(box.X, box.Bottom - thickness, box.Width, thickness);
        for (int i = 0; i <= cells; i++)
            Rule(box.X + (int)((long)(box.Width - thickness) * i / cells), box.Y, thickness, box.Height);
    }

    /// <summary>Writes by hand.</summary>
    /// <param name="text">What it says.</param>
    /// <param name="font">The writer's.</param>
    /// <param name="hand">The writer's.</param>
    /// <param name="x">Where it begins.</param>
    /// <param name="baseline">What its letters stand on.</param>
    /// <param name="random">What of it is by chance.</param>
    public void Write(string text, HandwritingFont font, Hand hand, double x, double baseline, Random random)
    {
        using var pen = new Pen(font, hand, _map, _upright, random);
        pen.WriteWithin(new Box(0, 0, _map.Width, _map.Height), text, x, baseline, slope: 0);
    }

    /// <summary>Takes a picture of it.</summary>
    /// <param name="paper">And the scanner's view of it.</param>
    /// <param name="random">Of paper and scanner.</param>
    public GreyImage Scan(Paper paper, Random random)
    {
        float[] sheet = PaperDrawing.Draw(paper, _map.Width, _map.Height, new RulePlaces(0, 50, 0), _upright, random);
        return Synthesis.Scan.Take(_map, sheet, new Hand { Ink = new Ink { Level = 25 } }, paper, random);
    }
}
