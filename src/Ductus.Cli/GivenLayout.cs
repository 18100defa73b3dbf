using Ductus.Documents;
using Ductus.Imaging;
using Ductus.Layout;

namespace Ductus.Cli;

/// <summary>The lines of a file as a PAGE or ALTO file beside it gives them. Thread-safe.</summary>
internal sealed class GivenLayout
{
    private static readonly string[] Extensions = [".xml", ".page.xml", ".alto.xml"];

    private readonly string _path;
    private readonly DocumentFile _document;

    private GivenLayout(string path, DocumentFile document) => (_path, _document) = (path, document);

    /// <summary>The bytes of the file.</summary>
    public ReadOnlyMemory<byte> Content => _document.Content;

    /// <summary>In which changes can be put back.</summary>
    public DocumentFormat Format => _document.Format;

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
        string name = Path.GetFileNameWithoutExtension(file.Path);
        string path = Extensions.Select(extension => Path.Combine(folder, name + extension)).FirstOrDefault(File.Exists)
            ?? throw new IOException($"expected {string.Join(", ", Extensions.Select(extension => name + extension))} in {folder} with its lines; there is none.");
        return new GivenLayout(path, PageDocuments.Read(terminal, path));
    }

    /// <summary>Reads a page of the file.</summary>
    /// <exception cref="IOException">The document has no such page, or one of another shape.</exception>
    public Page Read(PageReader reader, GreyImage image, int number, IProgress<ReadingProgress>? progress, CancellationToken cancel)
    {
        if (number > _document.Pages.Count)
            throw new IOException($"{_path}: expected lines of page {number}; it has {_document.Pages.Count} pages.");
        try
        {
            return reader.Read(image, _document.Pages[number - 1], progress, cancel);
        }
        catch (ArgumentException error)
        {
            throw new IOException($"{_path}: {error.Message.Split(" (Parameter", 2)[0]}", error);
        }
    }

    /// <summary>The document with what was read; all else in it stays.</summary>
    /// <exception cref="IOException">The document has other pages than the image.</exception>
    public byte[] Edited(IReadOnlyList<Page> pages) => pages.Count != _document.Pages.Count
        ? throw new IOException($"{_path}: expected as many pages as the image has, {pages.Count}; it has {_document.Pages.Count}.") : _document.Edit([.. _document.Pages.Zip(pages, Onto)]);

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
