using Ductus.Recognition;
using Ductus.Training;
using Ductus.Training.Export;
using Ductus.Training.Networks;
using Ductus.Training.Torch;

namespace Ductus.Benchmarks;

/// <summary>A model file of the English recipe with random weights: it takes the time that a trained one takes, and reads nonsense.</summary>
internal static class UntrainedModel
{
    /// <summary>Printable ASCII.</summary>
    public static IReadOnlyList<string> Alphabet { get; } = [.. Enumerable.Range(' ', '~' - ' ' + 1).Select(code => ((char)code).ToString())];

    public static void Write(string path)
    {
        Recipe recipe = Recipe.Load(Repository.Path("recipes", "english.json"));
        LineNetwork network = recipe.Network.Create(Alphabet.Count + 1, recipe.Height);
        using var store = new ParameterStore(network, Device.Cpu, new Random(recipe.Seed));
        ModelExport.ToGraph(network, store, Metadata(recipe), WeightStorage.Float32).Save(path);
    }

    private static ModelMetadata Metadata(Recipe recipe) => new()
    {
        Name = "untrained",
        Version = "0",
        Task = ModelTask.Lines,
        Alphabet = Alphabet,
        Normalization = recipe.Normalization,
        FrameStride = recipe.FrameStride,
        Languages = recipe.Languages,
        Data = "none: random weights",
        LicenceTerms = "none",
        CommercialUse = CommercialUse.Yes,
        Date = new DateOnly(2000, 1, 1),
        Network = recipe.Network.ToString(),
    };
}
