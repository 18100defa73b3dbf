using System.Diagnostics;
using System.Globalization;
using Ductus.Documents.JsonFiles;
using Ductus.Documents.TextFiles;
using Ductus.Forms;
using Ductus.Imaging;
using Ductus.Native;
using Ductus.Recognition;

namespace Ductus.Cli;

/// <summary><c>ductus read --fields</c>: filled forms in, one record per form out.</summary>
internal sealed class FormReading : IDisposable
{
    private readonly FormTemplate _template;
    private readonly Dictionary<string, RecognitionModel> _models = new(StringComparer.Ordinal);
    private readonly List<ChosenDecoder> _decoders = [];
    private readonly FormReader _reader;

    private FormReading(string template)
    {
        _template = FormTemplate.Load(template);
        try
        {
            FieldReader[] readers = [.. _template.Fields.Select(field => ReaderOf(field, template))];
            try
            {
                _reader = new FormReader(_template, readers);
            }
            catch (ArgumentException error)
            {
                throw new FormTemplateException($"{template}: {error.Message.Split(" (Parameter", 2)[0]}", error);
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Reads every form; one that is refused, or cannot be read, has its reason in the record, on standard error and in the exit status.</summary>
    public static int Run(Terminal terminal, string template, string[] inputs, bool isJson, ImageFileOptions images, bool isVerbose, CancellationToken cancel)
    {
        using var reading = new FormReading(template);
        int status = ExitStatus.Done;
        void Fail(string problem)
        {
            terminal.Complain(problem);
            status = ExitStatus.Failed;
        }
        if (!isJson)
            terminal.Output.Write(Csv.Row(["file", "page", .. reading._template.Fields.SelectMany(field => (string[])[field.Name, $"{field.Name}_confidence"]), "problem"]));
        foreach (InputFile file in InputFiles.Expand(inputs, Fail))
        {
            int page = 1;
            try
            {
                if (file.IsStandardInput)
                    throw new IOException("a form is read from a file; standard input is for pages and lines.");
                foreach (GreyImage image in ImageFile.ReadPages(file.Path, images))
                {
                    cancel.ThrowIfCancellationRequested();
                    long started = Stopwatch.GetTimestamp();
                    Write(Read(image), problem: null);
                    if (isVerbose)
                        terminal.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file.Path} page {page}: {image.Width} × {image.Height} pixels, {Stopwatch.GetElapsedTime(started).TotalSeconds:F2} s"));
                    page++;                                                // the next one, which may be damaged
                }
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException or ImageFormatException or OutOfMemoryException or NativeException or ModelFormatException)
            {
                Refuse(File.Exists(file.Path) || file.IsStandardInput ? error.Message : "there is no such file.");
            }

            FormRecord? Read(GreyImage image)
            {
                try
                {
                    return reading._reader.Read(image, cancel);
                }
                catch (ForeignFormException error)
                {
                    Refuse(error.Message);
                    return null;
                }
            }

            void Refuse(string problem)
            {
                Fail(problem.Contains(file.Path, StringComparison.Ordinal) ? problem : $"{file.Path}{(page > 1 ? $" page {page}" : "")}: {problem}");
                Write(record: null, problem);
            }

            void Write(FormRecord? record, string? problem)
            {
                if (record is null && problem is null)
                    return;                                                // it was refused, and said so
                terminal.Output.Write(isJson ? FormJson.Line(file.Path, page, reading._template.Name, record, problem) : RowOf(file.Path, page, reading._template, record, problem));
                terminal.Output.Flush();
            }
        }
        return status;
    }

    public void Dispose()
    {
        foreach (ChosenDecoder decoder in _decoders)
            decoder.Dispose();
        foreach (RecognitionModel model in _models.Values)
            model.Dispose();
    }

    private FieldReader ReaderOf(FormField field, string template)
    {
        if (!_models.TryGetValue(field.Model, out RecognitionModel? model))
            _models.Add(field.Model, model = RecognitionModel.Load(InstalledModels.Choose(field.Model, language: null, InstalledModels.Folders())));
        ChosenDecoder decoder = field.Texts.Count > 0 && field.Cells == 0 ? DecoderOptions.ClosedListOf(field.Texts, $"{template}, field \"{field.Name}\"", model) : DecoderOptions.Usual(model);
        _decoders.Add(decoder);
        return new FieldReader(model, decoder.Decoder);
    }

    private static string RowOf(string file, int page, FormTemplate template, FormRecord? record, string? problem) => Csv.Row(
    [
        file, page.ToString(CultureInfo.InvariantCulture),
        .. template.Fields.SelectMany((_, i) => record is null ? (string[])["", ""]
            : [record.Fields[i].Text, record.Fields[i].Confidence.ToString("F4", CultureInfo.InvariantCulture)]),
        problem ?? "",
    ]);
}
