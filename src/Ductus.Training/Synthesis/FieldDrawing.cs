using System.Globalization;
using Ductus.Imaging;
using Ductus.Layout;

namespace Ductus.Training.Synthesis;

/// <summary>
/// Draws a field of a form that somebody filled in with capitals, cut out of the form: with captions, rulings and pieces of the rows above and
/// below, none of which is part of its text.
/// </summary>
public static class FieldDrawing
{
    // Room for everything that may be drawn beyond the cut, in heights of a capital.
    private const double Room = 7;

    private static readonly string[] Captions = ["NOM :", "NOM", "PRENOM :", "PRENOM", "Nom :", "Prénom :", "NAME:", "SURNAME:", "FIRST NAME:", "Name", "VORNAME:", "NACHNAME:", "VILLE :"];
    private static readonly string[] Above = ["CODE RNE / UAI :", "CODE :", "N° DOSSIER :", "REF.", "CLASSE :", "No."];
    private static readonly string[] Below = ["PRENOM :", "NOM :", "NE(E) LE :", "DATE DE NAISSANCE", "ADRESSE :", "DATE OF BIRTH:"];

    /// <summary>The picture of a field; the same arguments and an equally seeded <paramref name="random"/> give the same pixels.</summary>
    /// <param name="text">What is read in it: capitals, without marks above them.</param>
    /// <param name="other">What stands in the next row, if its captions are seen.</param>
    /// <param name="font">The writer's.</param>
    /// <param name="print">The form's.</param>
    /// <param name="style">Everything else.</param>
    /// <param name="random">What of it is by chance.</param>
    /// <exception cref="MissingGlyphsException">A font cannot write its text.</exception>
    public static GreyImage Draw(string text, string other, HandwritingFont font, HandwritingFont print, FieldStyle style, Random random)
    {
        Hand hand = style.Line.Hand;
        string written = Written(text, font, random);
        double unit = hand.XHeightPixels, capital = unit * (1 + hand.Reach * (font.CapitalHeight - 1)), room = Room * capital;
        bool isComb = style.Ruling == FieldRuling.Comb;
        double length = isComb ? written.Length * style.Cell * capital : Pen.Measure(written, font, hand);
        Hand printed = Hand.OfPrint(print, style.PrintHeight * capital);
        string caption = Captions[random.Next(Captions.Length)];
        double captionLength = style.Print == FieldPrint.CaptionBefore ? Pen.Measure(caption, print, printed) + capital * (0.6 + 2 * random.NextDouble()) : 0;

        double left = room + style.Left * capital, x = left + captionLength, baseline = room + style.Above * capital;
        int width = (int)(captionLength + length + (style.Left + style.Right) * capital);
        var map = new InkMap((int)(1.2 * (captionLength + length) + 2 * room + (style.Left + style.Right) * capital), (int)(2 * room + (style.Above + style.Below) * capital));
        var cut = new Box((int)room, (int)room, Math.Min(width, map.Width - (int)room), (int)((style.Above + style.Below) * capital));
        var upright = new SheetRotation(map.Width, map.Height, angleRadians: 0);
        var whole = new Box(0, 0, map.Width, map.Height);
        using var pen = new Pen(font, hand, map, upright, random);
        using var press = new Pen(print, printed, map, upright, random);
        int ruleWidth = Math.Max(1, (int)(capital * (0.03 + 0.05 * random.NextDouble())));

        if (isComb)
            for (int i = 0; i < written.Length; i++)
                pen.WriteWithin(whole, written[i].ToString(), x + (i + 0.5) * style.Cell * capital - Pen.Measure(written[i].ToString(), font, hand) / 2, baseline, slope: 0);
        else
            pen.WriteWithin(whole, written, x, baseline, style.Line.Slope);
        Rule(map, style, cut, x, baseline, capital, length, ruleWidth, random);

        double row = style.RowSpacing * capital;
        if (style.Print == FieldPrint.CaptionBefore)
        {
            press.WriteWithin(cut, caption, left, baseline, slope: 0);
            string head = Above[random.Next(Above.Length)], foot = Below[random.Next(Below.Length)];
            press.WriteWithin(cut, head, left, baseline - row, slope: 0);
            pen.WriteWithin(cut, Number(random), left + Pen.Measure(head, print, printed) + capital, baseline - row, slope: 0);
            press.WriteWithin(cut, foot, left, baseline + row, slope: 0);
            pen.WriteWithin(cut, other, left + Pen.Measure(foot, print, printed) + capital, baseline + row, slope: 0);
        }
        else if (style.Print == FieldPrint.CaptionAbove)
        {
            press.WriteWithin(cut, caption.TrimEnd(' ', ':'), left + capital * 2 * (random.NextDouble() - 0.3), baseline - (1.15 + 0.4 * random.NextDouble()) * capital, slope: 0);
            press.WriteWithin(cut, random.Next(2) == 0 ? "DATE DE NAISSANCE    CLASSE" : Below[random.Next(Below.Length)], left - capital * random.NextDouble(),
                baseline + (0.4 + 0.8 * random.NextDouble()) * capital + style.PrintHeight * capital, slope: 0);
        }
        if (style.HasNumberAtTheEdge)
            NumberAtTheEdge(map, cut, print, capital, random);

        InkMap seen = map.Crop(cut.X, cut.Y, cut.Width, cut.Height);
        if (style.Line.Look == Look.BlackAndWhite)
            return Scan.TakeBlackAndWhite(seen, hand, style.Line.Paper, style.Line.BlackFrom, random);
        float[] sheet = PaperDrawing.Draw(style.Line.Paper with { Ruling = Ruling.None }, cut.Width, cut.Height, new RulePlaces(0, unit, 0), new SheetRotation(cut.Width, cut.Height, 0), random);
        return Scan.Take(seen, sheet, hand, style.Line.Paper, random);
    }

