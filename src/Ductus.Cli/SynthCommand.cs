using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Ductus.Documents;
using Ductus.Imaging;
using Ductus.Training.Data;
using Ductus.Training.Synthesis;

namespace Ductus.Cli;

/// <summary><c>ductus synth</c>: texts in, drawn lines of handwriting out.</summary>
internal static partial class SynthCommand
{
    private const string Packed = "packed", Images = "images";
    private const int PackedHeight = 48, ImageHeight = 96, LinesOnSheet = 20;

    public static Command Create(Terminal terminal, CancellationToken cancel)
    {
        var texts = new Argument<string[]>("TEXTS")
        {
            Description = "UTF-8 files of running text, a paragraph per line, or of lines (--as-lines); .gz is unpacked.",
            Arity = ArgumentArity.OneOrMore,
        };
        var output = new Option<string?>("--output", "-o") { Description = "Folder to make; training takes it as --data.", HelpName = "FOLDER" };
        var count = WholeNumber.Option("--lines", "Lines to draw.", minimum: 1, fallback: 10_000);
        var seed = WholeNumber.Option("--seed", "Another seed draws other lines; the same one the same, bit by bit.", minimum: 0, fallback: 1);
        foreach (Option<long> option in new[] { count, seed })
            option.Validators.Add(result =>
            {
                if (result.Tokens.Count > 0 && long.TryParse(result.Tokens[^1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number > int.MaxValue)
                    result.AddError($"{option.Name} goes up to {int.MaxValue}; got '{number}'.");
            });
        var fonts = new Option<string?>("--fonts")
        {
            Description = $"Fonts to write with, separated by commas: names of packages, paths of font files, {SynthesisFonts.All}, or {SynthesisFonts.Capitals}: those that fill in forms. "
                + $"Default: {SynthesisFonts.All}, with --fields {SynthesisFonts.Capitals}.",
            HelpName = "all|capitals|NAME,…",
        };
        var alphabet = new Option<string>("--alphabet")
        {
            Description = "Every character a line may hold; lines with others are left out and counted.",
            HelpName = "CHARACTERS",
            DefaultValueFactory = _ => LineTextOptions.English,
        };
        var alphabetOf = new Option<string[]>("--alphabet-of")
        {
            Description = "Takes the alphabet from the training lines of a data set: a model goes on learning only with the alphabet it has. May be given several times.",
            HelpName = "FOLDER",
        };
        var asLines = new Option<bool>("--as-lines") { Description = "Takes every line of TEXTS as it is: names, words, places." };
        var fields = new Option<bool>("--fields")
        {
            Description = "Draws every line of TEXTS as a field of a form that somebody filled in with capitals, among printed captions, boxes and pieces of other rows that are not part of its text.",
        };
        var length = new Option<string>("--length")
        {
            Description = "Characters of the lines that running text is broken into.",
            HelpName = "MIN-MAX",
            DefaultValueFactory = _ => "20-80",
        };
        length.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && !LengthPattern().IsMatch(result.Tokens[^1].Value))
                result.AddError($"--length must be MIN-MAX such as 20-80; got '{result.Tokens[^1].Value}'.");
        });
        Option<double> rare = Share.Option("--rare",
            "Share of lines made up of what running text has little of: numbers, dates, abbreviations, brackets, quotes, capitals. "
            + "Above 0, lines of the texts with rare characters are drawn more often, too.", "share", fallback: 0.15);
        var form = new Option<string>("--form")
        {
            Description = "packed: one file of normalised lines, for training; images: PNG files and lines.tsv.",
            HelpName = $"{Packed}|{Images}",
            DefaultValueFactory = _ => Packed,
        };
        form.AcceptOnlyFromAmong(Packed, Images);
        var height = new Option<int?>("--height")
        {
            Description = $"Rows of a line, 8…512; packed lines need those of the recipe. Default: {PackedHeight} packed, {ImageHeight} as images.",
            HelpName = "N",
            CustomParser = result =>
            {
                string given = result.Tokens[^1].Value;
                if (int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out int rows) && rows is >= 8 and <= 512)
                    return rows;
                result.AddError($"--height must be 8…512; got '{given}'.");
                return null;
            },
        };
        var split = new Option<string>("--split") { Description = "Split the lines are in; never one that models are measured on.", HelpName = "NAME", DefaultValueFactory = _ => LineSplit.Train };
        var sheet = new Option<string?>("--sheet") { Description = $"Also draws {LinesOnSheet} of the lines with their texts on one picture, to look at.", HelpName = "FILE.png" };
        var threads = WholeNumber.Option("--threads", "Threads that draw; the lines are the same for any number.", minimum: 1, fallback: Environment.ProcessorCount);

        var command = new ExplainedCommand("synth",
            "Draws lines of handwriting from texts, to learn from before real lines and for rare characters. Never measure a model on them.",
            ("ductus synth novel.txt -o synth --lines 50000", "Draws 50,000 lines, packed for training."),
            ("ductus synth novel.txt --sheet look.png", "Draws a picture of 20 lines, nothing else."),
            ("ductus synth names.txt --as-lines --form images -o names", "Draws each name as it is, as PNG files with lines.tsv."),
            ("ductus synth names.txt --fields -o fields", "Draws each name as a field of a form, captions and boxes around it."),
            ("ductus train recipes/english.json --data synth --data iam", "Learns from both."))
        {
            texts, output, count, seed, fonts, alphabet, alphabetOf, asLines, fields, length, rare, form, height, split, sheet, threads,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(output) is null && result.GetValue(sheet) is null)
                result.AddError("Say what to make: --output FOLDER, --sheet FILE.png, or both.");
        });
        command.SetAction(parsed =>
        {
            Match lengths = LengthPattern().Match(parsed.GetRequiredValue(length));
            SyntheticSetForm chosen = parsed.GetRequiredValue(form) == Packed ? SyntheticSetForm.Packed : SyntheticSetForm.Images;
            int number = (int)parsed.GetValue(seed);
            return Run(terminal, new SynthRequest
            {
                Texts = parsed.GetRequiredValue(texts),
                Text = new LineTextOptions
                {
                    Form = parsed.GetValue(asLines) || parsed.GetValue(fields) ? TextForm.Lines : TextForm.Running,
                    Alphabet = parsed.GetValue(alphabetOf) is { Length: > 0 } sets
                        ? LineTextOptions.AlphabetOf(sets.Select(folder => LineData.Open(folder)), LineSplit.Train) : parsed.GetRequiredValue(alphabet),
                    MinLength = int.Parse(lengths.Groups["min"].Value, CultureInfo.InvariantCulture),
                    MaxLength = int.Parse(lengths.Groups["max"].Value, CultureInfo.InvariantCulture),
                    Seed = number,
                },
                Lines = new SyntheticLineOptions
                {
                    Count = (int)parsed.GetValue(count),
                    Seed = number,
                    Height = parsed.GetValue(height) ?? (chosen == SyntheticSetForm.Packed ? PackedHeight : ImageHeight),
                    RareShare = parsed.GetValue(fields) ? 0 : parsed.GetValue(rare),
                    Source = parsed.GetValue(fields) ? SyntheticSource.Form : SyntheticSource.Page,
                },
                Fonts = (parsed.GetValue(fonts) ?? (parsed.GetValue(fields) ? SynthesisFonts.Capitals : SynthesisFonts.All)).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
                Output = parsed.GetValue(output),
                Form = chosen,
                Split = parsed.GetRequiredValue(split),
                Sheet = parsed.GetValue(sheet),
                Threads = (int)Math.Min(parsed.GetValue(threads), 1024),
            }, cancel);
        });
        return command;
    }

    private static int Run(Terminal terminal, SynthRequest request, CancellationToken cancel)
    {
        using SynthesisFonts fonts = SynthesisFonts.Load(request.Fonts, request.Text.Alphabet);
        LineTexts texts = LineTexts.Load(request.Texts, request.Text, fonts.Fonts, cancel);
        foreach (string sentence in SkippedLine.Summarize(texts.Skipped).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            terminal.Complain(sentence);
        using SynthesisFonts? print = request.Lines.Source == SyntheticSource.Form ? SynthesisFonts.LoadPrint() : null;
        var lines = new SyntheticLines(texts, fonts.Fonts, request.Lines, print?.Fonts);
        terminal.Error.WriteLine($"{lines.Count} lines from {texts.Lines.Count} texts in {fonts.Fonts.Count} fonts, seed {request.Lines.Seed}{Rare(request.Lines.RareShare)}");

        if (request.Sheet is { } sheet)
        {
            int[] shown = [.. Enumerable.Range(0, Math.Min(LinesOnSheet, lines.Count)).Select(i => (int)((long)i * lines.Count / Math.Min(LinesOnSheet, lines.Count)))];
            AtomicFile.Write(sheet, ImageFile.ToPng(ContactSheet.Draw([.. shown.Select(lines.Draw)], fonts.Fonts)));
            terminal.Error.WriteLine($"{sheet}: {shown.Length} of them to look at");
        }
        if (request.Output is { } folder)
        {
            long started = Stopwatch.GetTimestamp();
            ProgressBar.Show(terminal, "drawing", progress =>
            {
                SyntheticSet.Write(folder, request.Form, lines, request.Lines.Height, request.Split, request.Threads,
                    new Counter(done => progress.Report(new ReadingProgress(done, lines.Count))), cancel);
                return 0;
            });
            double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
            terminal.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{folder}: {lines.Count} lines of height {request.Lines.Height}, split {request.Split}, {lines.Count / seconds:F0} lines/s on {request.Threads} threads"));
        }
        return ExitStatus.Done;
    }

    private static string Rare(double share) => share == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"; {100 * share:0.#} % made up of rare characters");

    [GeneratedRegex(@"^(?<min>[1-9]\d{0,3})-(?<max>[1-9]\d{0,3})$", RegexOptions.CultureInvariant)]
    private static partial Regex LengthPattern();

    private sealed class Counter(Action<int> tell) : IProgress<int>
    {
        public void Report(int value) => tell(value);
    }
}
