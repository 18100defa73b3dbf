using System.CommandLine;
using System.Text.RegularExpressions;
using Ductus.Documents;

namespace Ductus.Cli;

/// <summary><c>ductus data</c>: makes data sets to train on.</summary>
internal static class DataCommand
{
    public static Command Create(Terminal terminal, CancellationToken cancel) => new ExplainedCommand("data", "Makes data sets to train on from what other programs export.",
        ("ductus data import page export/ -o my-lines", "Cuts the transcribed lines out of the pages of a Transkribus export."))
    {
        Import(terminal, cancel),
    };

    private static ExplainedCommand Import(Terminal terminal, CancellationToken cancel)
    {
        var format = new Argument<string>("FORMAT") { Description = "page (Transkribus, Loghi, Aletheia …) or alto (eScriptorium, kraken …).", HelpName = "page|alto" };
        format.AcceptOnlyFromAmong(DocumentFormat.PageXml.Name, DocumentFormat.Alto.Name);
        var folder = new Argument<string>("FOLDER")
        {
            Description = "Folder of the *.xml files, each with its image beside it, or of an export with its documents in page/ or alto/; or of folders train, val and test with such files, which then are the splits.",
        };
        var output = new Option<string>("--output", "-o") { Description = "Folder to make: the lines' images, and lines.tsv with their texts.", HelpName = "DIR", Required = true };
        Option<double> validation = Share.Option("--val", "Pages that go into the split val, of all; chosen by their names, always the same.", "share", fallback: 0.1);
        var without = new Option<Regex?>("--without")
        {
            Description = "Leaves out lines in whose text this regular expression finds something: crossings-out, captions.",
            HelpName = "REGEX",
            CustomParser = result =>
            {
                try
                {
                    return new Regex(result.Tokens[^1].Value, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
                }
                catch (ArgumentException error)
                {
                    result.AddError($"--without must be a regular expression; {error.Message}");
                    return null;
                }
            },
        };
        var sheet = new Option<string?>("--sheet") { Description = "Also writes a page of HTML with all lines and their texts, to look through.", HelpName = "FILE.html" };
        var command = new ExplainedCommand("import", "Cuts transcribed lines out of pages, along baseline and outline, level and straight, for training.",
            ("ductus data import alto export/ -o my-lines --sheet look.html", "Also makes a page to look at what was cut."),
            ("ductus train my.json --data my-lines", "Trains on them."))
        {
            format, folder, output, validation, without, sheet,
        };
        command.SetAction(parsed => new LineImport(terminal, cancel)
        {
            Format = parsed.GetRequiredValue(format) == DocumentFormat.Alto.Name ? DocumentFormat.Alto : DocumentFormat.PageXml,
            Output = parsed.GetRequiredValue(output),
            Validation = parsed.GetValue(validation),
            Without = parsed.GetValue(without),
            Sheet = parsed.GetValue(sheet),
        }.Run(parsed.GetRequiredValue(folder)));
        return command;
    }
}
