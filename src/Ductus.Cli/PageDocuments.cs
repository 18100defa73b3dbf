using Ductus.Documents;
using Ductus.Imaging;
using Ductus.Layout;

namespace Ductus.Cli;

/// <summary>PAGE and ALTO files as commands read them: with the image beside them for what they do not say, and what had to be mended told.</summary>
internal static class PageDocuments
{
    /// <summary>Repairs of a file that are told without being asked for.</summary>
    private const int ToldRepairs = 3;

    /// <summary>What is repaired in it is told.</summary>
    /// <param name="terminal">That it is told to.</param>
    /// <param name="path">Of the file.</param>
    /// <param name="tellAll">Every place, not only the first ones.</param>
    public static DocumentFile Read(Terminal terminal, string path, bool tellAll = false)
    {
        var repairs = new List<DocumentRepair>();
        DocumentFile document;
        try
        {
            document = DocumentFile.Load(path, image: null, repairs.Add);
        }
        catch (DocumentException) when (ImageBeside(path) is not null)
        {
            // It may only lack the size of its image.
            repairs.Clear();
            document = DocumentFile.Load(path, ImageBeside(path), repairs.Add);
        }
        foreach (DocumentRepair repair in repairs.Take(tellAll ? repairs.Count : ToldRepairs))
            terminal.Complain($"{path}:{repair.Line}: {repair.What}.");
        if (!tellAll && repairs.Count > ToldRepairs)
            terminal.Complain($"{path}: {repairs.Count - ToldRepairs} more such places; ductus convert --verbose names them.");
        return document;
    }

    /// <summary>Size of the image of the same name; <see langword="null"/> where there is none that can be read.</summary>
    private static PageSize? ImageBeside(string path)
    {
        if (InputFiles.ImageOf(path) is not { } image)
            return null;
        try
        {
            GreyImage page = ImageFile.Open(image).Read(DocumentName.PageNumber(path, image) ?? 1);
            return new PageSize(page.Width, page.Height);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ImageFormatException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    /// <summary>The image of a document: by the name it gives, or of its own name, in its folder; and which page of it, where its name tells one.</summary>
    public static (string Path, int? Number) ImageFor(string path, IReadOnlyList<Page> pages)
    {
        // All pages of a document are of one image file, if they name any.
        string? named = pages.Select(page => Path.GetFileName(page.ImageName)).Distinct().ToArray() is [{ Length: > 0 } name] ? name : null;
        string image = (named is null ? null : InputFiles.FoldersOfImages(path).Select(folder => Path.Combine(folder, named)).FirstOrDefault(File.Exists)) ?? InputFiles.ImageOf(path)
            ?? throw new IOException($"expected its image beside it{(named is null ? "" : $", {named}")}; there is none.");
        return (image, pages.Count == 1 ? DocumentName.PageNumber(path, image) : null);
    }
}
