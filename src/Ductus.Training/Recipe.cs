using System.Text.Json;
using System.Text.Json.Serialization;
using Ductus.Recognition;
using Ductus.Training.Augmentation;
using Ductus.Training.Data;
using Ductus.Training.Networks;
using Ductus.Training.Torch;

namespace Ductus.Training;

/// <summary>How a model is made: data, network, schedule. One JSON file under <c>recipes/</c>; comments are allowed, unknown keys are errors.</summary>
/// <remarks>Properties are settable, not init-only: the source-generated JSON reader would overwrite the defaults of init-only ones.</remarks>
public sealed record Recipe
{
    private static readonly RecipeJson Json = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        WriteIndented = true,
        AllowOutOfOrderMetadataProperties = true,
        Converters =
        {
            new JsonStringEnumConverter<Precision>(JsonNamingPolicy.CamelCase), new JsonStringEnumConverter<LineFit>(JsonNamingPolicy.CamelCase), new JsonStringEnumConverter<LineInk>(JsonNamingPolicy.CamelCase),
            new JsonStringEnumConverter<LineUnit>(JsonNamingPolicy.CamelCase), new JsonStringEnumConverter<Schedule>(JsonNamingPolicy.CamelCase),
            new JsonStringEnumConverter<LabelForm>(JsonNamingPolicy.CamelCase),
        },
    });

    /// <summary>Name of the model that comes out, such as <c>english</c>.</summary>
    public required string Name { get; set; }

    /// <summary>One sentence for people.</summary>
    public string Description { get; set; } = "";

    /// <summary>ISO 639-1 codes of the languages the model is meant for.</summary>
    public IReadOnlyList<string> Languages { get; set; } = [];

    /// <summary>What the model learns from, and the terms that come with it.</summary>
    public TrainingTerms Terms { get; set; } = new();

    /// <summary>What users of the model should know that it cannot do, a sentence each, for its card.</summary>
    public IReadOnlyList<string> Limits { get; set; } = [];

    /// <summary>Split that is trained on.</summary>
    public string TrainSplit { get; set; } = "train";

    /// <summary>Splits that choose the best weights, by their common character error rate; each is reported too.</summary>
    public IReadOnlyList<string> ValidationSplits { get; set; } = ["val"];

    /// <summary>Part of the training lines that is used, above 0 to 1, chosen by chance: to see what fewer lines would do.</summary>
    public double TrainShare { get; set => field = Check(value is > 0 and <= 1, value, "trainShare must be above 0, at most 1"); } = 1;

    /// <summary>A split by chance in place of those named above; for protocols that ask for one.</summary>
    public RandomSplit? RandomSplit { get; set; }

    /// <summary>The last so many lines of the training split validate, in place of the splits named above, and are not trained on; 0: none.</summary>
    public int ValidationTail { get; set => field = Check(value >= 0, value, "validationTail must be 0 or more"); }

    /// <summary>Whether whole lines are learned, single words, or single characters.</summary>
    public LineUnit Unit { get; set; } = LineUnit.Lines;

    /// <summary>Of a data set of characters with several kinds of classes, the one to learn: <c>47</c>, <c>balanced</c>; <see langword="null"/>: the only one.</summary>
    public string? Classes { get; set; }

    /// <summary>The characters that the model can read, in one text; <see langword="null"/>: those of the training lines. Lines with others are left out and counted.</summary>
    public string? Alphabet { get; set; }

    /// <summary><c>composed</c>: a label for each character; <c>decomposed</c>: labels for base letters and for each of their marks.</summary>
    public LabelForm Labels { get; set; } = LabelForm.Composed;

    /// <summary>Rows of the network's input, 16…256.</summary>
    public int Height { get; set => field = Check(value is >= 16 and <= 256, value, "height must be 16…256"); } = 64;

    /// <summary>How an image comes to the height: <c>height</c>, <c>shrink</c>, <c>box</c>, <c>stretch</c>, <c>crop</c>, or, of a single character, <c>centreOfMass</c> or <c>centred</c>.</summary>
    public LineFit Fit { get; set; } = LineFit.Height;

    /// <summary>What of a line is ink: <c>levels</c>, or <c>threshold</c>, all or nothing, as earlier systems cleaned their lines.</summary>
    public LineInk Ink { get; set; } = LineInk.Levels;

    /// <summary>Columns of the network's input where the fit has fixed ones, a multiple of 4; else 0.</summary>
    public int Width { get; set => field = Check(value is >= 0 and <= 4096 && value % LineNormalization.FixedWidthStep == 0, value, "width must be a multiple of 4 up to 4096, or 0"); }

    public NetworkOptions Network { get; set; } = new LineCrnnOptions();

    /// <summary>Whether labels get a space before and after the text: a network that must find the ends of the writing reads them better.</summary>
    public bool SpacesAround { get; set; } = true;

    /// <summary>Lines of a step, 1…4096.</summary>
    public int BatchSize { get; set => field = Check(value is >= 1 and <= 4096, value, "batchSize must be 1…4096"); } = 16;

    /// <summary>
    /// How many lines each of several data sets has in an epoch, 0…1: in the proportion of their sizes to this power. 1: as many as there are; 0: equally many
    /// of each, so that small sets are seen more often than large ones (Conneau et al. 2020, section 3.1, exponent α).
    /// </summary>
    public double Balance { get; set => field = Check(value is >= 0 and <= 1, value, "balance must be 0…1"); } = 1;

    /// <summary>Passes over the training split, at least 1; a time limit may end the run sooner.</summary>
    public int Epochs { get; set => field = Check(value >= 1, value, "epochs must be at least 1"); } = 100;

    /// <summary>Epochs between validations, at least 1.</summary>
    public int ValidateEvery { get; set => field = Check(value >= 1, value, "validateEvery must be at least 1"); } = 1;

    /// <summary>Validations without a better one after which the run stops.</summary>
    public int Patience { get; set => field = Check(value >= 1, value, "patience must be at least 1"); } = 30;

    /// <summary><c>oneCycle</c>, or <c>constant</c>: after the warm-up the rate stays, and the run ends when it no longer gets better.</summary>
    public Schedule Schedule { get; set; } = Schedule.OneCycle;

    /// <summary>Peak learning rate of the schedule.</summary>
    public double LearningRate { get; set => field = Check(value > 0, value, "learningRate must be above 0"); } = 2.5e-3;

    /// <summary>Part of the run in which the learning rate goes up, 0…0.9.</summary>
    public double WarmUp { get; set => field = Check(value is >= 0 and <= 0.9, value, "warmUp must be 0…0.9"); } = 0.1;

    public AdamWOptions Optimizer { get; set; } = new();

    /// <summary>Decay of the moving average of the weights, 0…1; 0 keeps the last weights.</summary>
    public double AverageDecay { get; set => field = Check(value is >= 0 and < 1, value, "averageDecay must be 0…1"); } = 0.999;

    /// <summary>Weight of the auxiliary CTC loss on the CNN's features, 0…1.</summary>
    public double AuxiliaryWeight { get; set => field = Check(value is >= 0 and <= 1, value, "auxiliaryWeight must be 0…1"); } = 0.1;

    /// <summary>Hides spans of the feature sequence in training.</summary>
    public SpanMaskOptions SpanMask { get; set; } = new();

    /// <summary>Weight of CTC in the loss of a network that also has a decoder, 0…1; the decoder's cross entropy has the rest.</summary>
    public double CtcWeight { get; set => field = Check(value is >= 0 and <= 1, value, "ctcWeight must be 0…1"); } = 0.5;

    /// <summary>Part of the truth that the cross entropy of single characters spreads over all classes, 0…0.5 (Szegedy et al. 2016, section 7).</summary>
    public double LabelSmoothing { get; set => field = Check(value is >= 0 and <= 0.5, value, "labelSmoothing must be 0…0.5"); }

    /// <summary>
    /// Radius of sharpness-aware minimisation (Foret et al. 2021, equation 2): each step takes its gradient where the loss is worst within
    /// this distance, at twice the cost. 0 for none.
    /// </summary>
    public double Sharpness { get; set => field = Check(value is >= 0 and <= 10, value, "sharpness must be 0…10"); }

    public Precision Precision { get; set; } = Precision.Auto;

    /// <summary>Type of the weights in the model file: 16 bits halve it.</summary>
    public bool HalfPrecisionFile { get; set; }

    public int Seed { get; set; } = 1;

    public AugmentationOptions Augmentation { get; set; } = new();

    /// <summary>How images become the network's input.</summary>
    [JsonIgnore]
    public LineNormalization Normalization => new() { Height = Height, Fit = Fit, Ink = Ink, Width = Width };

    /// <summary>Pixel columns of a frame of the network's output.</summary>
    [JsonIgnore]
    public int FrameStride => Network.FrameStride > 0 ? Network.FrameStride : Width;

    /// <summary>Splits of whose lines a part validates and is not trained on; <see langword="null"/> where whole splits validate.</summary>
    [JsonIgnore]
    public IReadOnlyList<string>? HoldsOutOf => RandomSplit?.Of ?? (ValidationTail > 0 ? [TrainSplit] : null);

    /// <summary>What the part that is held out is called in reports.</summary>
    [JsonIgnore]
    public string HeldOutName => RandomSplit?.Name ?? $"last {ValidationTail}";

    /// <summary>The ids that are held out of <see cref="HoldsOutOf"/>.</summary>
    /// <param name="ids">All of them, in the order of the data.</param>
    public IReadOnlySet<string> HeldOut(IReadOnlyList<string> ids) => RandomSplit?.Validating(ids) ?? ids.TakeLast(ValidationTail).ToHashSet(StringComparer.Ordinal);

    /// <summary>What does not go together; <see langword="null"/> where everything does.</summary>
    private string? Fault => Normalization.Fault is { } fault ? $"height, width and fit do not go together: {fault}"
        : (Unit == LineUnit.Characters) != (Network.FrameStride == 0) ? $"the unit {Unit.ToString().ToLowerInvariant()} wants another kind of network than {Network}"
        : Unit == LineUnit.Characters && Width == 0 ? "single characters need a width and a fit that has one, such as centreOfMass"
        : Unit == LineUnit.Characters && SpacesAround ? "single characters have no spaces around them: spacesAround must be false"
        : Network.Fault(Height, Width) is { } network ? network
        : RandomSplit is not null && ValidationTail > 0 ? "randomSplit and validationTail exclude each other"
        : null;

    /// <exception cref="RecipeException">The file is no recipe; the message names the place.</exception>
    /// <param name="path">The file.</param>
    /// <param name="changes">Values in place of the file's: a key, dots between the keys on the way (<c>augmentation.grid</c>), and its JSON or text.</param>
    public static Recipe Load(string path, params IReadOnlyList<(string Key, string Value)> changes)
    {
        try
        {
            string json = File.ReadAllText(path);
            return Parse(changes.Count == 0 ? json : RecipeChanges.Apply(json, changes));
        }
        catch (NotSupportedException e)
        {
            // How the JSON reader says that the network has no kind.
            throw new RecipeException($"{path}: expected a network with a \"kind\": lineCrnn, fastLine, lineTransformer and others; {e.Message}", e);
        }
        catch (JsonException e)
        {
            string place = e.LineNumber is { } line ? $"{path}:{line + 1}" : path;
            throw new RecipeException($"{place}: expected a recipe; {e.Message}", e);
        }
    }

    /// <summary>The recipe with other values.</summary>
    /// <param name="changes">As for <see cref="Load"/>.</param>
    /// <exception cref="RecipeException">A change is none that a recipe takes.</exception>
    public Recipe With(IReadOnlyList<(string Key, string Value)> changes)
    {
        try
        {
            return changes.Count == 0 ? this : Parse(RecipeChanges.Apply(ToJson(), changes));
        }
        catch (JsonException e)
        {
            throw new RecipeException($"expected changes of a recipe; {e.Message}", e);
        }
    }

    /// <summary>A recipe from its JSON.</summary>
    /// <exception cref="JsonException">The text is no recipe.</exception>
    public static Recipe Parse(string json)
    {
        Recipe recipe = JsonSerializer.Deserialize(json, Json.Recipe) ?? throw new JsonException("the file says null");
        return recipe.Fault is { } fault ? throw new JsonException($"{fault}.") : recipe;
    }

    /// <summary>The recipe with all its values, defaults included, as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json.Recipe);

    private static T Check<T>(bool good, T value, string rule) => good ? value : throw new JsonException($"{rule}; got {value}.");
}

