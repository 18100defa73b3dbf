using Ductus.Layout;

namespace Ductus.Documents.PdfFiles;

/// <summary>What a searchable PDF is made of: an image file, and the pages that were read in it.</summary>
/// <param name="Image">The file.</param>
/// <param name="Pages">In order: as many as the file has.</param>
public sealed record PdfSource(string Image, IReadOnlyList<Page> Pages)
{
    /// <summary>Which page of the file a single page is, 1 the first; <see langword="null"/> where all are given.</summary>
    public int? Number { get; init; }
}
