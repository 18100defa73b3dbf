using System.Text;
using Ductus.Native.Hunspell;

namespace Ductus.Decoding.Spelling;

/// <summary>A dictionary is not installed, or cannot be used; the message says what is missing.</summary>
public sealed class SpellingDictionaryException(string message) : Exception(message);

/// <summary>A Hunspell dictionary: which words there are in a language, and which are near to something else. Share it between threads; dispose it at the end.</summary>
public sealed class SpellingDictionary : IDisposable
{
    private static readonly Dictionary<string, string> Packages = new(StringComparer.Ordinal)
    {
        ["en"] = "hunspell-en-gb",
        ["fr"] = "hunspell-fr-classical",
        ["vi"] = "hunspell-vi",
        ["de"] = "hunspell-de-de",
    };

    private readonly HunspellHandle _handle;
    private readonly Encoding _encoding;
    private readonly Lock _lock = new();

    private SpellingDictionary(HunspellHandle handle, Encoding encoding, string name) => (_handle, _encoding, Name) = (handle, encoding, name);

    /// <summary>Of its file, such as <c>en_GB</c>.</summary>
    public string Name { get; }

    /// <summary>Loads the dictionary of a language.</summary>
    /// <param name="language">As <c>en</c>, for which the first of its countries is taken, or <c>en_US</c>.</param>
    /// <param name="folders">Where to look; <see langword="null"/>: $DICPATH and where systems keep dictionaries.</param>
    /// <exception cref="SpellingDictionaryException">There is none; the message says which package has it.</exception>
    public static SpellingDictionary Load(string language, IReadOnlyList<string>? folders = null)
    {
        folders ??= Folders();
        string wanted = language.Replace('-', '_');
        string? file = folders.Where(Directory.Exists).SelectMany(folder => Directory.EnumerateFiles(folder, "*.aff").Order(StringComparer.Ordinal))
            .Where(path => File.Exists(Path.ChangeExtension(path, ".dic")))
            .FirstOrDefault(path => Path.GetFileNameWithoutExtension(path) is var name
                && (name.Equals(wanted, StringComparison.OrdinalIgnoreCase) || name.StartsWith(wanted + "_", StringComparison.OrdinalIgnoreCase)));
        if (file is null)
        {
            string package = Packages.GetValueOrDefault(wanted.Split('_')[0].ToLowerInvariant(), $"hunspell-{wanted.ToLowerInvariant()}");
            throw new SpellingDictionaryException(
                $"No dictionary of \"{language}\" is installed; looked for {wanted}*.aff in {string.Join(", ", folders)}. Debian and Ubuntu have it in the package {package}.");
        }
        try
        {
            var (handle, encoding) = HunspellLibrary.Open(file, Path.ChangeExtension(file, ".dic"));
            return new SpellingDictionary(handle, encoding, Path.GetFileNameWithoutExtension(file));
        }
        catch (DllNotFoundException error)
        {
            throw new SpellingDictionaryException(error.Message);
        }
    }

    /// <summary>Whether it is a word, as it is or with small letters.</summary>
    public bool Has(string word)
    {
        lock (_lock)
            return HunspellLibrary.Spell(_handle, _encoding, word);
    }

    /// <summary>Words that are near to something that is none, the nearest first.</summary>
    public IReadOnlyList<string> Near(string word)
    {
        lock (_lock)
            return HunspellLibrary.Suggest(_handle, _encoding, word);
    }

    public void Dispose() => _handle.Dispose();

    private static IReadOnlyList<string> Folders()
    {
        string given = Environment.GetEnvironmentVariable("DICPATH") ?? "";
        return [.. given.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries), "/usr/share/hunspell", "/usr/share/myspell", "/usr/share/myspell/dicts", "/usr/local/share/hunspell", "/opt/homebrew/share/hunspell", "/Library/Spelling"];
    }
}
