using Ductus.Training.Export;
using Ductus.Training.Networks;
using Ductus.Training.Torch;

namespace Ductus.Training.Tests.Export;

public sealed class NetworkCostTests
{
    [Fact]
    public void Of_OneStageNetwork_CountsWhatAPersonCounts()
    {
        var options = new LineCrnnOptions
        {
            StemChannels = 4,
            StemKernel = 3,
            Stages = [new() { Channels = 4 }],
            Hidden = 5,
            LstmLayers = 1,
        };
        var recipe = new Recipe { Name = "counted", Height = 16, Network = options };
        LineNetwork network = options.Create(classes: 7, recipe.Height);
        using var store = new ParameterStore(network, Device.Cpu, new Random(1));

        NetworkCost cost = NetworkCost.Of(network, store, recipe);

        // 8 × 80 pixels after the stem, 80 frames.
        long stem = 8 * 80 * 4 * 9, stage = 2 * (8 * 80 * 4 * (4 * 9)), lstm = 80 * 2 * 4 * (5 * 4 + 5 * 5), classes = 80 * 7 * 10;
        Assert.Equal((16, 160), (cost.Height, cost.Width));
        Assert.Equal(stem + stage + lstm + classes, cost.MultiplyAdds);
        // The auxiliary head reads nothing.
        long norms = 3 * 2 * 4, biases = 2 * 20 + 7;
        Assert.Equal(36 + 2 * 144 + norms + 2 * (20 * 4 + 20 * 5) + 70 + biases, cost.Parameters);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Of_EveryNetwork_CountsSomething(string kind)
    {
        var recipe = new Recipe { Name = kind, Height = 32, Network = Networks.SmallNetworks.ByKind[kind] };
        LineNetwork network = recipe.Network.Create(classes: 7, recipe.Height);
        using var store = new ParameterStore(network, Device.Cpu, new Random(1));

        NetworkCost cost = NetworkCost.Of(network, store, recipe);

        Assert.InRange(cost.Parameters, 1, store.TrainedCount);
        Assert.True(cost.MultiplyAdds > cost.Parameters);
    }

    [Theory]
    [InlineData("english-fast", "english")]
    [InlineData("english-fast-cuda", "english-cuda")]
    public void Of_FastRecipe_CostsAFifthOfTheDefaultRecipeAtMost(string fast, string model)
    {
        Assert.InRange(Cost(fast), 1, Cost(model) / 5);

        static long Cost(string name)
        {
            Recipe recipe = Recipe.Load(Path.Combine(Repository.Root, "recipes", name + ".json"));
            LineNetwork network = recipe.Network.Create(classes: 80, recipe.Height);
            using var store = new ParameterStore(network, Device.Cpu, new Random(1));
            return NetworkCost.Of(network, store, recipe).MultiplyAdds;
        }
    }

    [Fact]
    public void Of_FastLine_CostsAFifthOfTheDefaultAtMost()
    {
        Assert.InRange(Cost(new FastLineOptions()), 1, Cost(new LineCrnnOptions()) / 5);

        static long Cost(NetworkOptions options)
        {
            var recipe = new Recipe { Name = "n", Height = 64, Network = options };
            LineNetwork network = options.Create(classes: 80, recipe.Height);
            using var store = new ParameterStore(network, Device.Cpu, new Random(1));
            return NetworkCost.Of(network, store, recipe).MultiplyAdds;
        }
    }

    public static TheoryData<string> Kinds => Networks.SmallNetworks.Kinds;
}
