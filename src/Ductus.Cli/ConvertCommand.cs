using System.CommandLine;
using Ductus.Documents;
using Ductus.Imaging;
using Ductus.Layout;

namespace Ductus.Cli;

/// <summary><c>ductus convert</c>: pages of one format in another.</summary>
internal static class ConvertCommand
{
    public static Command Create(Terminal terminal, CancellationToken cancel)
    {
        var inputs = new Argument<string[]>("FILE")
        {
            Description = "PAGE or ALTO files, of any version and program, or folders of them (*.xml, also those of an export with its documents in page/ or alto/); JSON files that Ductus wrote.",
            HelpName = "FILE|FOLDER",
            Arity = ArgumentArity.OneOrMore,
        };
        Option<IReadOnlyList<DocumentFormat>> format = FormatOption.Create();
        format.Required = true;
        var output = new Option<string?>("--output", "-o") { Description = "Writes DIR/NAME with the formats' extensions for every file instead of printing.", HelpName = "DIR" };
        Option<long> resolution = FormatOption.Resolution();
        var alternatives = new Option<bool>("--alternatives") { Description = "Writes what else words and lines may say into PAGE, too; eScriptorium would take it for text." };
        Option<double> leastConfidence = Share.Option("--min-confidence", "Marks words that were read with less confidence, as read does.", "confidence", fallback: 0);
        var verbose = new Option<bool>("--verbose", "-v") { Description = "Tells of every place where a file is not as its format wants it, and what was made of it." };
        var command = new ExplainedCommand("convert", "Writes pages that stand in PAGE, ALTO or JSON files in other formats. The files themselves are never changed.",
            ("ductus convert folio.xml -f txt", "Prints the text."),
            ("ductus convert export/ -f alto,tei -o converted", "Writes ALTO and TEI of every file of a folder."),
            ("ductus convert read.json -f alto -o .", "Another format of what was read with -f json, which holds all that is known."),
            ("ductus convert export/ -f csv > lines.csv", "One table of all lines."))
        {
            inputs, format, output, resolution, alternatives, leastConfidence, verbose,
        };
        command.Validators.Add(result => FormatOption.Validate(result, format, output, json: null));
        command.SetAction(parsed =>
        {
            int status = ExitStatus.Done;
            void Fail(string problem)
            {
                terminal.Complain(problem);
                status = ExitStatus.Failed;
            }
            IReadOnlyList<DocumentFormat> formats = parsed.GetRequiredValue(format);
            var options = new DocumentOptions { Alternatives = parsed.GetValue(alternatives), LeastConfidence = parsed.GetValue(leastConfidence), Images = new ImageFileOptions { DotsPerInch = parsed.GetValue(resolution) } };
            var origin = new DocumentOrigin { Created = TimeProvider.System.GetUtcNow(), Software = DocumentOrigin.ThisSoftware };
            string? folder = parsed.GetValue(output);
            if (folder is not null && File.Exists(folder))
                throw new IOException($"{folder}: expected a folder to write into; this is a file.");
            if (folder is not null)
                Directory.CreateDirectory(folder);
            var all = new List<Page>();
            var origins = new HashSet<DocumentOrigin>();
            IReadOnlyList<InputFile> files = InputFiles.Documents(parsed.GetRequiredValue(inputs), Fail);
            var sources = new Sources(files.Select(file => file.Path));
            foreach (InputFile file in files)
            {
                cancel.ThrowIfCancellationRequested();
                try
                {
                    DocumentFile document = PageDocuments.Read(terminal, file.Path, parsed.GetValue(verbose));
                    if (folder is null)
                    {
                        all.AddRange(document.Pages);
                        origins.Add(document.Origin ?? origin);
                    }
                    else
                    {
                        (string Path, int? Number)? image = formats.Any(one => one.HoldsImages) ? PageDocuments.ImageFor(file.Path, document.Pages) : null;
                        if (image is { } scan)
                            sources.Add(scan.Path);
                        sources.Spare(formats.SelectMany(one => one.Files(Path.Combine(folder, file.RelativePath), document.Pages.Count)));
                        foreach (DocumentFormat one in formats)
                            one.Write(document.Pages, Path.Combine(folder, file.RelativePath), document.Origin ?? origin, options, image?.Path, image?.Number);
                    }
                }
                catch (Exception error) when (error is IOException or UnauthorizedAccessException or DocumentException or ImageFormatException)
                {
                    Fail(file.Problem(error));
                }
            }
            if (folder is null && all.Count > 0)
                FormatOption.Print(terminal, formats[0], all, origins.Count == 1 ? origins.Single() : origin, options);
            return status;
        });
        return command;
    }
}