    /// <summary>As people write who were asked for capitals: a small i among them, marks that no list of names has, or small letters after all.</summary>
    private static string Written(string text, HandwritingFont font, Random random)
    {
        double chance = random.NextDouble();
        string written = chance < 0.14 ? text.Replace('I', 'i')
            : chance < 0.2 ? CultureInfo.InvariantCulture.TextInfo.ToTitleCase(text.ToLowerInvariant())
            : chance < 0.26 && text.IndexOf('E', StringComparison.Ordinal) is >= 0 and var place ? text[..place] + "ÉÈË"[random.Next(3)] + text[(place + 1)..]
            : text;
        return font.Missing(written).Count == 0 ? written : text;
    }

    private static string Number(Random random) => string.Concat(Enumerable.Range(0, 7).Select(_ => (char)('0' + random.Next(10)))) + (char)('A' + random.Next(26));

    private static void Rule(InkMap map, FieldStyle style, Box cut, double x, double baseline, double capital, double length, int thickness, Random random)
    {
        int top = (int)(baseline - 1.35 * capital), bottom = (int)(baseline + 0.3 * capital), from = (int)(x - 0.4 * capital);
        switch (style.Ruling)
        {
            case FieldRuling.Line:
                int dots = random.Next(2) == 0 ? 0 : 3 * thickness + 1;
                for (int at = from; at < cut.Right; at += Math.Max(1, 2 * dots))
                    map.Fill(at, bottom, dots == 0 ? 1 : Math.Max(1, dots / 2), thickness);
                break;
            case FieldRuling.Frame:
                int right = Math.Min(map.Width, (int)(x + length + (0.4 + 3 * random.NextDouble()) * capital));
                foreach (int y in new[] { top, bottom })
                    map.Fill(from, y, right - from, thickness);
                foreach (int at in new[] { from, right - thickness })
                    map.Fill(at, top, thickness, bottom - top);
                break;
            case FieldRuling.Comb:
                double cell = style.Cell * capital;
                int cells = (int)Math.Round(length / cell) + random.Next(8), first = random.Next(2) == 0 ? top : (int)(baseline - 0.35 * capital);
                map.Fill((int)x, bottom, (int)(cells * cell), thickness);
                if (first == top)
                    map.Fill((int)x, top, (int)(cells * cell), thickness);
                for (int i = 0; i <= cells; i++)
                    map.Fill((int)(x + i * cell), first, thickness, bottom - first);
                break;
            default:
                break;
        }
    }

    private static void NumberAtTheEdge(InkMap map, Box cut, HandwritingFont print, double capital, Random random)
    {
        int size = (int)(3 * capital);
        var small = new InkMap(size, size);
        using (var press = new Pen(print, Hand.OfPrint(print, 0.45 * capital), small, new SheetRotation(size, size, 0), random))
            press.WriteWithin(new Box(0, 0, size, size), string.Create(CultureInfo.InvariantCulture, $"{random.Next(10, 99)}:{random.Next(100)}"), 0.2 * capital, 0.6 * capital, slope: 0);
        int left = cut.X + random.Next((int)(0.5 * capital) + 1), top = cut.Y + random.Next(Math.Max(1, cut.Height - size / 2));
        for (int y = 0; y < size && top + y < map.Height; y++)
        {
            Span<byte> row = map.Row(top + y);
            // A quarter turn against the clock.
            for (int x = 0; x < size && left + x < map.Width; x++)
                row[left + x] = Math.Max(row[left + x], small.Row(x)[size - 1 - y]);
        }
    }
}
