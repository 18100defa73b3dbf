using System.CommandLine;
using System.Globalization;
using System.Text;
using Ductus.Decoding;
using Ductus.Documents;
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
        var agree = new Option<string?>("--agree")
        {
            Description = "Keeps a line only if this other model, of other weights, reads the same in it.",
            HelpName = "NAME|PATH",
        };
        var decoder = new DecoderOptions();
        var command = new ExplainedCommand("label",
            "Labels images of lines with what a model reads in them where it is sure: pseudo-labels, to train on together with real ones.",
            ("ductus label runs/mine/mine.onnx scans/lines/ -o sure/", "Makes sure/lines.tsv of the lines read with confidence 0.95 and more."),
            ("ductus label names names/unlabelled/ -o sure/ --agree names-fast --above 0.8", "Keeps what two models read alike."),
            ("ductus train my.json --data my-lines --data sure --from-weights runs/mine/best.bin", "Trains on both."))
        {
            model, images, output, above, agree,
        };
        decoder.AddTo(command);
        command.SetAction(parsed =>
        {
            string folder = parsed.GetRequiredValue(output), table = Path.Combine(folder, "lines.tsv");
            if (File.Exists(table))
            {
                terminal.Complain($"{table}: expected no table yet; it would be overwritten. Give another folder, or remove it.");
                return ExitStatus.Failed;
            }
            var readers = new List<Reader>();
            if (parsed.GetValue(agree) is { } other && IsSame(parsed.GetRequiredValue(model), other))
                throw new ModelChoiceException($"{other} is the model that labels; another one has to agree with it.");
            try
            {
                foreach (string name in ((string?[])[parsed.GetRequiredValue(model), parsed.GetValue(agree)]).OfType<string>())
                    readers.Add(Reader.Load(name, loaded => decoder.Of(parsed, loaded, loaded.Metadata.Languages)));
                return Label(terminal, readers, parsed.GetRequiredValue(images), table, parsed.GetValue(above), cancel);
            }
            finally
            {
                readers.ForEach(reader => reader.Dispose());
            }
        });
        return command;
    }

    private static bool IsSame(string one, string other)
    {
        string[] files = [.. ((string[])[one, other]).Select(name => InstalledModels.Choose(name, language: null, InstalledModels.Folders()))];
        return File.ReadAllBytes(files[0]).AsSpan().SequenceEqual(File.ReadAllBytes(files[1]));
    }

    /// <summary>A model and what makes text of what it says.</summary>
    private sealed record Reader(RecognitionModel Model, ChosenDecoder Decoder) : IDisposable
    {
        public static Reader Load(string name, Func<RecognitionModel, ChosenDecoder> decoder)
        {
            var model = RecognitionModel.Load(InstalledModels.Choose(name, language: null, InstalledModels.Folders()));
            try
            {
                return new Reader(model, decoder(model));
            }
            catch
            {
                model.Dispose();
                throw;
            }
        }

        public IReadOnlyList<RecognizedText> Read(IReadOnlyList<GreyImage> images) =>
            new PageReader(Model, decoder: Decoder.Decoder).ReadLines([.. images.Select(Model.Metadata.Normalization.Apply)]);

        public void Dispose()
        {
            Decoder.Dispose();
            Model.Dispose();
        }
    }

    /// <param name="terminal">For complaints and the bar.</param>
    /// <param name="readers">The first labels, the second, if there is one, must agree.</param>
    /// <param name="arguments">Images and folders of them.</param>
    /// <param name="table">The file to write.</param>
    /// <param name="above">Least confidence.</param>
    /// <param name="cancel">Looked at once per image.</param>
    private static int Label(Terminal terminal, IReadOnlyList<Reader> readers, string[] arguments, string table, double above, CancellationToken cancel)
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
        int read = 0, kept = 0, empty = 0, disputed = 0;
        ProgressBar.Show(terminal, "labelling", progress =>
        {
            foreach (string[] part in files.Chunk(Part))
            {
                var images = new (GreyImage? Line, string? Problem)[part.Length];
                Parallel.For(0, part.Length, new ParallelOptions { CancellationToken = cancel }, i => images[i] = Load(part[i]));
                foreach (string problem in images.Select(image => image.Problem).OfType<string>())
                    Complain(problem);
                var good = part.Zip(images).Where(line => line.Second.Line is not null).Select(line => (Path: line.First, Line: line.Second.Line!)).ToArray();   // filtered
                IReadOnlyList<RecognizedText>[] texts = [.. readers.Select(reader => reader.Read([.. good.Select(line => line.Line)]))];
                for (int i = 0; i < good.Length; i++)
                {
                    RecognizedText text = texts[0][i];
                    empty += text.Text.Length == 0 ? 1 : 0;
                    if (text.Text.Length == 0 || text.Confidence < above)
                        continue;
                    if (texts.Any(other => other[i].Text != text.Text))
                    {
                        disputed++;
                        continue;
                    }
                    kept++;
                    string image = Path.GetRelativePath(folder, Path.GetFullPath(good[i].Path));
                    rows.Append(CultureInfo.InvariantCulture, $"{image}\t{image}\ttrain\t{text.Text.Replace('\t', ' ')}\t{text.Confidence:F4}\n");
                }
                progress.Report(new ReadingProgress(read += part.Length, files.Length));
            }
            return kept;
        });
        string agreed = readers.Count > 1 ? $", in {disputed} the models did not agree" : "";
        if (kept == 0)
        {
            Complain($"{table}: not written; none of {files.Length} images was read with a confidence of {above.ToString(CultureInfo.InvariantCulture)} or more{(disputed > 0 ? " by models that agree" : "")}.");
            return status;
        }
        AtomicFile.Write(table, rows.ToString());
        terminal.Output.WriteLine($"{kept} of {files.Length} images labelled in {table}; {files.Length - kept - empty - disputed} were read with less confidence, in {empty} nothing was read{agreed}");
        return status;
    }

    private static (GreyImage? Line, string? Problem) Load(string path)
    {
        try
        {
            return (Polarity.ToDarkOnLight(ImageFile.Read(path)), null);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ImageFormatException)
        {
            return (null, error.Message.Contains(path, StringComparison.Ordinal) ? error.Message : $"{path}: {error.Message}");
        }
    }
}
