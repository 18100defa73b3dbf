using System.CommandLine;
using System.Globalization;

namespace Ductus.Cli;

/// <summary><c>ductus lm words</c>: the most frequent words of texts, as a list to read from.</summary>
internal static class LmWordsCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string[]> texts = LmTrainCommand.Texts();
        var most = WholeNumber.Option("--most", "Words to list, the most frequent first.", minimum: 1, fallback: 1000);
        var letters = WholeNumber.Option("--letters", "Letters that a word has at least.", minimum: 1, fallback: 1);
        var command = new ExplainedCommand("words",
            "Lists the most frequent words of texts, those of letters alone, a word per line: what `read --list` takes.",
            ("ductus lm words iam --letters 4 --most 300 > words.txt", "The 300 most frequent words of four letters and more in a data set's training lines."),
            ("ductus read --line --list words.txt word.png", "Reads one of them."))
        {
            texts, most, letters,
        };
        command.SetAction(parsed =>
        {
            var words = parsed.GetRequiredValue(texts).SelectMany(name => LmTrainCommand.Source(name).Lines)
                .SelectMany(line => line.Normalize().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
                .Where(word => new StringInfo(word).LengthInTextElements >= parsed.GetValue(letters) && word.All(char.IsLetter))
                .CountBy(word => word, StringComparer.Ordinal).OrderByDescending(word => word.Value).ThenBy(word => word.Key, StringComparer.Ordinal);
            foreach (var (word, _) in words.Take((int)Math.Min(parsed.GetValue(most), int.MaxValue)))
                terminal.Output.WriteLine(word);
            return ExitStatus.Done;
        });
        return command;
    }
}
