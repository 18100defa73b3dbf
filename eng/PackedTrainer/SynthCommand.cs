using System.CommandLine;
using Ductus.Training;
using Ductus.Training.Data;
using Ductus.Training.Synthesis;

namespace Ductus.PackedTrainer;

/// <summary><c>synth RECIPE TEXTS… --data … -o FOLDER</c>: draws lines to learn from, as the recipe and the data sets beside it want them.</summary>
internal static class SynthCommand
{
    public static Command Create(CancellationToken cancel)
    {
        var recipe = new Argument<string>("RECIPE") { Description = "The recipe: height and name of the training split." };
        var texts = new Argument<string[]>("TEXTS") { Description = "UTF-8 files of running text.", Arity = ArgumentArity.OneOrMore };
        var data = new Option<string[]>("--data") { Description = "Data sets whose alphabet the lines keep to. Default: English.", AllowMultipleArgumentsPerToken = true };
        var output = new Option<string>("--output", "-o") { Description = "Folder to make.", Required = true };
        var lines = new Option<int>("--lines") { Description = "Lines to draw.", DefaultValueFactory = _ => 10_000 };
        var seed = new Option<int>("--seed") { Description = "Another seed draws other lines.", DefaultValueFactory = _ => 1 };
        var rare = new Option<double>("--rare") { Description = "Share of lines made up of rare characters, 0…1.", DefaultValueFactory = _ => 0.15 };
        var command = new Command("synth", "Draws synthetic lines from texts.") { recipe, texts, data, output, lines, seed, rare };
        command.SetAction(parsed =>
        {
            var chosen = Recipe.Load(parsed.GetRequiredValue(recipe));
            string alphabet = chosen.Alphabet ?? (parsed.GetValue(data) is { Length: > 0 } folders
                ? LineTextOptions.AlphabetOf(folders.Select(folder => LineData.Open(folder)), chosen.TrainSplit) : LineTextOptions.English);
            Run(chosen, parsed.GetRequiredValue(texts), parsed.GetRequiredValue(output), new LineTextOptions { Alphabet = alphabet, Seed = parsed.GetValue(seed) },
                new SyntheticLineOptions { Count = parsed.GetValue(lines), Seed = parsed.GetValue(seed), Height = chosen.Height, RareShare = parsed.GetValue(rare) }, cancel);
        });
        return command;
    }

    private static void Run(Recipe recipe, string[] paths, string output, LineTextOptions text, SyntheticLineOptions options, CancellationToken cancel)
    {
        using SynthesisFonts fonts = SynthesisFonts.Load([SynthesisFonts.All], text.Alphabet);
        LineTexts texts = LineTexts.Load(paths, text, fonts.Fonts, cancel);
        if (texts.Skipped.Count > 0)
            Console.WriteLine(SkippedLine.Summarize(texts.Skipped));
        SyntheticSet.Write(output, SyntheticSetForm.Packed, new SyntheticLines(texts, fonts.Fonts, options), recipe.Height, recipe.TrainSplit,
            Environment.ProcessorCount, progress: null, cancel);
        Console.WriteLine($"{output}: {options.Count} lines from {texts.Lines.Count} texts in {fonts.Fonts.Count} fonts");
    }
}
