using System.CommandLine;
using System.Globalization;

namespace Ductus.Cli;

/// <summary>Options that take a whole number and say so in people's words when they get something else.</summary>
internal static class WholeNumber
{
    public static Option<long> Option(string name, string description, long minimum, long fallback) => new(name)
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => fallback,
        CustomParser = result =>
        {
            string given = result.Tokens[^1].Value;
            if (long.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number >= minimum)
                return number;
            result.AddError($"{name} must be a whole number from {minimum}; got '{given}'.");
            return fallback;
        },
    };
}
