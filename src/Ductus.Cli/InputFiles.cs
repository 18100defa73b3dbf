namespace Ductus.Cli;

/// <summary>One image or document named on the command line, directly or through its folder.</summary>
/// <param name="Path">As the user will recognise it; <c>-</c> is standard input.</param>
/// <param name="RelativePath">Where its result belongs below an output folder, without extension.</param>
internal sealed record InputFile(string Path, string RelativePath)
{
    /// <summary>What is wrong with the file, with its name.</summary>
    public string Problem(Exception error) =>
        error is (FileNotFoundException or DirectoryNotFoundException) && !IsStandardInput && !File.Exists(Path) ? $"{Path}: there is no such file."
        : error.Message.Contains(Path, StringComparison.Ordinal) ? error.Message : $"{Path}: {error.Message}";

    public const string StandardInput = "-";

    public bool IsStandardInput => Path == StandardInput;
}

/// <summary>What the arguments FILE, FOLDER and - stand for.</summary>
internal static class InputFiles
{
    // HEIC is not read, but a folder of telephone photos must not look empty: each file gets its own clear error.
    private static readonly string[] ImageExtensions =
    [
        ".png", ".jpg", ".jpeg", ".jp2", ".j2k", ".jpf", ".jpx", ".tif", ".tiff", ".bmp", ".webp", ".pnm", ".pbm", ".pgm", ".ppm",
        ".heic", ".heif", ".pdf",
    ];

    private static readonly string[] DocumentFolders = ["page", "alto"];

    /// <summary>Folders give their images in the order of their names, without those of folders inside.</summary>
    /// <param name="arguments">As given.</param>
    /// <param name="problem">Told, once each, of folders that give nothing.</param>
    public static IReadOnlyList<InputFile> Expand(IReadOnlyList<string> arguments, Action<string> problem) => Expand(arguments, ImageExtensions, "images", problem);

    /// <summary>The same of documents.</summary>
    /// <param name="arguments">As given.</param>
    /// <param name="problem">Told, once each, of folders that give nothing.</param>
    public static IReadOnlyList<InputFile> Documents(IReadOnlyList<string> arguments, Action<string> problem) => Expand(arguments, [".xml"], "documents", problem, DocumentName.Stem);

    /// <summary>The image beside a document that it is called after; <see langword="null"/> without.</summary>
    public static string? ImageOf(string document)
    {
        string stem = DocumentName.Stem(document);
        string[] names = [stem, Path.GetFileNameWithoutExtension(document), DocumentName.OfPage(stem)?.Image ?? stem];
        return FoldersOfImages(document).SelectMany(folder => names.SelectMany(name => ImageExtensions.Select(extension => name + extension)
            // Where two images differ in their extension alone, documents are called after all of their names.
            .Concat(ImageExtensions.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase) ? [name] : []), (_, name) => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }

    /// <summary>Where the image of a document may lie: beside it, or above it if it lies in a folder that is called after its format, as Transkribus exports them.</summary>
    public static IEnumerable<string> FoldersOfImages(string document)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(document)) ?? "";
        return Path.GetDirectoryName(folder) is { } above && DocumentFolders.Contains(Path.GetFileName(folder), StringComparer.OrdinalIgnoreCase) ? [folder, above] : [folder];
    }

    private static List<InputFile> Expand(IReadOnlyList<string> arguments, string[] extensions, string kind, Action<string> problem, Func<string, string>? nameOf = null)
    {
        var files = new List<InputFile>();
        foreach (string argument in arguments)
        {
            if (argument == InputFile.StandardInput)
            {
                files.Add(new InputFile(argument, "stdin"));
            }
            else if (Directory.Exists(argument))
            {
                InputFile[] images =
                [
                    .. Listed(argument, nameOf is null).Where(file => extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))
                        .Order(StringComparer.Ordinal)
                        .Select(file => new InputFile(file, NameOf(file))),
                ];
                if (images.Length == 0)
                    problem($"{argument}: the folder holds no {kind} ({string.Join(' ', extensions)}).");
                files.AddRange(images);
            }
            else
            {
                // Whether it exists is found out when it is its turn, so that the others are read in any case.
                files.Add(new InputFile(argument, NameOf(argument)));
            }
        }
        return WithDistinctResults(files);

        string NameOf(string file) => nameOf is null ? Path.GetFileNameWithoutExtension(file) : nameOf(file);
    }

    /// <summary>The files of a folder; of one of an export, which has its documents in a folder in it, those, and never its table of contents.</summary>
    private static IEnumerable<string> Listed(string folder, bool isOfImages)
    {
        static IEnumerable<string> Documents(string folder) => Directory.EnumerateFiles(folder).Where(file => !Path.GetFileName(file).Equals("mets.xml", StringComparison.OrdinalIgnoreCase));

        if (isOfImages || Documents(folder).Any(file => Path.GetExtension(file).Equals(".xml", StringComparison.OrdinalIgnoreCase)))
            return Documents(folder);
        return DocumentFolders.Select(name => Path.Combine(folder, name)).FirstOrDefault(Directory.Exists) is { } inner ? Documents(inner) : [];
    }

    /// <summary>a.png and a.jpg would both become a.txt: those keep their extension; what is still alike gets a number.</summary>
    private static List<InputFile> WithDistinctResults(List<InputFile> files)
    {
        files = [.. files.DistinctBy(file => file.Path)];
        var shared = files.CountBy(file => file.RelativePath, StringComparer.OrdinalIgnoreCase)
            .Where(count => count.Value > 1).Select(count => count.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var distinct = new List<InputFile>();
        foreach (InputFile file in files)
        {
            string wanted = shared.Contains(file.RelativePath) && !file.IsStandardInput ? Path.GetFileName(file.Path) : file.RelativePath;
            string name = wanted;
            for (int number = 2; !taken.Add(name); number++)
                name = $"{wanted}-{number}";
            distinct.Add(file with { RelativePath = name });
        }
        return distinct;
    }
}
