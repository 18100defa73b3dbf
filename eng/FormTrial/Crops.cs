using Ductus.Imaging;
using Ductus.Training;
using Ductus.Training.Data;

namespace Ductus.FormTrial;

/// <summary>Something written by hand that no model has learned from, and what it says.</summary>
internal sealed record Crop(GreyImage Image, string Text);

/// <summary>Real writing to fill forms with: names, digits and characters that chose models and trained none.</summary>
internal sealed class Crops
{
    private Crops(Crop[] names, Crop[] digits, Crop[] characters) => (Names, Digits, Characters) = (names, digits, characters);

    public Crop[] Names { get; }

    public Crop[] Digits { get; }

    public Crop[] Characters { get; }

    public static Crops Load(string root, string data)
    {
        LineSplit names = LineData.Open(Path.Combine(data, "names")).Split(LineSplit.Val);
        return new Crops(
            [.. names.Samples.Select(sample => new Crop(LineImages.Read(sample), sample.Text))],
            Validation(root, "digits", Path.Combine(data, "mnist")), Validation(root, "characters", Path.Combine(data, "emnist")));
    }

    /// <summary>What a recipe holds out of its training split.</summary>
    private static Crop[] Validation(string root, string name, string folder)
    {
        var recipe = Recipe.Load(Path.Combine(root, "recipes", $"{name}.json"));
        LineSplit train = LineData.Open(folder, recipe.Unit, recipe.Classes).Split(LineSplit.Train);
        string[] ids = [.. train.Samples.Select(sample => sample.Id)];
        IReadOnlySet<string> chosen = recipe.HeldOut(ids);
        using IStoredLines stored = train.Store!();                                        // IDX files have one
        return [.. Enumerable.Range(0, ids.Length).Where(i => chosen.Contains(ids[i])).Select(i => new Crop(stored.Picture(i), train.Samples[i].Text))];
    }
}
