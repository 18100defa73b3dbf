using System.CommandLine;
using Ductus.Decoding.LanguageModels;
using Ductus.Documents;
using Ductus.Recognition;
using Ductus.Training.Data;
using Ductus.Training.Synthesis;

namespace Ductus.Cli;

/// <summary><c>ductus lm train</c>: texts in, a language model out.</summary>
internal static class LmTrainCommand
{
    public static Command Create(Terminal terminal, CancellationToken cancel)
    {
        Argument<string[]> texts = Texts();
        var output = new Option<string>("--output", "-o") { Description = "File to make: NAME.lm.", HelpName = "FILE", Required = true };
        var exclude = new Option<string[]>("--exclude")
        {
            Description = $"A data set to measure with: what shares a line of {ExcludedLines.LeastCharacters} characters and more with its splits val… and test… is left out and counted. May be given several times.",
            HelpName = "FOLDER",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var order = WholeNumber.Option("--order", "Characters of the longest sequences, 1-9.", minimum: 1, fallback: new CharacterModelOptions().Order, CharacterModelOptions.MostOrder);
        var megabytes = WholeNumber.Option("--size", "MiB that the character model takes, about; the rarest sequences are left out.", minimum: 1, fallback: new CharacterModelOptions().MostBytes >> 20, maximum: 2000);
        var wordOrder = WholeNumber.Option("--word-order", "Words of the longest sequences, 1-4; 0 for no word model.", minimum: 0, fallback: new WordModelOptions().Order, WordModelOptions.MostOrder);
        var words = WholeNumber.Option("--words", "Words that are known at most.", minimum: 1, fallback: new WordModelOptions().Words, WordModelOptions.MostWords);
        var language = new Option<string[]>("--language", "-l") { Description = "ISO code of the language, so that --language finds the model. May be given several times.", HelpName = "CODE" };
        var terms = new Option<string>("--terms") { Description = "Terms that the texts pass on to the model.", HelpName = "TEXT", DefaultValueFactory = _ => "not stated" };
        Option<CommercialUse> commercial = Choice.Option<CommercialUse>("--commercial-use", "Whether these terms allow commercial use.");
        var command = new ExplainedCommand("train",
            "Learns how characters and words follow one another: interpolated modified Kneser-Ney n-grams.",
            ("ductus lm train novel.txt -o mine.lm", "Learns from a text."),
            ("ductus lm train en.txt.gz iam -o en.lm --exclude iam", "Learns from a text and the training lines of a data set, but from nothing that the data set measures with."))
        {
            texts, output, exclude, order, megabytes, wordOrder, words, language, terms, commercial,
        };
        command.SetAction(parsed =>
        {
            string path = parsed.GetRequiredValue(output);
            ExcludedLines? excluded = Excluded(parsed.GetValue(exclude) ?? []);
            var sources = new List<LanguageModelSource>();
            int refused = 0;
            foreach (string name in parsed.GetRequiredValue(texts))
            {
                cancel.ThrowIfCancellationRequested();
                LanguageModelSource source = Source(name);
                IReadOnlyList<string> kept = excluded?.Remove(source.Lines) ?? source.Lines;
                refused += source.Lines.Count - kept.Count;
                sources.Add(source with { Lines = kept });
            }
            if (excluded is not null)
                terminal.Error.WriteLine($"{refused} of {refused + sources.Sum(source => source.Lines.Count)} lines refused: they share one of {excluded.Count} with {excluded.Data}.");
            byte[] file = LanguageModelTraining.Train(sources,
                new LanguageModelMetadata
                {
                    Name = Path.GetFileNameWithoutExtension(path),
                    Languages = parsed.GetValue(language) ?? [],
                    Date = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().Date),
                    Commit = TrainCommand.Commit(),
                    Alphabet = [],
                    LicenceTerms = parsed.GetRequiredValue(terms),
                    CommercialUse = parsed.GetValue(commercial),
                    Excluded = excluded is null ? null : new ExcludedText(excluded.Data, excluded.Count, refused),
                },
                new CharacterModelOptions { Order = (int)parsed.GetValue(order), MostBytes = parsed.GetValue(megabytes) << 20 },
                parsed.GetValue(wordOrder) == 0 ? null : new WordModelOptions { Order = (int)parsed.GetValue(wordOrder), Words = (int)parsed.GetValue(words) },
                cancel);
            AtomicFile.Write(path, file);
            terminal.Output.WriteLine(path);
            return ExitStatus.Done;
        });
        return command;
    }

    /// <summary>The argument that names texts.</summary>
    public static Argument<string[]> Texts() => new("TEXT")
    {
        Description = "UTF-8 files of running text, a paragraph or line per line (.gz is unpacked), or data sets, whose training lines are taken.",
        Arity = ArgumentArity.OneOrMore,
    };

    /// <summary>The lines of a text file or data set.</summary>
    public static LanguageModelSource Source(string name)
    {
        if (Directory.Exists(name))
            return new LanguageModelSource(new DirectoryInfo(name).Name, LineSplit.Train, [.. LineData.Open(name).Split(LineSplit.Train).Samples.Select(sample => sample.Text)]);
        return new LanguageModelSource(Path.GetFileName(name), "", [.. TextFile.ReadLines(name).Where(line => !string.IsNullOrWhiteSpace(line))]);
    }

    private static ExcludedLines? Excluded(string[] folders)
    {
        if (folders.Length == 0)
            return null;
        var lines = folders.SelectMany(Measured).SelectMany(split => split.Samples.Select(sample => sample.Text));
        return new ExcludedLines(string.Join(", ", folders.Select(folder => new DirectoryInfo(folder).Name)), lines);
    }

    /// <summary>The splits that a data set is there to measure with.</summary>
    private static LineSplit[] Measured(string folder)
    {
        LineSplit[] splits = [.. LineData.Open(folder).Splits.Where(split =>
            split.Name.StartsWith(LineSplit.Val, StringComparison.Ordinal) || split.Name.StartsWith(LineSplit.Test, StringComparison.Ordinal))];
        return splits.Length > 0 ? splits : throw new LineDataException(folder, "expected a split val… or test… to keep out; the set has none.");
    }
}
