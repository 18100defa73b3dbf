using System.Text.Json;
using Ductus.Recognition;
using Ductus.Training.Data;

namespace Ductus.Training;

/// <summary>How a model that is there learns another hand, another language, or more characters: by its own recipe, gently, with all characters that it knows.</summary>
public static class FineTuning
{
    /// <summary>Peak rate of a run that starts from weights which read already.</summary>
    private const double LearningRate = 1e-3;

    /// <summary>Part of the lines that validates where the data have no part for that.</summary>
    private const double ValidationShare = 0.1;

    /// <param name="model">To start from.</param>
    /// <param name="path">Of its file, for messages.</param>
    /// <param name="name">Of the model that comes out.</param>
    /// <param name="data">To learn from.</param>
    /// <exception cref="RecipeException">The model does not say how it was made.</exception>
    public static Recipe RecipeFor(ModelMetadata model, string path, string name, IReadOnlyList<LineData> data)
    {
        Recipe own = RecipeOf(model, path);
        string train = data.All(set => set.Splits.Any(split => split.Name == LineSplit.Train)) ? LineSplit.Train : data[0].Splits[0].Name;
        bool validates = data.Any(set => set.Splits.Any(split => split.Name == LineSplit.Val));
        IEnumerable<string> texts = data.SelectMany(set => set.Splits.Where(split => split.Name == train).SelectMany(split => split.Samples)).Select(sample => sample.Text);
        return own with
        {
            Name = name,
            Description = $"{model.Name}, trained further.",
            Terms = new TrainingTerms { Data = "lines of its owner", Licence = "up to its owner" },
            Limits = [],
            TrainSplit = train,
            ValidationSplits = [LineSplit.Val],
            RandomSplit = validates ? null : new RandomSplit { Of = [train], ValidationShare = ValidationShare },
            ValidationTail = 0,
            TrainShare = 1,
            Alphabet = string.Concat(Codec.FromTexts(texts.Concat(model.Alphabet), own.Labels == LabelForm.Decomposed).Alphabet),
            LearningRate = LearningRate,
            Epochs = 60,
            ValidateEvery = 1,
            Patience = 15,
        };
    }

    private static Recipe RecipeOf(ModelMetadata model, string path)
    {
        if (model.Recipe.Length == 0)
            throw new RecipeException($"{path}: expected a model that says how it was made; this one does not. Give a recipe with its network, and the model as --from-weights.");
        try
        {
            return Recipe.Parse(model.Recipe);
        }
        catch (Exception error) when (error is JsonException or NotSupportedException)
        {
            throw new RecipeException($"{path}: expected a model that was made by a recipe of this version of Ductus; {error.Message}", error);
        }
    }
}
