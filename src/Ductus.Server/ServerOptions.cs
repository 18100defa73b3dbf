using Ductus.Imaging;
using Ductus.Recognition;

namespace Ductus.Server;

/// <summary>What a server is started with.</summary>
public sealed record ServerOptions
{
    /// <summary>Where it listens: addresses such as <c>http://127.0.0.1:5757</c>; port 0 takes any that is free.</summary>
    public IReadOnlyList<string> Urls { get; init; } = ["http://127.0.0.1:5757"];

    /// <summary>What every request has to show as <c>Authorization: Bearer …</c>; <see langword="null"/>: nobody is asked, which only loopback addresses allow.</summary>
    public string? Token
    {
        get; init => field = value is null or { Length: >= LeastToken } ? value
        : throw new ArgumentException($"A token has at least {LeastToken} characters; this one has {value.Length}.", nameof(Token));
    }

    /// <summary>Characters of a token, at least: 16 random letters and digits are beyond guessing.</summary>
    public const int LeastToken = 16;

    /// <summary>Folder of the documents that are kept; made if it is not there.</summary>
    public string DataFolder { get; init; } = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "ductus");

    /// <summary>A PostgreSQL database, <c>postgres://USER:PASSWORD@HOST/NAME</c>; <see langword="null"/>: SQLite in the folder.</summary>
    public string? Database { get; init; }

    /// <summary>Folder of the pages for people, as <c>eng/build-web</c> makes it; <see langword="null"/>: there are none, and programs alone are served.</summary>
    public string? WebFolder { get; init; } = Http.WebPages.Find();

    /// <summary>Folders of models; see <see cref="InstalledModels.Folders"/>.</summary>
    public IReadOnlyList<string> ModelFolders { get; init; } = InstalledModels.Folders();

    /// <summary>Most bytes of an upload, 1…2³¹.</summary>
    public long MaxUploadBytes
    {
        get; init => field = value is >= 1 and <= 1L << 31 ? value
        : throw new ArgumentOutOfRangeException(nameof(MaxUploadBytes), value, "The most bytes of an upload must be 1…2,147,483,648.");
    } = 256 << 20;

    /// <summary>Most pages of a document that is kept, 1…100,000.</summary>
    public int MaxDocumentPages
    {
        get; init => field = value is >= 1 and <= 100_000 ? value
        : throw new ArgumentOutOfRangeException(nameof(MaxDocumentPages), value, "The most pages of a document must be 1…100,000.");
    } = 2000;

    /// <summary>Most pages of a file that is read while the caller waits, 1…10,000.</summary>
    public int MaxPages
    {
        get; init => field = value is >= 1 and <= 10_000 ? value
        : throw new ArgumentOutOfRangeException(nameof(MaxPages), value, "The most pages of a file must be 1…10,000.");
    } = 50;

    /// <summary>Limits and resolution of page images. A server's are lower than a person's at a terminal: several strangers' pages are decoded at a time.</summary>
    public ImageFileOptions Images { get; init; } = new() { MaxPixels = 100_000_000 };

    /// <summary>Files that are read at a time, 1…256; the others wait in line.</summary>
    public int Workers
    {
        get; init => field = value is >= 1 and <= 256 ? value
        : throw new ArgumentOutOfRangeException(nameof(Workers), value, "The files that are read at a time must be 1…256.");
    } = Math.Min(Environment.ProcessorCount, 256);

    /// <summary>Requests to read that wait for a worker, 0…100,000; more are turned away with status 429.</summary>
    public int MaxWaiting
    {
        get; init => field = value is >= 0 and <= 100_000 ? value
        : throw new ArgumentOutOfRangeException(nameof(MaxWaiting), value, "The requests that wait must be 0…100,000.");
    } = 256;

    /// <summary>Longest time that the reading of a file may take once it has a worker.</summary>
    public TimeSpan LongestReading { get; init; } = TimeSpan.FromMinutes(10);
}
