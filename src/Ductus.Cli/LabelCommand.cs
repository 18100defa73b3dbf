using System.CommandLine;
using System.Globalization;
using System.Text;
using Ductus.Imaging;
using Ductus.Recognition;

namespace Ductus.Cli;

/// <summary><c>ductus label</c>: what a model is sure to have read in unlabelled lines becomes training data.</summary>
internal static class LabelCommand
{
    /// <summary>Lines read at a time: the pixels of a large folder would not fit into memory.</summary>
    private const int Part = 256;

    public static Command Create(Terminal terminal, CancellationToken cancel)
    {
        var model = new Argument<string>("MODEL") { Description = "Name of an installed model or path of an .onnx file." };
        var images = new Argument<string[]>("IMAGES") { Description = "Images of single lines, or folders of them.", Arity = ArgumentArity.OneOrMore };
        var output = new Option<string>("--output", "-o")
        {
            Description = "Table to write: FOLDER/lines.tsv. Training takes the folder as --data beside the labelled one.",
            HelpName = "FOLDER",
            Required = true,
        };
        Option<double> above = Share.Option("--above", "Keeps lines that are read with at least this confidence.", "confidence", fallback: 0.95);
        var command = new ExplainedCommand("label",
            "Labels images of lines with what a model reads in them where it is sure: pseudo-labels, to train on together with real ones.",
            ("ductus label runs/mine/mine.onnx scans/lines/ -o sure/", "Makes sure/lines.tsv of the lines read with confidence 0.95 and more."),
            ("ductus train my.json --data my-lines --data sure --from-weights runs/mine/best.bin", "Trains on both."))
        {
            model, images, output, above,
        };
        command.SetAction(parsed =>
        {
            string folder = parsed.GetRequiredValue(output), table = Path.Combine(folder, "lines.tsv");
            if (File.Exists(table))
            {
                terminal.Complain($"{table}: expected no table yet; it would be overwritten. Give another folder, or remove it.");
                return ExitStatus.Failed;
            }
            using var loaded = RecognitionModel.Load(InstalledModels.Choose(parsed.GetRequiredValue(model), language: null, InstalledModels.Folders()));
            return Label(terminal, loaded, parsed.GetRequiredValue(images), table, parsed.GetValue(above), cancel);
        });
        return command;
    }

    private static int Label(Terminal terminal, RecognitionModel model, string[] arguments, string table, double above, CancellationToken cancel)
    {
        int status = ExitStatus.Done;
        void Complain(string problem)
        {
            terminal.Complain(problem);
            status = ExitStatus.Failed;
        }
        string[] files = [.. InputFiles.Expand(arguments, Complain).Select(file => file.Path)];
        var rows = new StringBuilder("line_id\timage\tsplit\ttext\tconfidence\n");
        string folder = Directory.CreateDirectory(Path.GetDirectoryName(table)!).FullName;   // the table lies in a folder by its making
        int read = 0, kept = 0, empty = 0;
        ProgressBar.Show(terminal, "labelling", progress =>
        {
            foreach (string[] part in files.Chunk(Part))
            {
                var images = new (NormalizedLine? Line, string? Problem)[part.Length];
                Parallel.For(0, part.Length, new ParallelOptions { CancellationToken = cancel }, i => images[i] = Load(part[i], model.Metadata.Normalization));
                foreach (string problem in images.Select(image => image.Problem).OfType<string>())
                    Complain(problem);
                var good = part.Zip(images).Where(line => line.Second.Line is not null).Select(line => (Path: line.First, Line: line.Second.Line!)).ToArray();   // filtered
                foreach (var ((path, _), text) in good.Zip(new PageReader(model).ReadLines([.. good.Select(line => line.Line)], progress: null, cancel)))
                {
                    empty += text.Text.Length == 0 ? 1 : 0;
                    if (text.Text.Length == 0 || text.Confidence < above)
                        continue;
                    kept++;
                    string image = Path.GetRelativePath(folder, Path.GetFullPath(path));
                    rows.Append(CultureInfo.InvariantCulture, $"{image}\t{image}\ttrain\t{text.Text.Replace('\t', ' ')}\t{text.Confidence:F4}\n");
                }
                progress.Report(new ReadingProgress(read += part.Length, files.Length));
            }
            return kept;
        });
        if (kept == 0)
        {
            Complain($"{table}: not written; none of {files.Length} images was read with a confidence of {above.ToString(CultureInfo.InvariantCulture)} or more.");
            return status;
        }
        AtomicFile.Write(table, Encoding.UTF8.GetBytes(rows.ToString()));
        terminal.Output.WriteLine($"{kept} of {files.Length} images labelled in {table}; {files.Length - kept - empty} were read with less confidence, in {empty} nothing was read");
        return status;
    }

    private static (NormalizedLine? Line, string? Problem) Load(string path, LineNormalization normalization)
    {
        try
        {
            return (normalization.Apply(Polarity.ToDarkOnLight(ImageFile.Read(path))), null);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ImageFormatException)
        {
            return (null, error.Message.Contains(path, StringComparison.Ordinal) ? error.Message : $"{path}: {error.Message}");
        }
    }
}
