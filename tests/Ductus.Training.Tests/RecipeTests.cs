namespace Ductus.Training.Tests;

public sealed class RecipeTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void Load_OnlyAName_TakesEveryDefault()
    {
        Assert.Equal(new Recipe { Name = "mine" }.ToJson(), Load("""{ "name": "mine" /* a comment */, }""").ToJson());
    }

    [Fact]
    public void ToJson_ReadAgain_IsTheSame()
    {
        var recipe = DrawnLines.Recipe(epochs: 7);

        Assert.Equal(recipe.ToJson(), Recipe.Parse(recipe.ToJson()).ToJson());
        Assert.Equal(4, Recipe.Parse(recipe.ToJson()).Network.FrameStride);
    }

    [Theory]
    [InlineData("{\n\"name\": \"x\",\n\"hight\": 48 }", ":3:", "hight")]
    [InlineData("{\n\"name\": \"x\", \"height\": 4 }", ":2:", "height must be 16…256; got 4")]
    [InlineData("{ \"height\": 48 }", ":1:", "name")]
    [InlineData("not json", ":1:", "invalid")]
    public void Load_WrongFile_NamesThePlaceAndTheKey(string json, string place, string expected)
    {
        var e = Assert.Throws<RecipeException>(() => Load(json));

        Assert.StartsWith(_file + place, e.Message, StringComparison.Ordinal);
        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_WithChanges_TakesThemInPlaceOfTheFile()
    {
        File.WriteAllText(_file, """{ "name": "mine", /* a comment */ "epochs": 7, "augmentation": { "grid": 2 } }""");

        Recipe recipe = Recipe.Load(_file, ("epochs", "9"), ("augmentation.blur", "0"), ("name", "other"), ("spanMask.share", "0.25"));

        Assert.Equal((9, 2.0, 0.0, "other", 0.25), (recipe.Epochs, recipe.Augmentation.Grid, recipe.Augmentation.Blur, recipe.Name, recipe.SpanMask.Share));
    }

    [Theory]
    [InlineData("epochs.many", "1", "\"epochs\" holds no further keys")]
    [InlineData("epoch", "1", "epoch")]
    [InlineData("fit", "box", "needs a width")]
    public void Load_WrongChanges_SaysSo(string key, string value, string expected)
    {
        File.WriteAllText(_file, """{ "name": "mine", "epochs": 7 }""");

        var e = Assert.Throws<RecipeException>(() => Recipe.Load(_file, (key, value)));

        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "name": "x", "network": { "hidden": 3 } }""", "kind")]
    [InlineData("""{ "name": "x", "network": { "kind": "lineCnn" } }""", "lineCnn")]
    public void Load_NetworkOfNoKind_NamesTheKey(string json, string expected)
    {
        var e = Assert.Throws<RecipeException>(() => Load(json));

        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void RandomSplit_SameSeed_ChoosesTheSameIdsWhateverTheirOrder()
    {
        string[] ids = [.. Enumerable.Range(0, 200).Select(i => $"l{i}")];
        var split = new RandomSplit { ValidationShare = 0.05, Seed = 3 };

        IReadOnlySet<string> chosen = split.Validating(ids);

        Assert.Equal(10, chosen.Count);
        Assert.True(chosen.SetEquals(split.Validating(ids.Reverse())));
        Assert.False(chosen.SetEquals((split with { Seed = 4 }).Validating(ids)));
        Assert.Equal("random 5 %", split.Name);
    }

    [Fact]
    public void Load_EveryShippedRecipe_Works()
    {
        string[] recipes = Directory.GetFiles(Path.Combine(RepositoryRoot(), "recipes"), "*.json");

        Assert.NotEmpty(recipes);
        // The ablation's rows are named after what they change.
        Assert.All(recipes, path => Assert.Equal(Path.GetFileNameWithoutExtension(path).Replace("ablation", "base", StringComparison.Ordinal), Recipe.Load(path).Name));
    }

    private Recipe Load(string json)
    {
        File.WriteAllText(_file, json);
        return Recipe.Load(_file);
    }

    private static string RepositoryRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Ductus.slnx")))
                return folder.FullName;
        throw new DirectoryNotFoundException("The tests do not lie in the repository.");
    }
}
