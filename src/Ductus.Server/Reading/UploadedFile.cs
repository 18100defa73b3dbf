using System.Globalization;
using System.Text;
using Ductus.Imaging;
using Microsoft.AspNetCore.Http;

namespace Ductus.Server.Reading;

/// <summary>A file that somebody sent, under a name of the server's own on the disk. Disposed, it is deleted unless it is kept.</summary>
internal sealed class UploadedFile : IDisposable
{
    private const int LongestName = 200;

    private readonly bool _isKept;

    private UploadedFile(string name, string path, bool isKept) => (Name, Path, _isKept) = (name, path, isKept);

    /// <summary>As its sender calls it, made harmless: to be shown, never to be opened.</summary>
    public string Name { get; }

    /// <summary>Where it lies.</summary>
    public string Path { get; }

    /// <summary>Writes what was sent into a new file.</summary>
    public static async Task<UploadedFile> ReceiveAsync(IFormFile sent, CancellationToken cancel)
    {
        var file = new UploadedFile(SafeName(sent.FileName), System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"ductus-{Guid.NewGuid():N}"), isKept: false);
        try
        {
            await using var stream = new FileStream(file.Path, FileMode.CreateNew, FileAccess.Write);
            await sent.CopyToAsync(stream, cancel);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>A file that lies among those of the server, and stays there.</summary>
    /// <param name="name">For complaints.</param>
    /// <param name="path">Where it lies.</param>
    public static UploadedFile Kept(string name, string path) => new(name, path, isKept: true);

    /// <summary>Its pages, to be decoded.</summary>
    /// <exception cref="ImageFormatException">It is no image; <see cref="Renamed"/> is what may be told of it.</exception>
    public ImagePages Open(ImageFileOptions options) => ImageFile.Open(Path, options);

    /// <summary>A complaint without the place of the file, which is nobody's business.</summary>
    public UploadException Renamed(ImageFormatException error) => new(error.Message.Replace(Path, Name, StringComparison.Ordinal), error);

    public void Dispose()
    {
        if (!_isKept)
            File.Delete(Path);
    }

    /// <summary>The last part of a path of any system, without characters that steer terminals or file systems.</summary>
    internal static string SafeName(string name)
    {
        string last = name[(name.AsSpan().LastIndexOfAny('/', '\\') + 1)..].Normalize();
        string safe = string.Concat(last.EnumerateRunes().Where(IsHarmless).Take(LongestName));
        return safe.Trim(' ', '.') is { Length: > 0 } some ? some : "image";
    }

    private static bool IsHarmless(Rune rune) => !(rune.IsAscii && "<>:\"|?*".Contains((char)rune.Value))
        && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}

/// <summary>An uploaded file that cannot be read; the message names it as its sender does.</summary>
internal sealed class UploadException(string message, Exception cause) : Exception(message, cause);
