using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Ductus.Tests.Rules;

/// <summary>The source tree that these tests were compiled from.</summary>
internal static partial class Repository
{
    public static string Root { get; } = Find();

    /// <summary>The C# files below a folder, by path relative to it with forward slashes.</summary>
    public static IEnumerable<(string Path, string Text)> SourceFiles(string folder)
    {
        string full = Path.Combine(Root, folder);
        return Directory.EnumerateFiles(full, "*.cs", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(file => (Path.GetRelativePath(full, file).Replace('\\', '/'), File.ReadAllText(file)));
    }

    /// <summary>Code without its comments and the contents of its strings; lines keep their numbers.</summary>
    public static string CodeOnly(string text) =>
        CommentOrString().Replace(text, match => match.Value[0] == '/' ? NotLineEnd().Replace(match.Value, " ") : "\"\"" + LineEnds(match.Value));

    private static string LineEnds(string text) => new('\n', text.Count(c => c == '\n'));

    private static string Find([CallerFilePath] string here = "")
    {
        // The deterministic build may have mapped the path away: then the output folder lies inside the repository.
        foreach (string start in new[] { Path.GetDirectoryName(here) ?? "", AppContext.BaseDirectory })
            for (DirectoryInfo? folder = Directory.Exists(start) ? new(start) : null; folder is not null; folder = folder.Parent)
                if (File.Exists(Path.Combine(folder.FullName, "Ductus.slnx")))
                    return folder.FullName;
        throw new DirectoryNotFoundException($"No folder above {here} or {AppContext.BaseDirectory} holds Ductus.slnx.");
    }

    [GeneratedRegex("""//[^\n]*|/\*.*?\*/|\$*\"{3,}.*?\"{3,}|@\$?"(?:[^"]|"")*"|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])+'""", RegexOptions.Singleline)]
    private static partial Regex CommentOrString();

    [GeneratedRegex(@"[^\n]")]
    private static partial Regex NotLineEnd();
}
