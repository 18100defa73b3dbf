namespace Ductus.Recognition;

/// <summary>
/// The model files in <c>$DUCTUS_MODELS</c>, in the folder <c>models</c> beside the program, and in that of the repository it was built from.
/// </summary>
public static class InstalledModels
{
    /// <summary>Taken when nobody asks for one and several are installed.</summary>
    public const string Standard = "english";

    /// <summary>The same for single characters.</summary>
    public const string Characters = "characters";

    private const string Extension = ".onnx";

    /// <summary>Where models are looked for, the first place first; folders that are not there included.</summary>
    public static IReadOnlyList<string> Folders()
    {
        var folders = new List<string>();
        if (Environment.GetEnvironmentVariable("DUCTUS_MODELS") is { Length: > 0 } given)
            folders.Add(given);
        folders.Add(Path.Combine(AppContext.BaseDirectory, "models"));
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Ductus.slnx")))
                folders.Add(Path.Combine(folder.FullName, "models"));
        return folders;
    }

    /// <summary>Every model file, ordered by name.</summary>
    public static IReadOnlyList<string> Files(IReadOnlyList<string> folders) =>
    [
        .. folders.Where(Directory.Exists).SelectMany(folder => Directory.EnumerateFiles(folder, "*" + Extension))
            .OrderBy(Path.GetFileNameWithoutExtension, StringComparer.Ordinal),
    ];

    /// <summary>The file of the model that is asked for by name or path, by language, or not at all.</summary>
    /// <param name="nameOrPath">Of a file in the folders, without its extension, or any path.</param>
    /// <param name="language">A code such as <c>en</c>; not looked at where there is a name.</param>
    /// <param name="folders">As <see cref="Folders"/>.</param>
    /// <exception cref="ModelChoiceException">None or more than one fits; the message says what there is.</exception>
    public static string Choose(string? nameOrPath, string? language, IReadOnlyList<string> folders)
    {
        IReadOnlyList<string> files = Files(folders);
        if (nameOrPath is not null)
            return Named(nameOrPath, files, folders);
        if (files.Count == 0)
            throw new ModelChoiceException($"No model is installed. Looked for *{Extension} in {string.Join(", ", folders)}.");
        if (language is not null)
            return OfLanguage(language, files);
        return files.Count == 1 ? files[0]
            : files.FirstOrDefault(file => Path.GetFileNameWithoutExtension(file) == Standard)
            ?? throw new ModelChoiceException($"Several models are installed, name one: {Names(files)}.");
    }

    private static string Named(string nameOrPath, IReadOnlyList<string> files, IReadOnlyList<string> folders)
    {
        if (File.Exists(nameOrPath))
            return nameOrPath;
        bool isPath = nameOrPath.EndsWith(Extension, StringComparison.OrdinalIgnoreCase) || nameOrPath.AsSpan().ContainsAny('/', Path.DirectorySeparatorChar);
        if (isPath)
            throw new ModelChoiceException($"{nameOrPath}: expected a model file; {(Directory.Exists(nameOrPath) ? "this is a folder" : "there is no such file")}.");
        return files.FirstOrDefault(file => Path.GetFileNameWithoutExtension(file) == nameOrPath)
            ?? throw new ModelChoiceException(
                $"There is no model \"{nameOrPath}\" in {string.Join(", ", folders)}; {(files.Count == 0 ? "none is installed" : $"installed: {Names(files)}")}.");
    }

    private static string OfLanguage(string language, IReadOnlyList<string> files)
    {
        var languages = files.Select(file => (File: file, Metadata: ModelMetadata.Read(file))).Where(model => model.Metadata.Task == ModelTask.Lines)
            .Select(model => (model.File, model.Metadata.Languages)).ToList();
        return languages.FirstOrDefault(model => model.Languages.Contains(language, StringComparer.OrdinalIgnoreCase)).File
            ?? throw new ModelChoiceException($"No installed model reads the language \"{language}\"; there is: "
                + string.Join(", ", languages.Select(model => $"{Path.GetFileNameWithoutExtension(model.File)} ({string.Join(' ', model.Languages)})")) + ".");
    }

    private static string Names(IReadOnlyList<string> files) => string.Join(", ", files.Select(Path.GetFileNameWithoutExtension));
}
