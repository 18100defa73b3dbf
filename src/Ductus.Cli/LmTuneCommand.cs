using System.CommandLine;
using System.Globalization;
using Ductus.Decoding.LanguageModels;
using Ductus.Documents;
using Ductus.Evaluation;
using Ductus.Recognition;
using Ductus.Training.Data;

namespace Ductus.Cli;

/// <summary><c>ductus lm tune</c>: finds how much a language model counts beside a network.</summary>
internal static class LmTuneCommand
{
    public static Command Create(Terminal terminal, CancellationToken cancel)
    {
        Argument<string> languageModel = LmCommand.Model();
        var model = new Option<string>("--model", "-m") { Description = "The model that reads: its name, or an .onnx file.", HelpName = "NAME|PATH", Required = true };
        Option<string> data = EvaluateCommand.DataOption(), split = EvaluateCommand.SplitOption();
        data.Required = true;
        var output = new Option<string?>("--output", "-o") { Description = "Writes the tuned language model there. Default: in place.", HelpName = "FILE" };
        var command = new ExplainedCommand("tune",
            "Finds the weights with which a model reads lines best together with a language model, and the temperature that makes its confidences true; writes them into the language model. "
            + "Figures of the lines that it is tuned with flatter: measure on others.",
            ("ductus lm tune en.lm --model english --data iam --split val-grey", "Tunes on one validation split; evaluate on the other."))
        {
            languageModel, model, data, split, output,
        };
        command.SetAction(parsed =>
        {
            string path = InstalledLanguageModels.Named(parsed.GetRequiredValue(languageModel), InstalledModels.Folders());
            using var network = RecognitionModel.Load(InstalledModels.Choose(parsed.GetRequiredValue(model), language: null, InstalledModels.Folders()));
            LineSplit set = ModelReadings.OpenFor(parsed.GetRequiredValue(model), parsed.GetRequiredValue(data)).Split(parsed.GetRequiredValue(split));
            ModelReadings.ComplainOfSkipped(terminal, set);
            LanguageModelMetadata card = LanguageModel.ReadMetadata(path);
            if (ModelReadings.Learned(card, new DirectoryInfo(parsed.GetRequiredValue(data)).Name, set) is { } learned)
                throw new LanguageModelException($"{path}: expected a language model that has not learned {learned.Name} {learned.Split}, which it is to be tuned on; train it with --exclude.");

            using var source = new LineSource(set, network.Metadata.Normalization);
            var reader = new PageReader(network);
            var lines = new List<(Logits, string)>();
            foreach (IReadOnlyList<LoadedLine> part in source.Load(cancel))
                lines.AddRange(reader.RunLines([.. part.Select(line => line.Image)], progress: null, cancel).Zip(part, (logits, line) => (logits, line.Sample.Text)));
            foreach (string problem in source.Problems)
                terminal.Complain(problem);
            if (lines.Count == 0)
                throw new LineDataException(parsed.GetRequiredValue(data), $"expected lines to tune with in {set.Name}; none can be read.");

            LanguageModelWeights weights;
            string shown;
            // The file is mapped while it is used, and not every system replaces one that is.
            using (LanguageModel tuned = LanguageModel.Load(path))
            {
                weights = new LanguageModelTuning(network.Codec, network.Metadata.Temperature, tuned, lines).Run(new Told(terminal), cancel);
                shown = LmShowCommand.Weights(weights, tuned);
            }
            weights = weights with { TunedOn = $"{network.Metadata.Name} {network.Metadata.Version} on {new DirectoryInfo(parsed.GetRequiredValue(data)).Name} {set.Name}" };
            string target = parsed.GetValue(output) ?? path;
            AtomicFile.Write(target, LanguageModel.WithMetadata(path, card with { Weights = weights }));
            terminal.Output.WriteLine(shown);
            terminal.Output.WriteLine(target);
            return ExitStatus.Done;
        });
        return command;
    }

    /// <summary>Writes each better setting to standard error as it is found.</summary>
    private sealed class Told(Terminal terminal) : IProgress<TuningStep>
    {
        public void Report(TuningStep value)
        {
            LanguageModelWeights weights = value.Weights;
            terminal.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"CER {value.Cer:F2} %  WER {value.Wer:F2} %  characters {weights.Characters.Weight:F3} {weights.Characters.Bonus:+0.000;-0.000}"
                + $"  words {weights.Words.Weight:F3} {weights.Words.Known:+0.000;-0.000} {weights.Words.Unknown:+0.000;-0.000}"));
        }
    }
}
