using System.CommandLine;
using System.Globalization;

namespace Ductus.Cli;

/// <summary>Options that take a whole number and say so in people's words when they get something else.</summary>
internal static class WholeNumber
{
    /// <param name="name">With its dashes.</param>
    /// <param name="description">For help.</param>
    /// <param name="minimum">The least that is taken.</param>
    /// <param name="fallback">Where the option is not given.</param>
    /// <param name="maximum">The most that is taken.</param>
    public static Option<long> Option(string name, string description, long minimum, long fallback, long maximum = long.MaxValue) => new(name)
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => fallback,
        CustomParser = result =>
        {
            string given = result.Tokens[^1].Value;
            if (long.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number >= minimum && number <= maximum)
                return number;
            result.AddError($"{name} must be a whole number from {minimum}{(maximum < long.MaxValue ? $" to {maximum}" : "")}; got '{given}'.");
            return fallback;
        },
    };
}