/// <summary>What a model learns from and what that means for those who use it.</summary>
public sealed record TrainingTerms
{
    /// <summary>The data sets, for people.</summary>
    public string Data { get; set; } = "not stated";

    /// <summary>Terms that the data pass on to the model.</summary>
    public string Licence { get; set; } = "not stated";

    /// <summary>Whether the terms allow commercial use: true, false, or absent where nobody said.</summary>
    public bool? CommercialUse { get; set; }

    /// <summary>These terms and those of the weights that the training started from: what holds for either holds for the model.</summary>
    /// <param name="before">Of the weights; <see langword="null"/> where there were none.</param>
    internal TrainingTerms After(TrainingTerms? before) => before is null ? this : new()
    {
        Data = $"{Data}; before that, {before.Data}",
        Licence = Licence == before.Licence ? Licence : $"{Licence}; of the data before that: {before.Licence}",
        CommercialUse = CommercialUse & before.CommercialUse,             // false wins over null, null over true
    };
}

/// <summary>A split by chance: of all lines of some splits, a share validates and the rest trains. Writers are then in both parts.</summary>
public sealed record RandomSplit
{
    /// <summary>Splits whose lines are put together.</summary>
    public IReadOnlyList<string> Of { get; set; } = ["train"];

    /// <summary>Part of the lines that validates, above 0 and below 1.</summary>
    public double ValidationShare { get; set; } = 0.05;

