using Ductus.Documents;
using Ductus.DrawSamples;
using Ductus.Imaging;
using Ductus.Training.Synthesis;

// DrawSamples FONTS FOLDER: writes every sample as FOLDER/NAME.png, its lines in reading order as FOLDER/NAME.txt.
if (args is not [string fonts, string folder])
{
    Console.Error.WriteLine("usage: DrawSamples FONTS FOLDER (eng/draw-samples calls it)");
    return 2;
}

Directory.CreateDirectory(folder);
foreach (Sample sample in Sample.All)
{
    HandwritingFontSource source = HandwritingFonts.Training.Single(font => font.Id == sample.FontId);
    using HandwritingFont font = source.Load(fonts);
    DrawnPage page = PageDrawing.Draw(sample.Blocks, font, sample.Style, sample.Seed);
    AtomicFile.Write(Path.Combine(folder, $"{sample.Name}.png"), ImageFile.ToPng(page.Image));
    File.WriteAllText(Path.Combine(folder, $"{sample.Name}.txt"), string.Concat(page.Page.Lines.Select(line => $"{line.Text}\n")));
    Console.WriteLine($"{sample.Name}: {page.Page.Lines.Count()} lines in {font.Name}");
}

// The forms: each blank with its template, the first one also filled in by a made-up hand.
string forms = Path.Combine(folder, "forms");
Directory.CreateDirectory(forms);
using HandwritingFont print = HandwritingFonts.Print.Single(font => font is { Id: "arimo", Weight: 400 }).Load(fonts);
using HandwritingFont bold = HandwritingFonts.Print.Single(font => font is { Id: "arimo", Weight: 700 }).Load(fonts);
foreach (SampleForm form in SampleForm.All(print, bold))
{
    AtomicFile.Write(Path.Combine(forms, $"{form.Name}.png"), ImageFile.ToPng(form.Scan(seed: 1)));
    File.WriteAllText(Path.Combine(forms, $"{form.Name}.json"), form.Template());
    Console.WriteLine($"{form.Name}: a form");
}
FilledForm.Write(forms, fonts, print, bold);
BentPage.Write(Path.Combine(folder, "bent"), fonts);
SingleCharacters.Write(Path.Combine(folder, "characters"), fonts);
return 0;
