using Ductus.Recognition;
using Ductus.Training.Batching;
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

    public static TheoryData<string> ShippedModels =>
        [.. Directory.GetFiles(Path.Combine(Repository.Root, "models"), "*.onnx").Select(path => Path.GetFileNameWithoutExtension(path)!)];

    [Theory]
    [MemberData(nameof(ShippedModels))]
    public void Load_ShippedModel_GivesTheNetworkOfItsRecipeThatReadsAsTheFileDoes(string name)
    {
        string path = Path.Combine(Repository.Root, "models", name + ".onnx");
        Recipe recipe = Training.Recipe.Load(Path.Combine(Repository.Root, "recipes", name + ".json"));
        using var model = RecognitionModel.Load(path);
        LineNetwork network = recipe.Network.Create(model.Codec.Classes, recipe.Height);
        using var store = new ParameterStore(network, Device.Cpu, new Random(3));
        var random = new Random(4);
        int width = recipe.Normalization.Width > 0 ? recipe.Normalization.Width : 160;
        var ink = new byte[recipe.Height * width];
        random.NextBytes(ink);
        // Of a fixed width all columns are ink, of an open one padding follows.
        var image = recipe.Normalization.Width > 0 ? new NormalizedLine(width, recipe.Height, ink, width) : new NormalizedLine(width, recipe.Height, ink);

        var saved = SavedWeights.Load(path, recipe);
        saved.CopyTo(store, model.Metadata.Alphabet);

        Assert.Equal(model.Metadata.Alphabet, saved.Alphabet);
        Assert.Equal((model.Metadata.Data, model.Metadata.LicenceTerms), (saved.Terms.Data, saved.Terms.Licence));
        Logits expected = model.Run(LineBatch.Pack([image], maxPixels: 1 << 16).Single(), CancellationToken.None).Single();
        Logits read = Validation.Run(
            network, [new TrainingLine("noise", image, "", [])], model.Codec, recipe.FrameStride, Device.Cpu, CancellationToken.None).Single();
        Assert.Equal(expected.Values.Length, read.Values.Length);
        for (int i = 0; i < expected.Values.Length; i++)
            Assert.Equal(expected.Values[i], read.Values[i], 1e-3f);
    }

    [Fact]
    public void Load_ModelWithTwoBiasesPerLstm_AddsThemUp()
    {
        Recipe recipe = Recipe("lineCrnn");
        using ParameterStore store = Trained(recipe, classes: 4), start = Fresh(recipe, classes: 4);
        string path = Export(recipe, store, WeightStorage.Float32);
        // What older files hold behind the first bias of each direction, of 4 · 12 gates here, where newer ones have zeros.
        var (name, bias) = store.Entries.Where(entry => entry.Name.Contains("lstm.bias_l0", StringComparison.Ordinal)).Select(entry => (entry.Name, entry.Parameter)).First();
        byte[] model = File.ReadAllBytes(path);
        int gates = bias.Count, second = IndexOfZeros(model, gates);
        for (int i = 0; i < gates; i++)
            BitConverter.TryWriteBytes(model.AsSpan(second + i * sizeof(float)), 0.5f);
        File.WriteAllBytes(path, model);

        SavedWeights.Load(path, recipe).CopyTo(start, ["a", "b", "c"]);

        float[] loaded = start.Entries.Single(entry => entry.Name == name).Parameter.Tensor.ToArray<float>();
        Assert.Equal(bias.Tensor.ToArray<float>().Select(value => value + 0.5f), loaded);
    }

    /// <summary>Place of the first run of as many zeros.</summary>
    private static int IndexOfZeros(byte[] model, int floats) => model.AsSpan().IndexOf(new byte[floats * sizeof(float)]);

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
            FrameStride = recipe.FrameStride,
            Languages = ["en"],
            Data = "none",
            LicenceTerms = "none",
            CommercialUse = CommercialUse.Yes,
            Date = new DateOnly(2026, 1, 1),
        }, storage).Save(path);
        return path;
    }
}
