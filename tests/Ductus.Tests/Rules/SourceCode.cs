using System.Text.RegularExpressions;

namespace Ductus.Tests.Rules;

/// <summary>The sources that these tests were compiled from.</summary>
internal static partial class SourceCode
{
    /// <summary>The C# files below a folder, by path relative to it with forward slashes.</summary>
    public static IEnumerable<(string Path, string Text)> Files(string folder)
    {
        string full = Path.Combine(Repository.Root, folder);
        return Directory.EnumerateFiles(full, "*.cs", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(file => (Path.GetRelativePath(full, file).Replace('\\', '/'), File.ReadAllText(file)));
    }

    /// <summary>Code without its comments and the contents of its strings; lines keep their numbers.</summary>
    public static string CodeOnly(string text) =>
        CommentOrString().Replace(text, match => match.Value[0] == '/' ? NotLineEnd().Replace(match.Value, " ") : "\"\"" + LineEnds(match.Value));

    private static string LineEnds(string text) => new('\n', text.Count(c => c == '\n'));

    [GeneratedRegex("""//[^\n]*|/\*.*?\*/|\$*\"{3,}.*?\"{3,}|@\$?"(?:[^"]|"")*"|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])+'""", RegexOptions.Singleline)]
    private static partial Regex CommentOrString();

    [GeneratedRegex(@"[^\n]")]
    private static partial Regex NotLineEnd();
}
