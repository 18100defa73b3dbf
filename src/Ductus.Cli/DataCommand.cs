using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Ductus.Documents;
using Ductus.Imaging;
using Ductus.Layout;

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
        var folder = new Argument<string>("FOLDER") { Description = "Folder of the *.xml files, each with its image beside it." };
        var output = new Option<string>("--output", "-o") { Description = "Folder to make: the lines' images, and lines.tsv with their texts.", HelpName = "DIR", Required = true };
        Option<double> validation = Share.Option("--val", "Pages that go into the split val, of all; chosen by their names, always the same.", "share", fallback: 0.1);
        var sheet = new Option<string?>("--sheet") { Description = "Also writes a page of HTML with all lines and their texts, to look through.", HelpName = "FILE.html" };
        var command = new ExplainedCommand("import", "Cuts transcribed lines out of pages, along baseline and outline, level and straight, for training.",
            ("ductus data import alto export/ -o my-lines --sheet look.html", "Also makes a page to look at what was cut."),
            ("ductus train my.json --data my-lines", "Trains on them."))
        {
            format, folder, output, validation, sheet,
        };
        command.SetAction(parsed => new LineImport(terminal, parsed.GetRequiredValue(format) == DocumentFormat.Alto.Name ? DocumentFormat.Alto : DocumentFormat.PageXml, parsed.GetRequiredValue(output), parsed.GetValue(validation), parsed.GetValue(sheet))
            .Run(parsed.GetRequiredValue(folder), cancel));
        return command;
    }

    /// <summary>One run of <c>data import</c>.</summary>
    private sealed class LineImport(Terminal terminal, DocumentFormat format, string output, double validation, string? sheet)
    {
        private readonly StringBuilder _rows = new("line_id\timage\tsplit\ttext\n"), _page = new();
        private readonly HashSet<string> _ids = new(StringComparer.OrdinalIgnoreCase);
        private int _lines, _unread, _outside, _status = ExitStatus.Done;

        public int Run(string folder, CancellationToken cancel)
        {
            string table = Path.Combine(output, "lines.tsv");
            if (File.Exists(table))
                throw new IOException($"{table}: there is a data set already; give another folder.");
            Directory.CreateDirectory(Path.Combine(output, "images"));
            IReadOnlyList<InputFile> files = InputFiles.Documents([folder], Complain);
            int done = 0;
            ProgressBar.Show(terminal, "cutting lines", progress =>
            {
                foreach (InputFile file in files)
                {
                    cancel.ThrowIfCancellationRequested();
                    try
                    {
                        Cut(file);
                    }
                    catch (Exception error) when (error is IOException or UnauthorizedAccessException or DocumentException or ImageFormatException)
                    {
                        Complain(file.Problem(error));
                    }
                    progress.Report(new ReadingProgress(++done, files.Count));
                }
                return 0;
            });
            if (_lines == 0)
            {
                Complain($"{output}: not written; none of {files.Count} files has a transcribed line that could be cut.");
                return _status;
            }
            // Last, so that a data set that is there is whole.
            AtomicFile.Write(table, _rows.ToString());
            if (sheet is not null)
                AtomicFile.Write(sheet, $"<!DOCTYPE html>\n<meta charset=\"utf-8\">\n<title>{WebUtility.HtmlEncode(folder)}</title>\n<style>body {{ font: 15px sans-serif; max-width: 70em; margin: 2em auto }} img {{ max-width: 100%; max-height: 5em; display: block }} figure {{ margin: 0 0 1.2em }}</style>\n{_page}");
            terminal.Output.WriteLine($"{_lines} lines of {files.Count} pages in {table}; {_unread} without a text were left out{(_outside > 0 ? $", {_outside} that lie at the edge of their page or have no extent" : "")}");
            return _status;
        }

        private void Cut(InputFile file)
        {
            DocumentFile document = PageDocuments.Read(terminal, file.Path);
            if (document.Format != format)
                throw new IOException($"expected {format.Name.ToUpperInvariant()}; this file is {document.Format.Name.ToUpperInvariant()}.");
            IReadOnlyList<Page> pages = document.Pages;
            var (image, only) = PageDocuments.ImageFor(file.Path, pages);
            ImagePages images = ImageFile.Open(image);
            if (only is null ? images.Count != pages.Count : only > images.Count)
                throw new IOException($"expected {(only is null ? $"as many pages as the image {Path.GetFileName(image)} has, {images.Count}; there are {pages.Count}" : $"an image with a page {only}; {Path.GetFileName(image)} has {images.Count}")}.");
            foreach (var (page, place) in pages.Select((page, place) => (page, place)))
            {
                GreyImage scan = Polarity.ToDarkOnLight(images.Read(only ?? place + 1));
                Page measured = page.ScaledTo(scan.Width, scan.Height) ?? throw new IOException(string.Create(CultureInfo.InvariantCulture,
                    $"expected an image of the shape of its page, {page.Width} × {page.Height}; {Path.GetFileName(image)} has {scan.Width} × {scan.Height} pixels."));
                Cut(file, pages.Count > 1 ? $"{file.RelativePath}-p{place + 1}" : file.RelativePath, measured, scan);
            }
        }

        private void Cut(InputFile file, string name, Page page, GreyImage scan)
        {
            // By its name: a page that is added changes no other's split.
            double place = BitConverter.ToUInt32(SHA256.HashData(Encoding.UTF8.GetBytes(name))) / (double)uint.MaxValue;
            string split = place < validation ? "val" : "train";
            foreach (TextLine line in page.Lines)
            {
                if (string.IsNullOrWhiteSpace(line.Text))
                {
                    _unread++;
                    continue;
                }
                Box box = line.Boundary.Bounds;
                if (box.X >= scan.Width || box.Y >= scan.Height || box.Width < 2 || box.Height < 2)
                {
                    _outside++;
                    continue;
                }
                string id = Named($"{name}-{line.Id}"), image = $"images/{id}.png";
                byte[] png = ImageFile.ToPng(LineImage.Cut(scan, line));
                AtomicFile.Write(Path.Combine(output, image), png);
                string text = line.Text.Replace('\t', ' ').Normalize();
                _rows.Append(CultureInfo.InvariantCulture, $"{id}\t{image}\t{split}\t{text}\n");
                if (sheet is not null)
                    _page.Append(CultureInfo.InvariantCulture, $"<figure><img alt=\"\" src=\"data:image/png;base64,{Convert.ToBase64String(png)}\"><figcaption>{WebUtility.HtmlEncode(text)} <small>{WebUtility.HtmlEncode(id)}</small></figcaption></figure>\n");
                _lines++;
            }
        }

        /// <summary>A name that is one for a file, too, and that no other line has; letters that differ in their case alone make no other name.</summary>
        private string Named(string wanted)
        {
            string name = string.Concat(wanted.Select(character => char.IsLetterOrDigit(character) || character is '-' or '_' or '.' ? character : '_')), id = name;
            for (int number = 2; !_ids.Add(id); number++)
                id = string.Create(CultureInfo.InvariantCulture, $"{name}-{number}");
            return id;
        }

        private void Complain(string problem)
        {
            terminal.Complain(problem);
            _status = ExitStatus.Failed;
        }
    }
}
