using System.Globalization;
using System.Text.RegularExpressions;

namespace Ductus.Cli;

/// <summary>Lengths of time as people type them: <c>90m</c>, <c>8h</c>, <c>1h30m</c>, <c>45s</c>.</summary>
internal static partial class Duration
{
    public static bool TryParse(string text, out TimeSpan duration)
    {
        Match match = Parts().Match(text);
        double Part(string unit) => match.Groups[unit].Success ? double.Parse(match.Groups[unit].Value, CultureInfo.InvariantCulture) : 0;
        double seconds = match.Success ? 3600 * Part("h") + 60 * Part("m") + Part("s") : 0;
        duration = TimeSpan.FromSeconds(Math.Min(seconds, TimeSpan.FromDays(365).TotalSeconds));
        return seconds > 0;
    }

    public static string Format(TimeSpan duration) => duration.TotalHours >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{(int)duration.TotalHours}h{duration.Minutes:00}m")
        : string.Create(CultureInfo.InvariantCulture, $"{duration.Minutes}m{duration.Seconds:00}s");

    [GeneratedRegex(@"^(?:(?<h>\d{1,6})h)?(?:(?<m>\d{1,6})m)?(?:(?<s>\d{1,6})s)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Parts();
}
