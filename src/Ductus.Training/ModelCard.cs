using System.Globalization;
using System.Text;
using Ductus.Documents;
using Ductus.Evaluation;
using Ductus.Recognition;
using Ductus.Training.Export;

namespace Ductus.Training;

/// <summary>The page that goes with a model, in Markdown: what it was made from, what it can do, what it takes for what, what it cannot.</summary>
public static class ModelCard
{
    private const int MostConfusions = 10, CurveRows = 16;

    /// <param name="path">Where the card is written, whole or not at all.</param>
    /// <param name="recipe">How the model was made.</param>
    /// <param name="metadata">What the model file says of itself.</param>
    /// <param name="state">The run.</param>
    /// <param name="splits">Names of the validation splits, in the recipe's order.</param>
    /// <param name="lines">All validation lines as the shipped weights read them.</param>
    /// <param name="parity">How far model file and network are apart.</param>
    public static void Write(
        string path, Recipe recipe, ModelMetadata metadata, RunState state, IReadOnlyList<string> splits, IReadOnlyList<EvaluatedLine> lines,
        ExportParity parity)
    {
        var card = new StringBuilder();
        card.Append(CultureInfo.InvariantCulture, $"""
            # {recipe.Name}

            {recipe.Description}

            | | |
            |---|---|
            | Version | {metadata.Version} |
            | Languages | {string.Join(", ", recipe.Languages)} |
            | Training data | {metadata.Data} |
            | Terms | {metadata.LicenceTerms} |
            | Commercial use | {Word(metadata.CommercialUse)} |
            | Network | {metadata.Network}, input height {recipe.Height} |
            | Alphabet | {metadata.Alphabet.Count} characters: {string.Concat(metadata.Alphabet.Select(Escaped))} |
            | Training | {state.Step:N0} steps of {recipe.BatchSize} {Unit(metadata)} in {state.Duration}; the best weights are those after epoch {state.Best?.Epoch} |
            | Model file | {parity} |


            """);
        Scores(card, metadata.Scores);
        Confusions(card, lines);
        Curve(card, state, splits);
        card.Append("## Limits\n\n");
        foreach (string limit in recipe.Limits.DefaultIfEmpty("None were written down in the recipe."))
            card.Append("- ").Append(limit).Append('\n');
        AtomicFile.Write(path, card.ToString());
    }

    private static void Scores(StringBuilder card, IReadOnlyList<ModelScore> scores)
    {
        card.Append("## Scores\n\n");
        if (scores.Count > 0)
            card.Append("Protocol: ").Append(scores[0].Protocol).Append(".\n\n");
        card.Append("| Split | How many | Measure | Percent | 95 % interval |\n|---|---:|---|---:|---|\n");
        foreach (ModelScore score in scores)
            card.Append(CultureInfo.InvariantCulture,
                $"| {score.Split} | {score.Lines} | {score.Measure} | {score.Value:F2} | [{score.Low:F2}, {score.High:F2}] |\n");
    }

    private static void Confusions(StringBuilder card, IReadOnlyList<EvaluatedLine> lines)
    {
        card.Append(CultureInfo.InvariantCulture, $"\n## The {MostConfusions} most frequent confusions\n\n| Written | Read | Times |\n|---|---|---:|\n");
        foreach (Confusion confusion in EvaluationResult.Of(lines).Confusions.Take(MostConfusions))
            card.Append(CultureInfo.InvariantCulture, $"| {Shown(confusion.Transcription)} | {Shown(confusion.Recognition)} | {confusion.Count} |\n");
    }

    private static void Curve(StringBuilder card, RunState state, IReadOnlyList<string> splits)
    {
        card.Append("\n## Learning curve\n\n| Epoch | Hours | Loss |").Append(string.Concat(splits.Select(split => $" CER {split} |"))).Append(" CER |\n");
        card.Append("|---:|---:|---:|").Append(string.Concat(splits.Select(_ => "---:|"))).Append("---:|\n");
        int every = (state.Epochs.Count + CurveRows - 1) / CurveRows;
        foreach (EpochMetrics row in state.Epochs.Where((_, i) => i % Math.Max(1, every) == 0 || i == state.Epochs.Count - 1))
        {
            card.Append(CultureInfo.InvariantCulture, $"| {row.Epoch} | {row.Seconds / 3600:F2} | {row.Loss:F3} |");
            foreach (double cer in row.SplitCer)
                card.Append(CultureInfo.InvariantCulture, $" {cer:F2} |");
            card.Append(CultureInfo.InvariantCulture, $" {row.Cer:F2} |\n");
        }
        card.Append('\n');
    }

    private static string Unit(ModelMetadata metadata) => metadata.Task.ToString().ToLowerInvariant();

    private static string Word(CommercialUse use) => use switch
    {
        CommercialUse.Yes => "allowed by the data's terms",
        CommercialUse.No => "not allowed by the data's terms",
        _ => "not stated",
    };

    private static string Shown(string character) => character switch { "" => "(nothing)", " " => "(space)", _ => $"`{character}`" };

    private static string Escaped(string character) => character is "|" or "*" or "_" or "`" or "\\" or "<" or "#" ? $"\\{character}" : character;
}
