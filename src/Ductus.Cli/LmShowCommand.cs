using System.CommandLine;
using System.Globalization;
using Ductus.Decoding.LanguageModels;
using Ductus.Recognition;

namespace Ductus.Cli;

/// <summary><c>ductus lm show</c>: what a language model says of itself.</summary>
internal static class LmShowCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> languageModel = LmCommand.Model();
        var command = new ExplainedCommand("show", "Shows what a language model was made from, how large it is, and how much it counts.",
            ("ductus lm show english", "Shows the installed English one."))
        {
            languageModel,
        };
        command.SetAction(parsed =>
        {
            string path = InstalledLanguageModels.Named(parsed.GetRequiredValue(languageModel), InstalledModels.Folders());
            using LanguageModel model = LanguageModel.Load(path);
            Show(terminal.Output, path, model);
            return ExitStatus.Done;
        });
        return command;
    }

    /// <summary>The weights in one line.</summary>
    public static string Weights(LanguageModelWeights weights, LanguageModel model)
    {
        string words = model.WordOrder == 0 ? "" : string.Create(CultureInfo.InvariantCulture,
            $", words {weights.Words.Weight:F3} and {weights.Words.Known:+0.000;-0.000} each, unknown ones {weights.Words.Unknown:+0.000;-0.000}");
        return string.Create(CultureInfo.InvariantCulture,
            $"characters count {weights.Characters.Weight:F3} and {weights.Characters.Bonus:+0.000;-0.000} each{words}; temperature {weights.Temperature:F2}");
    }

    private static void Show(TextWriter output, string path, LanguageModel model)
    {
        LanguageModelMetadata card = model.Metadata;
        output.WriteLine($"{card.Name}  {string.Join(' ', card.Languages)}  {card.Date:O}  {path}");
        string words = model.WordOrder == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {model.WordOrder}-grams of {model.WordCount:N0} words");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{new FileInfo(path).Length / 1048576.0:F1} MiB: {model.Order}-grams of {card.Alphabet.Count} characters{words}"));
        for (int length = 1; length <= model.Order; length++)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  {length,2}  {model.SequencesOf(length),10:N0} sequences{(card.LeastCounts.Count >= length && card.LeastCounts[length - 1] > 1 ? $", seen {card.LeastCounts[length - 1]} times and more" : "")}"));
        output.WriteLine($"alphabet  {string.Concat(card.Alphabet)}");
        foreach (LanguageModelText text in card.Texts)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"text  {text.Name}{(text.Split.Length > 0 ? $", {text.Split}" : "")}: {text.Lines:N0} lines, {text.Characters:N0} characters, SHA-256 {text.Sha256}"));
        if (card.Excluded is { } excluded)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"kept out  {excluded.Refused:N0} lines that share one of {excluded.Lines:N0} with {excluded.Data}"));
        output.WriteLine($"terms  {card.LicenceTerms}; commercial use: {card.CommercialUse.ToString().ToLowerInvariant()}");
        output.WriteLine($"{Weights(card.Weights, model)}; {(card.Weights.TunedOn.Length > 0 ? $"tuned with {card.Weights.TunedOn}" : "not tuned")}");
    }
}
