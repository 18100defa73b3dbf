using System.CommandLine;
using System.IO.Compression;
using Ductus.Training;
using Ductus.Training.Data;
using Ductus.Training.Synthesis;

namespace Ductus.PackedTrainer;

/// <summary><c>pack RECIPE DATASET… -o FOLDER</c>: the splits that a recipe names, at its height, one packed file each; and texts to draw lines from.</summary>
internal static class PackCommand
{
    private const long MostBytes = 30 << 20, MostTextBytes = 10 << 20;

    public static Command Create(CancellationToken cancel)
    {
        var recipe = new Argument<string>("RECIPE") { Description = "A recipe of recipes/." };
        var data = new Argument<string[]>("DATASET") { Description = "Folders of data sets.", Arity = ArgumentArity.OneOrMore };
        var output = new Option<string>("--output", "-o") { Description = "Folder to fill, with one folder per data set.", Required = true };
        var texts = new Option<string[]>("--text") { Description = "UTF-8 files to draw synthetic lines from." };
        var textOutput = new Option<string>("--text-output") { Description = "Folder to fill with them.", DefaultValueFactory = _ => "texts" };
        var command = new Command("pack", "Packs the data of a recipe.") { recipe, data, output, texts, textOutput };
        command.SetAction(parsed =>
        {
            Run(Recipe.Load(parsed.GetRequiredValue(recipe)), parsed.GetRequiredValue(data), parsed.GetRequiredValue(output), cancel);
            if (parsed.GetValue(texts) is { Length: > 0 } given)
                PackTexts(given, parsed.GetRequiredValue(textOutput));
        });
        return command;
    }

    private static void Run(Recipe recipe, string[] folders, string output, CancellationToken cancel)
    {
        LineData[] sets = [.. folders.Select(folder => LineData.Open(folder, recipe.Unit, recipe.Classes))];
        string[] names = [.. sets.Select(set => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(set.Folder))))];
        if (names.Distinct().Count() < names.Length)
            throw new LineDataException(output, $"expected data sets in folders of different names; got {string.Join(", ", names)}.");

        long total = 0;
        for (int i = 0; i < sets.Length; i++)
        {
            string folder = Directory.CreateDirectory(Path.Combine(output, names[i])).FullName;
            // Every set is trained on; which validation splits it has is its own affair, as in training.
            foreach (string name in recipe.HoldsOutOf ?? [recipe.TrainSplit, .. recipe.ValidationSplits.Where(name => sets[i].Splits.Any(split => split.Name == name))])
            {
                LineSplit split = sets[i].Split(name);
                var (path, skipped) = PackedLines.Pack(split, recipe.Normalization, folder, cancel: cancel);
                long bytes = new FileInfo(path).Length;
                total += bytes;
                Console.Error.WriteLine($"{names[i]}/{name}: {split.Samples.Count + split.Skipped.Count - skipped.Count} lines, {bytes / 1048576.0:F1} MiB");
                if (skipped.Count > 0)
                    Console.Error.WriteLine(SkippedLine.Summarize(skipped));
            }
        }
        foreach (string name in recipe.HoldsOutOf is not null ? [] : recipe.ValidationSplits.Where(name => !sets.Any(set => set.Splits.Any(split => split.Name == name))))
            throw new LineDataException(output, $"expected the validation split \"{name}\" in one of the data sets; none has it.");
        if (total > MostBytes)
            throw new LineDataException(output, $"expected at most {MostBytes >> 20} MiB of packed lines; they take {total / 1048576.0:F1} MiB. "
                + "Give fewer data sets, or a recipe of smaller height.");
    }

    /// <summary>Normalised here, because the machine that draws from them may have no ICU.</summary>
    private static void PackTexts(string[] files, string output)
    {
        Directory.CreateDirectory(output);
        long total = 0;
        for (int i = 0; i < files.Length; i++)
        {
            string path = Path.Combine(output, $"{i + 1}.txt.gz");
            using (var writer = new StreamWriter(new GZipStream(File.Create(path), CompressionLevel.SmallestSize)))
                foreach (string line in TextFile.ReadLines(files[i]))
                    writer.Write(line.Normalize() + "\n");
            total += new FileInfo(path).Length;
            Console.Error.WriteLine($"{Path.GetFileName(files[i])}: {new FileInfo(path).Length / 1048576.0:F1} MiB");
        }
        if (total > MostTextBytes)
            throw new LineDataException(output, $"expected at most {MostTextBytes >> 20} MiB of texts; they take {total / 1048576.0:F1} MiB. Give fewer or shorter ones.");
    }
}
