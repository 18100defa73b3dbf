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
    public void Load_EveryShippedRecipe_Works()
    {
        string[] recipes = Directory.GetFiles(Path.Combine(RepositoryRoot(), "recipes"), "*.json");

        Assert.NotEmpty(recipes);
        Assert.All(recipes, path => Assert.Equal(Path.GetFileNameWithoutExtension(path), Recipe.Load(path).Name));
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
