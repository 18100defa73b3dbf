using System.CommandLine;
using System.Diagnostics;
using System.Text;
using Ductus.Documents;
using Ductus.Documents.JsonFiles;
using Ductus.Imaging;
using Ductus.Layout;
using Ductus.Recognition;

namespace Ductus.Cli;

/// <summary><c>ductus read</c>: images in, text or JSON out.</summary>
internal sealed class ReadCommand
{
    private readonly Terminal _terminal;
    private readonly PageReader _reader;
    private readonly ModelMetadata _model;
    private readonly ChosenReader _chosen;
    private readonly ReadOptions _options;
    private readonly PageSink _printed;
    private readonly List<Page> _all = [];                                 // that go to standard output as one document
    private byte[]? _edited;                                               // the document that gave the lines, with what was read

    private ReadCommand(Terminal terminal, ChosenReader chosen, ReadOptions options)
    {
        (_terminal, _reader, _model, _chosen, _options) = (terminal, chosen.PageReader(), chosen.Model.Metadata, chosen, options);
        _printed = new PageSink(terminal.Output, options.Json);
    }

    public static Command Create(Terminal terminal, CancellationToken cancel)
    {
        var inputs = new Argument<string[]>("FILE")
        {
            Description = "Image files (PNG, JPEG, JPEG 2000, TIFF with any number of pages, BMP, WebP, PNM) and PDF, folders of them, or - for standard input.",
            HelpName = "FILE|FOLDER|-",
            Arity = ArgumentArity.OneOrMore,
        };
        var model = new Option<string?>("--model", "-m")
        {
            Description = $"Name of an installed model (see: ductus models) or path of an .onnx file. Default: {InstalledModels.Standard}.",
            HelpName = "NAME|PATH",
        };
        var language = new Option<string?>("--language", "-l")
        {
            Description = "Takes the installed model and language model of this language, by its ISO code: en, fr, vi; auto: of the one that reads the first page most surely.",
            HelpName = "CODE|auto",
        };
        var json = new Option<bool>("--json")
        {
            Description = "One line of JSON per page: size, model, decoder, and each line's id, polygon, text, confidence (0…1, with whether that is calibrated), "
                + "alternatives, and words with the same. With --output the same as --format json.",
        };
        var format = FormatOption.Create();
        Option<long> resolution = FormatOption.Resolution();
        var line = new Option<bool>("--line") { Description = "The image is a single line already: no search for lines." };
        var character = new Option<bool>("--char")
        {
            Description = $"The image is a single character with whatever margin, drawn or photographed. Default model: {InstalledModels.Characters}.",
        };
        var fields = new Option<string?>("--fields")
        {
            Description = "The image is a filled form: reads the fields of this template, a JSON file, into one record per form: CSV, or JSON with --json. See: ductus fields --help.",
            HelpName = "TEMPLATE",
        };
        var layout = new Option<string?>("--layout")
        {
            Description = "Folder with a PAGE or ALTO file of each image's name, which gives the lines to read, or the regions to look for lines in. Written in the same format, all else that it holds is kept.",
            HelpName = "DIR",
        };
        var top = WholeNumber.Option("--top", "Prints so many of the most probable readings of each line or character, with their confidence in percent.", minimum: 1, fallback: 1, maximum: 10);
        var output = new Option<string?>("--output", "-o")
        {
            Description = "Writes DIR/NAME.txt, or the files of --format, for every image instead of printing.",
            HelpName = "DIR",
        };
        var maxPixels = WholeNumber.Option("--max-pixels", "Refuses larger images before any memory is spent on them.",
            minimum: 1, fallback: new ImageFileOptions().MaxPixels);
        var reader = new ReaderOptions();
        Option<double> leastConfidence = Share.Option("--min-confidence", "Marks words that were read with less confidence: [word?] in texts, \"uncertain\" in JSON.", "confidence", fallback: 0);
        var verbose = new Option<bool>("--verbose", "-v") { Description = "Says on standard error which model reads and how long each page took." };

        var command = new ExplainedCommand("read", "Reads handwriting and prints its text in reading order.",
            ("ductus read letter.png", "Prints the text, a line of writing on a line."),
            ("ductus read scans/ -o texts", "Reads every image in the folder scans into texts/NAME.txt."),
            ("ductus read scans/ -o out -f page,alto,pdf", "Writes PAGE and ALTO of each for other programs, and a PDF to search in."),
            ("ductus read scans/ --layout export/ -o out -f page", "Reads the lines that PAGE or ALTO files give, and writes them with their texts."),
            ("ductus read --min-confidence 0.6 letter.png", "Marks doubtful words, as in: the [cat?] sat."),
            ("ductus read --lm none deed-of-1650.png", "Reads as it is written: a language model would modernise old spelling."),
            ("ductus read --line word.png", "Reads an image that holds nothing but one line, or one word."),
            ("ductus read --char --model digits --top 3 seven.png", "Reads a single digit, with the two runners-up."),
            ("ductus read --fields enrolment.json forms/ > records.csv", "Reads the fields of filled forms, a row for each form."),
            ("ductus read --json *.jpg | jq -r .lines[].text", "Hands lines, places and confidences to another program."),
            ("curl -s https://example.org/page.png | ductus read -", "Reads standard input."))
        {
            inputs, model, language, json, format, resolution, layout, line, character, fields, top, output, maxPixels, leastConfidence, verbose,
        };
        reader.AddTo(command);
        command.Validators.Add(result =>
        {
            // Results and tokens, not values: asking for a value here keeps it from being validated later.
            FormatOption.Validate(result, format, output, json);
            if (result.GetResult(model) is not null && result.GetResult(language) is not null)
                result.AddError("--model and --language exclude each other.");
            if (result.GetResult(layout) is not null && (result.GetResult(line) ?? result.GetResult(character)) is not null)
                result.AddError("--layout is for pages; leave --line and --char out.");
            if (result.GetResult(line) is not null && result.GetResult(character) is not null)
                result.AddError("--line and --char exclude each other.");
            if (result.GetResult(language) is not null && result.GetResult(character) is not null)
                result.AddError("--language is for pages and lines; leave it out with --char.");
            if (result.GetResult(fields) is not null)
                foreach (Option other in (Option[])[model, language, format, layout, line, character, top, output, leastConfidence, .. reader.All])
                    if (result.GetResult(other) is { Implicit: false })
                        result.AddError($"{other.Name} and --fields exclude each other: the template says how its fields are read, and records go to standard output.");
            string[] names = [.. result.GetResult(inputs)?.Tokens.Select(token => token.Value) ?? []];
            if (names.Count(name => name == InputFile.StandardInput) > 1)
                result.AddError("Standard input (-) can be read only once.");
            // A mistyped option must not become a file that is not there.
            foreach (string option in names.Where(name => name.Length > 1 && name[0] == '-'))
                result.AddError($"Unrecognized option '{option}'. A file of that name is ./{option}");
        });
        command.SetAction(parsed =>
        {
            IReadOnlyList<DocumentFormat> formats = parsed.GetValue(format) ?? [];
            if (parsed.GetValue(json) && parsed.GetValue(output) is not null)
                formats = [DocumentFormat.Json];
            var options = new ReadOptions
            {
                Json = parsed.GetValue(json),
                Formats = formats,
                Extent = parsed.GetValue(character) ? Extent.Character : parsed.GetValue(line) ? Extent.Line : Extent.Page,
                Top = (int)parsed.GetValue(top),
                OutputFolder = parsed.GetValue(output),
                LayoutFolder = parsed.GetValue(layout),
                Images = new ImageFileOptions { MaxPixels = parsed.GetValue(maxPixels), DotsPerInch = parsed.GetValue(resolution) },
                LeastConfidence = parsed.GetValue(leastConfidence),
                Verbose = parsed.GetValue(verbose),
            };
            if (parsed.GetValue(fields) is { } template)
                return FormReading.Run(terminal, template, parsed.GetRequiredValue(inputs), options.Json, options.Images, options.Verbose, cancel);
            string? named = parsed.GetValue(model) ?? (options.Extent == Extent.Character ? InstalledModels.Characters : null);
            var (path, code) = Choose(terminal, named, parsed.GetValue(language), parsed.GetRequiredValue(inputs), options, cancel);
            using ChosenReader chosen = reader.Of(parsed, path, code);
            if (chosen.IsOfCharacters != (options.Extent == Extent.Character))
                throw new ModelChoiceException(chosen.IsOfCharacters ? $"{chosen.Model.Metadata.Name} reads single characters: give --char."
                    : $"{chosen.Model.Metadata.Name} reads lines, --char wants a model of single characters such as {InstalledModels.Characters} or digits.");
            if (options.Verbose)
                terminal.Error.WriteLine($"model {chosen.Model.Metadata.Name} {chosen.Model.Metadata.Version} ({path}), {chosen.Name}");
            return new ReadCommand(terminal, chosen, options).Run(parsed.GetRequiredValue(inputs), cancel);
        });
        return command;
    }

