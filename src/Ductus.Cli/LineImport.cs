using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Ductus.Documents;
using Ductus.Imaging;
using Ductus.Layout;
using Ductus.Training.Data;

namespace Ductus.Cli;

/// <summary>One run of <c>data import</c>: the transcribed lines of pages, cut out, become a data set.</summary>
internal sealed class LineImport(Terminal terminal, CancellationToken cancel)
{
    private readonly StringBuilder _rows = new("line_id\timage\tsplit\ttext\n"), _page = new();
    private readonly HashSet<string> _ids = new(StringComparer.OrdinalIgnoreCase);
    private int _files, _pages, _lines, _unread, _outside, _unwanted, _status = ExitStatus.Done;

    public required DocumentFormat Format { get; init; }

    /// <summary>Folder to make.</summary>
    public required string Output { get; init; }

    /// <summary>Pages that go into the validation split, of all, where no folder says it, 0…1.</summary>
    public required double Validation { get; init; }

    /// <summary>Lines in whose text it finds something are left out.</summary>
    public required Regex? Without { get; init; }

    /// <summary>HTML file to look through the lines; <see langword="null"/>: none.</summary>
    public required string? Sheet { get; init; }

    public int Run(string folder)
    {
        string table = Path.Combine(Output, "lines.tsv");
        if (File.Exists(table))
            throw new IOException($"{table}: there is a data set already; give another folder.");
        Directory.CreateDirectory(Path.Combine(Output, "images"));
        var splits = Directory.Exists(folder) ? Directory.GetDirectories(folder).Order(StringComparer.Ordinal)
            .Select(inner => (Folder: inner, Split: LineSplit.OfFolder(Path.GetFileName(inner)))).Where(one => one.Split is not null).ToArray() : [];
        (InputFile File, string? Split)[] files = splits.Length == 0 ? [.. InputFiles.Documents([folder], Complain).Select(file => (file, (string?)null))]
            : [.. splits.SelectMany(one => InputFiles.Documents([one.Folder], Complain).Select(file => (file, one.Split)))];
        ProgressBar.Show(terminal, "cutting lines", progress =>
        {
            foreach (var (file, split) in files)
            {
                cancel.ThrowIfCancellationRequested();
                try
                {
                    Cut(file, split);
                }
                catch (Exception error) when (error is IOException or UnauthorizedAccessException or DocumentException or ImageFormatException)
                {
                    Complain(file.Problem(error));
                }
                progress.Report(new ReadingProgress(++_files, files.Length));
            }
            return 0;
        });
        if (_lines == 0)
        {
            Complain($"{Output}: not written; none of {files.Length} files has given a line.");
            DeleteEmpty(Path.Combine(Output, "images"));
            DeleteEmpty(Output);
            return _status;
        }
        // Last, so that a data set that is there is whole.
        AtomicFile.Write(table, _rows.ToString());
        if (Sheet is not null)
            AtomicFile.Write(Sheet, $"<!DOCTYPE html>\n<meta charset=\"utf-8\">\n<title>{WebUtility.HtmlEncode(folder)}</title>\n<style>body {{ font: 15px sans-serif; max-width: 70em; margin: 2em auto }} img {{ max-width: 100%; max-height: 5em; display: block }} figure {{ margin: 0 0 1.2em }}</style>\n{_page}");
        terminal.Output.WriteLine($"{_lines} lines of {_pages} pages in {table}; {_unread} without a text were left out"
            + (_unwanted > 0 ? $", {_unwanted} by --without" : "") + (_outside > 0 ? $", {_outside} that lie at the edge of their page or have no extent" : ""));
        return _status;
    }

    private void Cut(InputFile file, string? split)
    {
        DocumentFile document = PageDocuments.Read(terminal, file.Path);
        if (document.Format != Format)
            throw new IOException($"expected {Format.Name.ToUpperInvariant()}; this file is {document.Format.Name.ToUpperInvariant()}.");
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
            string name = pages.Count > 1 ? $"{file.RelativePath}-p{place + 1}" : file.RelativePath;
            Cut(name, split ?? ChosenSplit(name), measured, scan);
            _pages++;
        }
    }

    /// <summary>By its name: a page that is added changes no other's split.</summary>
    private string ChosenSplit(string name) =>
        BitConverter.ToUInt32(SHA256.HashData(Encoding.UTF8.GetBytes(name))) / (double)uint.MaxValue < Validation ? LineSplit.Val : LineSplit.Train;

    private void Cut(string name, string split, Page page, GreyImage scan)
    {
        foreach (TextLine line in page.Lines)
        {
            if (string.IsNullOrWhiteSpace(line.Text))
            {
                _unread++;
                continue;
            }
            // What separates columns and rows of the table is no writing.
            string text = string.Join(' ', line.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Normalize();
            if (Without?.IsMatch(text) == true)
            {
                _unwanted++;
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
            AtomicFile.Write(Path.Combine(Output, image), png);
            _rows.Append(CultureInfo.InvariantCulture, $"{id}\t{image}\t{split}\t{text}\n");
            if (Sheet is not null)
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

    private static void DeleteEmpty(string folder)
    {
        if (!Directory.EnumerateFileSystemEntries(folder).Any())
            Directory.Delete(folder);
    }

    private void Complain(string problem)
    {
        terminal.Complain(problem);
        _status = ExitStatus.Failed;
    }
}
