using Ductus.Documents;
using Ductus.Imaging;
using Ductus.Layout;

namespace Ductus.Cli;

/// <summary>The lines of an image as PAGE or ALTO files give them: one file, or one for each of its pages. Thread-safe.</summary>
internal sealed class GivenLayout
{
    private readonly IReadOnlyList<(string Path, DocumentFile File)> _documents;
    private readonly IReadOnlyList<Page> _pages;

    private GivenLayout(IReadOnlyList<(string Path, DocumentFile File)> documents) => (_documents, _pages) = (documents, [.. documents.SelectMany(document => document.File.Pages)]);

    /// <summary>Of files.</summary>
    public int Count => _documents.Count;

    /// <summary>The files.</summary>
    public IEnumerable<string> Paths => _documents.Select(document => document.Path);

    /// <summary>The bytes of the files.</summary>
    public ReadOnlyMemory<byte> Content => _documents is [var only] ? only.File.Content : _documents.SelectMany(document => document.File.Content.ToArray()).ToArray();

    /// <summary>In which changes can be put back.</summary>
    public DocumentFormat Format => _documents[0].File.Format;

    /// <param name="terminal">Told of what had to be mended.</param>
    /// <param name="file">An image.</param>
    /// <param name="options">With the folder, or without.</param>
    /// <returns><see langword="null"/> where lines are to be looked for.</returns>
    /// <exception cref="IOException">The folder has no file for the image.</exception>
    /// <exception cref="DocumentException">It has one that cannot be understood.</exception>
    public static GivenLayout? Of(Terminal terminal, InputFile file, ReadOptions options)
    {
        if (options.LayoutFolder is not { } folder)
            return null;
        if (!Directory.Exists(folder))
            throw new IOException($"{folder}: there is no such folder.");
        string name = Path.GetFileNameWithoutExtension(file.Path);
        // The whole name first: it is the closer one.
        string[] paths = DocumentName.Names(file.Path).Reverse().SelectMany(_ => DocumentName.OfXml, (called, extension) => Path.Combine(folder, called + extension)).FirstOrDefault(File.Exists) is { } whole
            ? [whole] : OfPages(folder, DocumentName.Names(file.Path));
        if (paths.Length == 0)
            throw new IOException($"expected {string.Join(", ", DocumentName.OfXml.Select(extension => name + extension))} in {folder} with its lines, or files such as {name}-p001.xml for its pages; there is none.");
        (string Path, DocumentFile File)[] documents = [.. paths.Select(path => (path, PageDocuments.Read(terminal, path)))];
        foreach (var (path, document) in documents)
            if (document.Format != documents[0].File.Format || (documents.Length > 1 && document.Pages.Count != 1))
                throw new IOException($"{path}: expected one page in the format of {documents[0].Path}; this file has {document.Pages.Count} in {document.Format.Name.ToUpperInvariant()}.");
        return new GivenLayout(documents);
    }

    /// <summary>Reads a page of the image.</summary>
    /// <exception cref="IOException">The documents have no such page, or one of another shape.</exception>
    public Page Read(PageReader reader, GreyImage image, int number, IProgress<ReadingProgress>? progress, CancellationToken cancel)
    {
        if (number > _pages.Count)
            throw new IOException($"{Where(number)}: expected lines of page {number}; there are those of {_pages.Count}.");
        try
        {
            return reader.Read(image, _pages[number - 1], progress, cancel);
        }
        catch (ArgumentException error)
        {
            throw new IOException($"{Where(number)}: {error.Message.Split(" (Parameter", 2)[0]}", error);
        }
    }

    /// <summary>The documents with what was read; all else in them stays. As many as there are.</summary>
    /// <param name="pages">Those of the image.</param>
    /// <exception cref="IOException">The documents have other pages than the image.</exception>
    public IReadOnlyList<byte[]> Edited(IReadOnlyList<Page> pages)
    {
        if (pages.Count != _pages.Count)
            throw new IOException($"{Where(1)}: expected as many pages as the image has, {pages.Count}; there are {_pages.Count}.");
        Page[] changed = [.. _pages.Zip(pages, Onto)];
        return _documents is [var only] ? [only.File.Edit(changed)] : [.. _documents.Zip(changed, (document, page) => document.File.Edit([page]))];
    }

    /// <summary>The files of an image's pages, as many as there are without a gap.</summary>
    private static string[] OfPages(string folder, IEnumerable<string> names)
    {
        var files = new Dictionary<int, string>();
        foreach (string path in Directory.EnumerateFiles(folder, "*.xml").Order(StringComparer.Ordinal))
            if (DocumentName.OfPage(DocumentName.Stem(path)) is var (image, number) && names.Contains(image) && !files.TryAdd(number, path))
                throw new IOException($"{folder}: expected one file for page {number}; there are {Path.GetFileName(files[number])} and {Path.GetFileName(path)}.");
        return files.Keys.All(number => number <= files.Count) ? [.. files.OrderBy(file => file.Key).Select(file => file.Value)]
            : throw new IOException($"{folder}: expected files for pages 1 to {files.Keys.Max()} of {names.First()}; there is none for page {Enumerable.Range(1, files.Count).First(number => !files.ContainsKey(number))}.");
    }

    private string Where(int number) => _documents[Math.Min(number, _documents.Count) - 1].Path;

    /// <summary>What was read, in the pixels of the document: its own outlines stay to the last digit.</summary>
    private Page Onto(Page given, Page read)
    {
        Page page = read.ScaledTo(given.Width, given.Height) ?? read;
        var lines = given.Lines.ToDictionary(line => line.Id, StringComparer.Ordinal);
        return page with { Regions = [.. given.Regions.Zip(page.Regions, (region, own) => region with { Lines = [.. own.Lines.Select(Line)] })] };

        TextLine Line(TextLine line)
        {
            // Alternatives in PAGE are text to some programs.
            TextLine told = Format == DocumentFormat.PageXml ? line with { Alternatives = [], Words = [.. line.Words.Select(word => word with { Alternatives = [] })] } : line;
            return lines.TryGetValue(line.Id, out TextLine? old) ? told with { Boundary = old.Boundary, Baseline = old.Baseline } : told;
        }
    }
}
