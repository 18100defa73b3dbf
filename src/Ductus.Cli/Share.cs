using System.CommandLine;
using System.Globalization;

namespace Ductus.Cli;

/// <summary>Options that take a number from 0 to 1.</summary>
internal static class Share
{
    /// <param name="name">With its dashes.</param>
    /// <param name="description">For help.</param>
    /// <param name="what">What the number is, as in "--rare must be a share 0…1".</param>
    /// <param name="fallback">Where the option is not given.</param>
    public static Option<double> Option(string name, string description, string what, double fallback) => new(name)
    {
        Description = description,
        HelpName = what.ToUpperInvariant(),
        DefaultValueFactory = _ => fallback,
        CustomParser = result =>
        {
            string given = result.Tokens[^1].Value;
            if (double.TryParse(given, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number) && number <= 1)
                return number;
            result.AddError($"{name} must be a {what} 0…1; got '{given}'.");
            return fallback;
        },
    };
}