    public int Seed { get; set; } = 1;

    /// <summary>What the validation part is called in reports.</summary>
    [JsonIgnore]
    public string Name => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"random {100 * ValidationShare:0.##} %");

    /// <summary>The ids that validate: drawn from all ids in the order of their names.</summary>
    public IReadOnlySet<string> Validating(IEnumerable<string> ids)
    {
        string[] all = [.. ids.Order(StringComparer.Ordinal)];
        new Random(Seed).Shuffle(all);
        return all.Take((int)Math.Round(ValidationShare * all.Length)).ToHashSet(StringComparer.Ordinal);
    }
}

/// <summary>What letters with marks are to a network.</summary>
public enum LabelForm
{
    /// <summary>Characters of their own.</summary>
    Composed,

    /// <summary>A base letter and marks, as Unicode's canonical decomposition has them.</summary>
    Decomposed,
}

/// <summary>How the learning rate goes over a run.</summary>
public enum Schedule
{
    /// <summary>Up, then down to nothing at the end.</summary>
    OneCycle,

    /// <summary>Up, then the same to the end.</summary>
    Constant,
}

/// <summary>Number type of the convolutions in training.</summary>
public enum Precision
{
    /// <summary>16-bit bfloat where the device multiplies it natively, else 32-bit.</summary>
    Auto,

    Float32,

    BFloat16,
}

/// <summary>A recipe file that cannot be used.</summary>
public sealed class RecipeException(string message, Exception? inner = null) : Exception(message, inner);

[JsonSerializable(typeof(Recipe))]
internal sealed partial class RecipeJson : JsonSerializerContext;
