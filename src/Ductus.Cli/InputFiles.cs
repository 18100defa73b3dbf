namespace Ductus.Cli;

/// <summary>One image or document named on the command line, directly or through its folder.</summary>
/// <param name="Path">As the user will recognise it; <c>-</c> is standard input.</param>
/// <param name="RelativePath">Where its result belongs below an output folder, without extension.</param>
internal sealed record InputFile(string Path, string RelativePath)
{
    /// <summary>What is wrong with the file, with its name.</summary>
    public string Problem(Exception error) => error.Message.Contains(Path, StringComparison.Ordinal) ? error.Message : $"{Path}: {error.Message}";

    /// <summary>Nothing that is read is written over.</summary>
    /// <param name="results">Files to be written.</param>
    /// <exception cref="IOException">The file is one of them.</exception>
    public void Spare(IEnumerable<string> results)
    {
        string own = File.Exists(Path) ? Target(Path) : "";
        if (results.FirstOrDefault(result => File.Exists(result) && Target(result) == own) is { } result)
            throw new IOException($"expected results that are other files than what is read; {result} is the file itself: give another folder with --output.");

        static string Target(string path) => File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? System.IO.Path.GetFullPath(path);
    }

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
        string stem = DocumentName.Stem(document), folder = Path.GetDirectoryName(Path.GetFullPath(document)) ?? "";
        string[] names = [stem, Path.GetFileNameWithoutExtension(document), DocumentName.OfPage(stem)?.Image ?? stem];
        return names.SelectMany(_ => ImageExtensions, (name, extension) => Path.Combine(folder, name + extension)).FirstOrDefault(File.Exists);
    }

    private static List<InputFile> Expand(IReadOnlyList<string> arguments, string[] extensions, string kind, Action<string> problem, Func<string, string>? nameOf = null)
    {
        nameOf ??= file => Path.GetFileNameWithoutExtension(file);
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
                    .. Directory.EnumerateFiles(argument)
                        .Where(file => extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))
                        .Order(StringComparer.Ordinal)
                        .Select(file => new InputFile(file, nameOf(file))),
                ];
                if (images.Length == 0)
                    problem($"{argument}: the folder holds no {kind} ({string.Join(' ', extensions)}).");
                files.AddRange(images);
            }
            else
            {
                // Whether it exists is found out when it is its turn, so that the others are read in any case.
                files.Add(new InputFile(argument, nameOf(argument)));
            }
        }
        return WithDistinctResults(files);
    }

    /// <summary>a.png and a.jpg would both become a.txt: those keep their extension; what is still alike gets a number.</summary>
    private static List<InputFile> WithDistinctResults(List<InputFile> files)
    {
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
