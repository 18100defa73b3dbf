namespace Ductus.Cli.Tests.Shipped;

/// <summary>What the models of single characters that come with the program read of drawings that are no part of their data.</summary>
public sealed class CharacterModelsTests
{
    [Theory]
    [InlineData("digits", "zero", "0")]
    [InlineData("digits", "three", "3")]
    [InlineData("digits", "seven", "7")]
    [InlineData("digits", "eight", "8")]
    [InlineData("characters", "three", "3")]
    [InlineData("characters", "capital-k", "K")]
    [InlineData("characters", "capital-r", "R")]
    [InlineData("characters", "small-g", "g")]
    [InlineData("characters", "small-h", "h")]
    public void Read_SampleDrawing_IsRead(string model, string drawing, string character)
    {
        string image = Path.Combine(Repository.Root, "samples", "characters", drawing + ".png");

        var run = CommandLineRun.Of("read", "--char", "--model", model, image);

        run.IsDone(character + "\n");
    }
}
