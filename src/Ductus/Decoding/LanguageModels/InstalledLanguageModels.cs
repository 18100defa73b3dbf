using Ductus.Recognition;

namespace Ductus.Decoding.LanguageModels;

/// <summary>The language model files beside the models.</summary>
public static class InstalledLanguageModels
{
    /// <summary>What is taken for none at all where a name is asked for.</summary>
    public const string None = "none";

    private const string Extension = ".lm";

    /// <summary>Folder by folder, in each by name: those in the folder that the user names come first.</summary>
    public static IReadOnlyList<string> Files(IReadOnlyList<string> folders) =>
    [
        .. folders.Where(Directory.Exists).SelectMany(folder => Directory.EnumerateFiles(folder, "*" + Extension).OrderBy(Path.GetFileNameWithoutExtension, StringComparer.Ordinal)),
    ];

    /// <summary>The file that is asked for by name or path.</summary>
    /// <exception cref="ModelChoiceException">There is none of that name; the message says what there is.</exception>
    public static string Named(string nameOrPath, IReadOnlyList<string> folders)
    {
        if (File.Exists(nameOrPath))
            return nameOrPath;
        IReadOnlyList<string> files = Files(folders);
        return files.FirstOrDefault(file => Path.GetFileNameWithoutExtension(file) == nameOrPath) ?? throw new ModelChoiceException(
            $"There is no language model \"{nameOrPath}\", neither a file nor in {string.Join(", ", folders)}; "
            + (files.Count == 0 ? "none is installed." : $"installed: {string.Join(", ", files.Select(Path.GetFileNameWithoutExtension))}."));
    }

    /// <summary>The file for a model: of its own name, else of its language, if it has one alone and writes spaces; <see langword="null"/> if there is none.</summary>
    public static string? For(ModelMetadata model, IReadOnlyList<string> languages, IReadOnlyList<string> folders) =>
        // A model that cannot write a space reads no running text, and one of several languages does not say which of them the page is in.
        Files(folders).FirstOrDefault(file => Path.GetFileNameWithoutExtension(file) == model.Name)
        ?? (model.Alphabet.Contains(" ") && languages.Count == 1 ? OfLanguage(languages, folders) : null);

    /// <summary>The first file whose language is among those given; <see langword="null"/> if none is.</summary>
    public static string? OfLanguage(IReadOnlyList<string> languages, IReadOnlyList<string> folders) => Files(folders)
        .FirstOrDefault(file => LanguageModel.ReadMetadata(file).Languages.Intersect(languages, StringComparer.OrdinalIgnoreCase).Any());
}
