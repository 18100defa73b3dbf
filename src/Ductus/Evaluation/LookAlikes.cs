namespace Ductus.Evaluation;

/// <summary>
/// Characters that many hands write alike and that only their neighbours tell apart: 0 and O, 1 and I, 5 and S, small and capital letters of one
/// form.
/// </summary>
public static class LookAlikes
{
    /// <summary>The groups; no character is in two.</summary>
    public static IReadOnlyList<string> Groups { get; } =
        ["0Oo", "1IiLl|!", "2Zz", "5Ss", "9gq", "8B", "6b", "Cc", "Jj", "Kk", "Mm", "Pp", "Uu", "Vv", "Ww", "Xx", "Yy"];

    /// <summary>The text with each of them replaced by the first of its group.</summary>
    public static string Merge(string text) => string.Concat(text.Select(Merge));

    /// <summary>The group that two different characters have in common, such as <c>0/O/o</c>; <see langword="null"/> where they have none.</summary>
    public static string? GroupOf(string one, string other) => one != other && one.Length == 1 && other.Length == 1
        && Groups.FirstOrDefault(group => group.Contains(one[0], StringComparison.Ordinal) && group.Contains(other[0], StringComparison.Ordinal)) is { } group
        ? string.Join('/', group.AsEnumerable()) : null;

    private static char Merge(char character) => Groups.FirstOrDefault(group => group.Contains(character, StringComparison.Ordinal))?[0] ?? character;
}
