using System.IO.Compression;
using Ductus.Documents;
using Ductus.Layout;
using Microsoft.AspNetCore.Http;

namespace Ductus.Server.Http;

/// <summary>Pages as a file to take home.</summary>
internal static class DocumentResult
{
    /// <param name="pages">In order, one at least.</param>
    /// <param name="format">Of the file. Of a format that holds one page and several pages, a ZIP of them is made.</param>
    /// <param name="name">Of the document, for the file's.</param>
    /// <param name="origin">Who read the pages.</param>
    /// <param name="options">What is marked.</param>
    /// <param name="image">Path of the pages' image file.</param>
    public static IResult Of(IReadOnlyList<Page> pages, DocumentFormat format, string name, DocumentOrigin origin, DocumentOptions options, string image)
    {
        string stem = Path.GetFileNameWithoutExtension(name);
        if (format.HoldsImages || (format.HoldsOnePage && pages.Count > 1))
            return Written(pages, format, stem, origin, options, image);
        // JSON is looked at, the rest is kept.
        return Results.Bytes(format.ToBytes(pages, origin, options), Negotiation.MediaTypeOf(format), format == DocumentFormat.Json ? null : stem + format.Extension);
    }

    /// <summary>Formats that are written into files only.</summary>
    private static IResult Written(IReadOnlyList<Page> pages, DocumentFormat format, string stem, DocumentOrigin origin, DocumentOptions options, string image)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("ductus-");
        try
        {
            // Files are called after the stem, which a hostile name must not lead out of the folder: their own name on the disk is ours.
            IReadOnlyList<string> files = format.Write(pages, Path.Combine(folder.FullName, "pages"), origin, options, image);
            if (files is [var one])
                return Results.Bytes(File.ReadAllBytes(one), Negotiation.MediaTypeOf(format), stem + format.Extension);
            using var zipped = new MemoryStream();
            using (var archive = new ZipArchive(zipped, ZipArchiveMode.Create, leaveOpen: true))
                foreach (string file in files)
                    archive.CreateEntryFromFile(file, stem + Path.GetFileName(file)["pages".Length..]);
            return Results.Bytes(zipped.ToArray(), "application/zip", stem + ".zip");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
