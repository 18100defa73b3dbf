using System.Runtime.InteropServices;
using System.Text.Json;
using Ductus.Training;
using Ductus.Training.Networks;
using Ductus.Training.Torch;

namespace Ductus.Benchmarks;

/// <summary>
/// The training step that is compared: recipe, batch and first weights, as files that the peer reads too. What the lines hold does
/// not matter for the time, so they are noise; their size is that of IAM lines at the recipe's height.
/// </summary>
internal sealed class StepCase
{
    /// <summary>Columns of every line: IAM lines of 48 rows have 483 on average.</summary>
    public const int Width = 512;

    /// <summary>Labels of every line: IAM lines have 42 characters on average, and a space on either side.</summary>
    private const int LabelsPerLine = 44;

    private readonly float[] _ink;
    private readonly long[] _labels;

    private StepCase(Recipe recipe, float[] ink, long[] labels) => (Recipe, _ink, _labels) = (recipe, ink, labels);

    public Recipe Recipe { get; }

    /// <summary>C: printable ASCII and the blank, about what English lines need.</summary>
    public static int Classes => UntrainedModel.Alphabet.Count + 1;

    /// <summary>Learning rate of the first step of a run.</summary>
    public double LearningRate => new OneCycle(Recipe.LearningRate, Recipe.WarmUp).Rate(0);

    public long[] Frames => [.. Enumerable.Repeat((long)Width / Recipe.FrameStride, Recipe.BatchSize)];

    public long[] Lengths => [.. Enumerable.Repeat((long)LabelsPerLine, Recipe.BatchSize)];

    public static StepCase OfRecipe(Recipe recipe)
    {
        var random = new Random(recipe.Seed);
        var ink = new float[recipe.BatchSize * recipe.Height * Width];
        foreach (ref float pixel in ink.AsSpan())
            pixel = random.NextSingle();
        var labels = new long[recipe.BatchSize * LabelsPerLine];
        foreach (ref long label in labels.AsSpan())
            label = random.Next(1, Classes);
        return new StepCase(recipe, ink, labels);
    }

    /// <summary>Writes case.json (sizes and the whole recipe), ink.bin, labels.bin, and weights.bin with all parameters in the order of case.json.</summary>
    public static void Write(string folder)
    {
        StepCase made = OfRecipe(Recipe.Load(Repository.Path("recipes", "english.json")));
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, "ink.bin"), MemoryMarshal.AsBytes<float>(made._ink).ToArray());
        File.WriteAllBytes(Path.Combine(folder, "labels.bin"), MemoryMarshal.AsBytes<long>(made._labels).ToArray());

        using var step = new TrainingStep(made.Recipe, Classes, DataType.Float32);
        using (FileStream weights = File.Create(Path.Combine(folder, "weights.bin")))
            foreach (var (_, parameter) in step.Store.Entries)
                weights.Write(MemoryMarshal.AsBytes<float>(parameter.Tensor.ToArray<float>()));
        using FileStream json = File.Create(Path.Combine(folder, "case.json"));
        using var writer = new Utf8JsonWriter(json);
        writer.WriteStartObject();
        writer.WriteNumber("classes", Classes);
        writer.WriteNumber("width", Width);
        writer.WriteNumber("labelsPerLine", LabelsPerLine);
        writer.WriteNumber("learningRate", made.LearningRate);
        writer.WritePropertyName("recipe");
        writer.WriteRawValue(made.Recipe.ToJson());
        writer.WriteStartArray("parameters");
        foreach (var (name, parameter) in step.Store.Entries)
        {
            writer.WriteStartObject();
            writer.WriteString("name", name);
            writer.WriteBoolean("decays", parameter.Kind == ParameterKind.Weight);
            writer.WriteStartArray("sizes");
            foreach (long size in parameter.Sizes)
                writer.WriteNumberValue(size);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>The case in a folder; its weights are those that the recipe's seed gives anyway.</summary>
    public static StepCase Read(string folder)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "case.json")));
        return new StepCase(
            Recipe.Parse(json.RootElement.GetProperty("recipe").GetRawText()),
            MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(Path.Combine(folder, "ink.bin"))).ToArray(),
            MemoryMarshal.Cast<byte, long>(File.ReadAllBytes(Path.Combine(folder, "labels.bin"))).ToArray());
    }

    /// <summary>(B, 1, H, W); the caller's.</summary>
    public Tensor Ink() => Tensor.From<float>(_ink, [Recipe.BatchSize, 1, Recipe.Height, Width]);

    /// <summary>(B, labels); the caller's.</summary>
    public Tensor Labels() => Tensor.From<long>(_labels, [Recipe.BatchSize, LabelsPerLine]);
}
