using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Ductus.Recognition;

/// <summary>Model metadata as the entries <c>ductus.…</c> of an ONNX file, format 1.</summary>
internal static class ModelProperties
{
    private const string Format = "ductus.format", Task = "ductus.task", Alphabet = "ductus.alphabet", Height = "ductus.height",
        Channels = "ductus.channels", Polarity = "ductus.polarity", Normalization = "ductus.normalization", FrameStride = "ductus.frame_stride",
        Languages = "ductus.languages", Temperature = "ductus.temperature", Data = "ductus.data", LicenceTerms = "ductus.licence_terms",
        CommercialUseKey = "ductus.commercial_use", Scores = "ductus.scores", Network = "ductus.network", Recipe = "ductus.recipe",
        Commit = "ductus.commit", Date = "ductus.date", Name = "ductus.name", Version = "ductus.version", Fit = "ductus.fit", Width = "ductus.width";

    // The only values there are in format 1.
    private const string Format1 = "1", OneChannel = "1", InkIsOne = "ink=1";

    private const string DateForm = "yyyy-MM-dd";

    private static readonly ModelJson Json = new(new JsonSerializerOptions(ModelJson.Default.Options)
    {
        // Plain characters: the file is not embedded in a web page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static Dictionary<string, string> Write(ModelMetadata metadata) => new(StringComparer.Ordinal)
    {
        [Format] = Format1,
        [Name] = metadata.Name,
        [Version] = metadata.Version,
        [Task] = Word(metadata.Task),
        [Alphabet] = JsonSerializer.Serialize([.. metadata.Alphabet], Json.StringArray),
        [Height] = Number(metadata.Normalization.Height),
        [Channels] = OneChannel,
        [Polarity] = InkIsOne,
        [Normalization] = metadata.Normalization.Rule,
        [Fit] = Word(metadata.Normalization.Fit),
        [Width] = Number(metadata.Normalization.Width),
        [FrameStride] = Number(metadata.FrameStride),
        [Languages] = string.Join(' ', metadata.Languages),
        [Temperature] = metadata.Temperature.ToString("R", CultureInfo.InvariantCulture),
        [Data] = metadata.Data,
        [LicenceTerms] = metadata.LicenceTerms,
        [CommercialUseKey] = Word(metadata.CommercialUse),
        [Date] = metadata.Date.ToString(DateForm, CultureInfo.InvariantCulture),
        [Scores] = JsonSerializer.Serialize([.. metadata.Scores], Json.ModelScoreArray),
        [Network] = metadata.Network,
        [Recipe] = metadata.Recipe,
        [Commit] = metadata.Commit,
    };

    /// <exception cref="ModelFormatException">An entry is missing or has a value that format 1 does not know.</exception>
    public static ModelMetadata Read(IReadOnlyDictionary<string, string> properties, string path)
    {
        if (!properties.ContainsKey(Format))
            throw new ModelFormatException(path, $"an ONNX model, but none of Ductus: it has no metadata entry {Format}.");
        Only(Format, Format1);
        Only(Channels, OneChannel);
        Only(Polarity, InkIsOne);
        string rule = Required(Normalization);
        LineInk ink = Enum.GetValues<LineInk>().Where(one => LineNormalization.RuleOf(one) == rule).Select(one => (LineInk?)one).FirstOrDefault()
            ?? throw new ModelFormatException(path, $"{Normalization} must be {string.Join(" or ", Enum.GetValues<LineInk>().Select(one => $"\"{LineNormalization.RuleOf(one)}\""))} for this version of Ductus; got \"{rule}\".");
        LineNormalization normalization = Fitted(Parse(Height, "a height of 8…512 pixels", text => new LineNormalization { Height = WholeNumber(text) }));
        int step = normalization.Width > 0 ? normalization.Width : LineBatch.WidthStep;
        return new ModelMetadata
        {
            Name = Required(Name),
            Version = Required(Version),
            Task = Choice<ModelTask>(Task),
            Alphabet = Parse(Alphabet, "a JSON array of characters", text => Deserialize(text, Json.StringArray)),
            Normalization = normalization,
            FrameStride = Parse(FrameStride, $"a divisor of {step}", text => WholeNumber(text) is var stride
                && stride > 0 && step % stride == 0 ? stride : throw new FormatException()),
            Languages = Required(Languages).Split(' ', StringSplitOptions.RemoveEmptyEntries),
            Temperature = Parse(Temperature, "a number above 0", text => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture) is var number
                && number > 0 && double.IsFinite(number) ? number : throw new FormatException()),
            Data = Required(Data),
            LicenceTerms = Required(LicenceTerms),
            CommercialUse = Choice<CommercialUse>(CommercialUseKey),
            Date = Parse(Date, $"a date as {DateForm}", text => DateOnly.ParseExact(text, DateForm, CultureInfo.InvariantCulture)),
            Scores = Parse(Scores, "a JSON array of scores", text => Deserialize(text, Json.ModelScoreArray)),
            Network = Required(Network),
            Recipe = Required(Recipe),
            Commit = Required(Commit),
        };

        // Files that leave these two out have lines of open width, scaled to the height.
        LineNormalization Fitted(LineNormalization height)
        {
            LineNormalization fitted = height with
            {
                Fit = properties.ContainsKey(Fit) ? Choice<LineFit>(Fit) : LineFit.Height,
                Ink = ink,
                Width = properties.ContainsKey(Width) ? Parse(Width, $"a multiple of {LineNormalization.FixedWidthStep} up to 4096, or 0", text => (height with { Width = WholeNumber(text) }).Width) : 0,
            };
            return fitted.Fault is { } fault ? throw new ModelFormatException(path, $"{Fit} and {Width} must go together; {fault}.") : fitted;
        }

        string Required(string key) => properties.TryGetValue(key, out string? value) ? value
            : throw new ModelFormatException(path, $"its metadata has no entry {key}.");

        void Only(string key, string expected)
        {
            string value = Required(key);
            if (value != expected)
                throw new ModelFormatException(path, $"{key} must be \"{expected}\" for this version of Ductus; got \"{value}\".");
        }

        T Choice<T>(string key)
            where T : struct, Enum
        {
            string value = Required(key);
            foreach (T choice in Enum.GetValues<T>())
                if (Word(choice) == value)
                    return choice;
            throw new ModelFormatException(path, $"{key} must be one of {string.Join(", ", Enum.GetValues<T>().Select(Word))}; got \"{value}\".");
        }

        T Parse<T>(string key, string expected, Func<string, T> parse)
        {
            string value = Required(key);
            try
            {
                return parse(value);
            }
            catch (Exception error) when (error is FormatException or OverflowException or JsonException or ArgumentException)
            {
                throw new ModelFormatException(path, $"{key} must be {expected}; got \"{value}\".", error);
            }
        }
    }

    private static T[] Deserialize<T>(string text, JsonTypeInfo<T[]> type)
        where T : class =>
        JsonSerializer.Deserialize(text, type) is { } list && !list.Contains(null) ? list : throw new JsonException();

    private static int WholeNumber(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Word<T>(T choice)
        where T : struct, Enum => choice.ToString().ToLowerInvariant();
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(ModelScore[]))]
internal sealed partial class ModelJson : JsonSerializerContext;
