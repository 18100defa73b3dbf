using System.CommandLine;

namespace Ductus.Cli;

/// <summary>Options that take one of a few words, the values of an enum in small letters.</summary>
internal static class Choice
{
    public static Option<T> Option<T>(string name, string description)
        where T : struct, Enum
    {
        string[] words = [.. Enum.GetNames<T>().Select(word => word.ToLowerInvariant())];
        return new Option<T>(name)
        {
            Description = $"{description} Default: {words[0]}.",
            HelpName = string.Join('|', words),
            CustomParser = result =>
            {
                string given = result.Tokens[^1].Value;
                int index = Array.IndexOf(words, given);
                if (index >= 0)
                    return Enum.GetValues<T>()[index];
                result.AddError($"{name} must be {string.Join(" or ", words)}; got '{given}'.");
                return default;
            },
        };
    }
}
