using Ductus.Recognition;
using Ductus.Training.Export;
using Ductus.Training.Networks;
using Ductus.Training.Tests.Networks;
using Ductus.Training.Torch;

namespace Ductus.Training.Tests;

[Collection("libtorch")]
public sealed class SavedWeightsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Kinds => SmallNetworks.Kinds;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Load_ModelFile_HasEveryWeightThatReadingNeeds(string kind)
    {
        Recipe recipe = Recipe(kind);
        using ParameterStore store = Trained(recipe, classes: 4);
        string path = Export(recipe, store, WeightStorage.Float32);

        using ParameterStore start = Fresh(recipe, classes: 4);
        SavedWeights.Load(path, recipe).CopyTo(start, ["a", "b", "c"]);

        HashSet<string> missing = [];
        foreach (var ((name, saved), (_, loaded)) in store.Entries.Zip(start.Entries))
            if (!saved.Tensor.ToArray<float>().AsSpan().SequenceEqual(loaded.Tensor.ToArray<float>()))
                missing.Add(name);
        // Reading does without the auxiliary head and, exported by its CTC head, without the decoder.
        Assert.DoesNotContain(missing, name => !name.Contains("auxiliary", StringComparison.Ordinal) && kind != "lineSeq2Seq");
        Assert.DoesNotContain(missing, name => name.StartsWith("encoder", StringComparison.Ordinal) || name.StartsWith("features", StringComparison.Ordinal));
    }

    [Fact]
    public void CopyTo_OtherAlphabet_MovesTheRowsOfCharactersThatBothKnow()
    {
        Recipe recipe = Recipe("lineCrnn");
        using ParameterStore store = Trained(recipe, classes: 4), start = Fresh(recipe, classes: 5), untouched = Fresh(recipe, classes: 5);
        var weights = SavedWeights.Load(Export(recipe, store, WeightStorage.Float16), recipe);

        weights.CopyTo(start, ["c", "x", "a", "y"]);

        Assert.Equal(["x", "y"], weights.NewIn(["c", "x", "a", "y"]));
        float[] saved = Values(store), loaded = Values(start), fresh = Values(untouched);
        int[] rows = [0, 3, -1, 1, -1];      // blank, c, x, a, y
        for (int i = 0; i < rows.Length; i++)
            for (int j = 0; j < 32; j++)
                Assert.Equal(rows[i] < 0 ? fresh[i * 32 + j] : saved[rows[i] * 32 + j], loaded[i * 32 + j], 1e-3f);

        static float[] Values(ParameterStore store) => store.Entries.Single(entry => entry.Name == "head.classes.weight").Parameter.Tensor.ToArray<float>();
    }

    [Fact]
    public void Load_OtherNetwork_SaysSo()
    {
        using ParameterStore store = Trained(Recipe("lineCrnn"), classes: 4);
        string path = Export(Recipe("lineCrnn"), store, WeightStorage.Float32);

        var other = Assert.Throws<CheckpointException>(() => SavedWeights.Load(path, Recipe("fastLine")));
        var higher = Assert.Throws<CheckpointException>(() => SavedWeights.Load(path, Recipe("lineCrnn") with { Height = 48 }));

        Assert.Contains("another network or another version of Ductus made it", other.Message, StringComparison.Ordinal);
        Assert.Contains("expected a model of height 48, the recipe's; it has 32", higher.Message, StringComparison.Ordinal);
    }

    private static Recipe Recipe(string kind) => new() { Name = kind, Height = 32, Network = SmallNetworks.ByKind[kind] };

    private static ParameterStore Fresh(Recipe recipe, int classes) => new(recipe.Network.Create(classes, recipe.Height), Device.Cpu, new Random(3));

    /// <summary>Weights and statistics as after some training.</summary>
    private static ParameterStore Trained(Recipe recipe, int classes)
    {
        ParameterStore store = Fresh(recipe, classes);
        var random = new Random(4);
        store.Weights.CopyFrom<float>([.. store.Weights.ToArray<float>().Select(weight => weight + 0.1f * random.NextSingle())]);
        store.Statistics.CopyFrom<float>([.. store.Statistics.ToArray<float>().Select(_ => 0.5f + random.NextSingle())]);
        return store;
    }

    private string Export(Recipe recipe, ParameterStore store, WeightStorage storage)
    {
        string path = _folder["model.onnx"];
        LineNetwork network = recipe.Network.Create(classes: 4, recipe.Height);
        using var own = new ParameterStore(network, Device.Cpu, new Random(0));
        own.Weights.CopyFrom<float>(store.Weights.ToArray<float>());
        own.Statistics.CopyFrom<float>(store.Statistics.ToArray<float>());
        ModelExport.ToGraph(network, own, new ModelMetadata
        {
            Name = "saved",
            Version = "1",
            Task = ModelTask.Lines,
            Alphabet = ["a", "b", "c"],
            Normalization = recipe.Normalization,
            FrameStride = recipe.Network.FrameStride,
            Languages = ["en"],
            Data = "none",
            LicenceTerms = "none",
            CommercialUse = CommercialUse.Yes,
            Date = new DateOnly(2026, 1, 1),
        }, storage).Save(path);
        return path;
    }
}