    /// <summary>The file of the model, and the language if one was asked for or found out.</summary>
    private static (string Path, string? Language) Choose(
        Terminal terminal, string? model, string? language, string[] inputs, ReadOptions options, CancellationToken cancel)
    {
        IReadOnlyList<string> folders = InstalledModels.Folders();
        if (language != LanguageGuess.Auto)
            return (InstalledModels.Choose(model, language, folders), language);
        // Standard input can be read only once; files that cannot be read are complained of when it is their turn.
        foreach (InputFile file in InputFiles.Expand(inputs, _ => { }).Where(file => !file.IsStandardInput))
        {
            GreyImage? page = null;
            try
            {
                page = ImageFile.ReadPages(file.Path, options.Images).FirstOrDefault();
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException or ImageFormatException or OutOfMemoryException)
            {
                continue;
            }
            if (page is null)
                continue;
            var (path, found) = LanguageGuess.Of(page, options.Extent == Extent.Line, folders, cancel);
            if (options.Verbose)
                terminal.Error.WriteLine($"language {found}, by {file.Path}");
            return (path, found);
        }
        return (InstalledModels.Choose(nameOrPath: null, language: null, folders), null);
    }

    /// <summary>Reads every file; one that cannot be read costs a line on standard error and the exit status.</summary>
    private int Run(string[] arguments, CancellationToken cancel)
    {
        int status = ExitStatus.Done;
        void Fail(string message)
        {
            _terminal.Complain(message);
            status = ExitStatus.Failed;
        }

        IReadOnlyList<InputFile> files = InputFiles.Expand(arguments, Fail);
        if (_options is { OutputFolder: null, LayoutFolder: not null, Formats: [var one] } && files.Count > 1 && (one == DocumentFormat.PageXml || one == DocumentFormat.Alto))
            throw new ModelChoiceException($"What is read of given lines goes back into the file that gave them; there are {files.Count} images: give --output DIR for a file each.");
        if (_options.OutputFolder is not null)
            return Math.Max(status, FolderReading.Run(_terminal, files, isReported: files.Count > 1 || arguments.Any(Directory.Exists), _options, _chosen, () => Origin, cancel));
        foreach (InputFile file in files)
        {
            try
            {
                Read(file, cancel);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException or ImageFormatException or DocumentException or OutOfMemoryException)
            {
                Fail(file.Problem(error));
            }
        }
        if (_edited is not null)
        {
            _terminal.Output.Write(Encoding.UTF8.GetString(_edited));
            _terminal.Output.Flush();
        }
        else if (_options.Formats is [var format] && _all.Count > 0)
            FormatOption.Print(_terminal, format, _all, Origin, _options.Marks);
        return status;
    }

