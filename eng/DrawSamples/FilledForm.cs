using System.Globalization;
using Ductus.Documents;
using Ductus.Imaging;
using Ductus.Layout;
using Ductus.Training.Synthesis;

namespace Ductus.DrawSamples;

/// <summary>The enrolment form as somebody made up filled it in, laid on the scanner a little askew.</summary>
internal static class FilledForm
{
    private static readonly (string Field, string Text)[] Entries =
    [
        ("surname", "MARCHAND"), ("first_name", "ELISE"), ("born", "14092015"), ("postcode", "29600"), ("class", "4B"), ("pupil_number", "TR2026A0417"),
        ("contact_1", "PAUL MARCHAND"), ("telephone_1", "0298415533"), ("contact_2", "JEANNE LE GOFF"), ("telephone_2", "0677120946"),
    ];

    /// <summary>Writes <c>enrolment-filled.png</c> and what it says as <c>enrolment-filled.csv</c>.</summary>
    public static void Write(string folder, string fonts, HandwritingFont print, HandwritingFont bold)
    {
        using HandwritingFont font = HandwritingFonts.Training.Single(source => source.Id == "patrick-hand").Load(fonts);
        SampleForm form = SampleForm.All(print, bold)[0];
        var random = new Random(7);
        foreach (var (field, text) in Entries)
        {
            Box box = form[field];
            int cells = field is "surname" or "first_name" || field.StartsWith("contact", StringComparison.Ordinal) ? 0 : text.Length;
            var hand = new Hand { XHeightPixels = 22, LetterSpacing = 0.25, Jitter = 1.6, Wobble = 0.05, WordSpacing = 1.2, Ink = new Ink { PenWidth = 0.03 } };
            if (cells == 0)
                form.Sheet.Write(text, font, hand, box.X + 24, box.Bottom - 22, random);
            else
                for (int i = 0; i < cells; i++)
                    form.Sheet.Write(text[i..(i + 1)], font, hand, box.X + (i + 0.28) * box.Width / cells, box.Bottom - 16, random);
        }
        GreyImage scan = Skew.Rotate(form.Scan(seed: 2), 1.3 * Math.PI / 180);
        AtomicFile.Write(Path.Combine(folder, "enrolment-filled.png"), ImageFile.ToPng(scan));
        File.WriteAllLines(Path.Combine(folder, "enrolment-filled.csv"), Entries.Select(entry => string.Create(CultureInfo.InvariantCulture, $"{entry.Field},{entry.Text}")));
        Console.WriteLine("enrolment-filled: a form filled in");
    }
}
