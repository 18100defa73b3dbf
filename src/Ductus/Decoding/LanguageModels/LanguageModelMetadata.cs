using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ductus.Recognition;

namespace Ductus.Decoding.LanguageModels;

/// <summary>What a language model file says of itself.</summary>
public sealed record LanguageModelMetadata
{
    /// <summary>Short and lasting, such as <c>english</c>.</summary>
    public required string Name { get; init; }

    /// <summary>BCP 47 tags, such as <c>en</c>.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    public DateOnly Date { get; init; }

    /// <summary>The commit of Ductus that trained it; empty if not told.</summary>
    public string Commit { get; init; } = "";

    /// <summary>The characters that it knows, in the order of its symbols.</summary>
    public required IReadOnlyList<string> Alphabet { get; init; }

    /// <summary>What it was trained on.</summary>
    public IReadOnlyList<LanguageModelText> Texts { get; init; } = [];

    /// <summary>What was kept out of those texts; <see langword="null"/> where nothing was.</summary>
    public ExcludedText? Excluded { get; init; }

    /// <summary>The terms that the texts pass on to the model's users.</summary>
    public string LicenceTerms { get; init; } = "not stated";

    public CommercialUse CommercialUse { get; init; }

    /// <summary>Least counts with which sequences of 1, 2, … characters were kept.</summary>
    public IReadOnlyList<int> LeastCounts { get; init; } = [];

    /// <summary>How much it weighs against the network.</summary>
    public LanguageModelWeights Weights { get; init; } = new();

    internal static readonly LanguageModelJson Json = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter<CommercialUse>(JsonNamingPolicy.CamelCase) },
    });
}

/// <summary>A text that a language model was trained on.</summary>
public sealed record LanguageModelText
{
    /// <summary>File name, or name of the data set's folder.</summary>
    public required string Name { get; init; }

    /// <summary>The data set's split whose transcriptions they are; empty for a text file.</summary>
    public string Split { get; init; } = "";

    /// <summary>Paragraphs or lines that were used.</summary>
    public required int Lines { get; init; }

    /// <summary>Characters in them.</summary>
    public required long Characters { get; init; }

    /// <summary>SHA-256 of the lines that were used, in NFC, each followed by a line feed; hexadecimal.</summary>
    public required string Sha256 { get; init; }
}

/// <summary>What was kept out of a language model's texts, so that it can be measured with.</summary>
/// <param name="Data">The data sets whose validation and test parts are not to be known.</param>
/// <param name="Lines">Their lines that were looked for.</param>
/// <param name="Refused">Paragraphs or lines of the texts that held one of them.</param>
public sealed record ExcludedText(string Data, int Lines, int Refused);

/// <summary>How much a language model weighs in a beam search; tuned with a model on lines that it is not measured on.</summary>
public sealed record LanguageModelWeights
{
    /// <summary>Of the character n-gram.</summary>
    public CharacterWeights Characters { get; init; } = new(0.5, 0.5);

    /// <summary>Of the word n-gram.</summary>
    public WordWeights Words { get; init; } = new(0.2, 0, 0);

    /// <summary>What differences between scores are divided by before they become confidences, above 0.</summary>
    public double Temperature
    {
        get; init => field = value > 0 && double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(nameof(Temperature), value, "A temperature is above 0.");
    } = 1;

    /// <summary>With which model, on which lines; empty where nobody tuned them.</summary>
    public string TunedOn { get; init; } = "";
}

[JsonSerializable(typeof(LanguageModelMetadata))]
internal sealed partial class LanguageModelJson : JsonSerializerContext;