    private void Read(InputFile file, CancellationToken cancel)
    {
        GivenLayout? given = GivenLayout.Of(_terminal, file, _options);
        bool isEdited = given is not null && _options.Formats.Contains(given.Format);
        if (isEdited && given?.Count > 1)
            throw new ModelChoiceException($"The lines of {file.Path} are given by {given.Count} files: give --output DIR for a file each.");
        int number = 0;
        foreach (GreyImage image in Pages(file, cancel))
        {
            cancel.ThrowIfCancellationRequested();
            number++;
            long started = Stopwatch.GetTimestamp();
            Page page = ReadPage(image, number == 1 ? file.Path : $"{file.Path} page {number}", given, number, cancel);
            // Nothing on standard output looks like a program that does not work.
            if (!page.Lines.Any())
                _terminal.Complain($"{(number == 1 ? file.Path : $"{file.Path} page {number}")}: no lines were found.");
            if (_options.Formats.Count > 0)
                _all.Add(page with { ImageName = file.IsStandardInput ? null : Path.GetFileName(file.Path) });
            else
                _printed.Add(_options.Json ? PageJson.Line(page, number, file.Path, Origin, _options.Marks) : _options.TextOf(page));
            if (_options.Verbose)
                _terminal.Error.WriteLine(
                    $"{file.Path} page {number}: {image.Width} × {image.Height} pixels, {page.Lines.Count()} lines, {Stopwatch.GetElapsedTime(started).TotalSeconds:F2} s");
        }
        if (isEdited)
            _edited = given?.Edited(_all)[0];
    }

    private DocumentOrigin Origin => new()
    {
        Created = TimeProvider.System.GetUtcNow(),
        Software = DocumentOrigin.ThisSoftware,
        Model = _model.Name,
        ModelVersion = _model.Version,
        Decoder = _chosen.Name,
        IsCalibrated = _chosen.IsCalibrated,
    };

    private Page ReadPage(GreyImage image, string title, GivenLayout? given, int number, CancellationToken cancel)
    {
        if (given is not null)
            return ProgressBar.Show(_terminal, title, progress => given.Read(_reader, image, number, progress, cancel));
        if (_options.Extent != Extent.Page)
            return _reader.ReadLine(image, cancel);
        return ProgressBar.Show(_terminal, title, progress => _reader.Read(image, progress, cancel));
    }

    private IEnumerable<GreyImage> Pages(InputFile file, CancellationToken cancel) =>
        file.IsStandardInput ? ImageFile.ReadPages(_terminal.ReadInput(cancel), "standard input", _options.Images) : ImageFile.ReadPages(file.Path, _options.Images);

    /// <summary>Takes pages one after the other: texts are separated by an empty line, JSON by its own lines.</summary>
    private sealed class PageSink(TextWriter writer, bool isJson)
    {
        private bool _hasPages;

        public void Add(string page)
        {
            if (page.Length == 0)
                return;
            if (_hasPages && !isJson)
                writer.Write('\n');
            writer.Write(page);
            // Pages of a long file appear as they are read.
            writer.Flush();
            _hasPages = true;
        }
    }
}
