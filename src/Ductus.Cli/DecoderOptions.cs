using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Ductus.Decoding;
using Ductus.Decoding.LanguageModels;
using Ductus.Decoding.Spelling;
using Ductus.Recognition;
using Ductus.Training.Synthesis;

namespace Ductus.Cli;

/// <summary>The options that say how logits become text, the same in every command that reads.</summary>
internal sealed class DecoderOptions
{
    private const string Greedy = "greedy", Beam = "beam";

    private readonly Option<string?> _decoder = new("--decoder")
    {
        Description = "greedy: the strongest class of every frame; beam: the most probable reading, with the language model if there is one. "
            + "Default: beam where a language model is used, else greedy.",
        HelpName = $"{Greedy}|{Beam}",
    };

    private readonly Option<string?> _languageModel = new("--lm")
    {
        Description = "Language model that the beam weighs in: its name, a file, or none. Default: the installed one of the model's language. "
            + "Take none for old spelling: it would be modernised.",
        HelpName = "NAME|FILE|none",
    };

    private readonly Option<long> _width = WholeNumber.Option("--beam-width", "Readings that the beam keeps after each frame.", minimum: 1, fallback: new BeamOptions().Width, maximum: 10_000);

    private readonly Option<string?> _correct = new("--correct")
    {
        Description = "Also corrects the spelling with the Hunspell dictionary of a language, auto: of the one that is read; the reading stays beside it. "
            + "Names, numbers and words that were read surely are left alone.",
        HelpName = "CODE|auto",
    };

    private readonly Option<string?> _list = new("--list")
    {
        Description = "Reads one of the texts in a file, a text per line: names, places, codes. Tells the runners-up and the margin to the next.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _pattern = new("--pattern")
    {
        Description = @"Reads only what a regular expression allows, such as \d{1,2}\.\d{1,2}\.\d{4} for dates.",
        HelpName = "EXPRESSION",
    };

    /// <summary>All of them.</summary>
    public IEnumerable<Option> All => [_decoder, _languageModel, _width, _correct, _list, _pattern];

    public DecoderOptions() => _decoder.AcceptOnlyFromAmong(Greedy, Beam);

    public void AddTo(Command command)
    {
        command.Options.Add(_decoder);
        command.Options.Add(_languageModel);
        command.Options.Add(_width);
        command.Options.Add(_correct);
        command.Options.Add(_list);
        command.Options.Add(_pattern);
        command.Validators.Add(result =>
        {
            // Tokens, not values: asking for a value here keeps it from being validated later.
            if (Token(result, _decoder) == Greedy && Token(result, _languageModel) is { } name && name != InstalledLanguageModels.None)
                result.AddError($"--decoder greedy weighs no language model in; leave --lm {name} out, or take the beam.");
            Option[] decoders = [.. ((Option[])[_list, _pattern, _decoder]).Where(option => Token(result, option) is not null)];
            if (decoders.Length > 1)
                result.AddError($"{decoders[0].Name} and {decoders[1].Name} exclude each other.");
            if (Token(result, _correct) is not null && (Token(result, _list) is not null || Token(result, _pattern) is not null || Token(result, _decoder) == Greedy))
                result.AddError("--correct goes with a beam: it weighs what else the beam saw. Leave --list, --pattern and --decoder greedy out.");
            if (Token(result, _list) is not null && Token(result, _languageModel) is not null)
                result.AddError("--list and --lm exclude each other: the list says what can be meant.");
        });
    }

    /// <summary>Loads the language model that is asked for or installed, and makes the decoder.</summary>
    /// <exception cref="ModelChoiceException">The language model is not installed.</exception>
    /// <exception cref="LanguageModelException">Its file is damaged.</exception>
    /// <param name="parsed">The command line.</param>
    /// <param name="model">Whose logits it decodes.</param>
    /// <param name="languages">In which the text is expected.</param>
    public ChosenDecoder Of(ParseResult parsed, RecognitionModel model, IReadOnlyList<string> languages)
    {
        if (parsed.GetValue(_list) is { } list)
            return ClosedListOf([.. TextFile.ReadLines(list)], list, model);
        if (model.Metadata.Task == ModelTask.Characters)
        {
            Option[] ofLines = [_decoder, _languageModel, _pattern, _correct];
            return ofLines.FirstOrDefault(option => Token(parsed.CommandResult, option) is not null) is { } option
                ? throw new ModelChoiceException($"{model.Metadata.Name} reads single characters; {option.Name} is for lines.")
                : ChosenDecoder.Characters(model);
        }
        if (parsed.GetValue(_decoder) == Greedy)
            return ChosenDecoder.Greedy(model);
        TextPattern? pattern = parsed.GetValue(_pattern) is { } expression ? TextPattern.Parse(expression) : null;
        IReadOnlyList<string> folders = InstalledModels.Folders();
        string? file = parsed.GetValue(_languageModel) switch
        {
            InstalledLanguageModels.None => null,
            { } name => InstalledLanguageModels.Named(name, folders),
            // What a pattern describes is seldom running text.
            null => pattern is not null ? null : InstalledLanguageModels.For(model.Metadata, languages, folders),
        };
        string? correct = parsed.GetValue(_correct) is LanguageGuess.Auto ? languages[0] : parsed.GetValue(_correct);
        if (file is null && pattern is null && correct is null && parsed.GetValue(_decoder) is null)
            return ChosenDecoder.Greedy(model);
        SpellingDictionary? dictionary = correct is null ? null : SpellingDictionary.Load(correct);
        LanguageModel? languageModel = file is null ? null : LanguageModel.Load(file);
        var beam = new BeamDecoder(model.Codec, model.Metadata.Temperature, new()
        {
            LanguageModel = languageModel,
            Pattern = pattern,
            Beam = new() { Width = (int)parsed.GetValue(_width) },
        });
        return new ChosenDecoder(dictionary is null ? beam : new SpellingCorrection(beam, model.Codec, dictionary), languageModel)
        {
            Dictionary = dictionary,
            LanguageModelFile = file,
            Identity = string.Create(CultureInfo.InvariantCulture, $"{beam.Name}, width {parsed.GetValue(_width)}, pattern {parsed.GetValue(_pattern)}, corrected by {correct}"),
        };
    }

    /// <summary>What a model decodes with where the command line says nothing of it.</summary>
    public static ChosenDecoder Usual(RecognitionModel model)
    {
        if (model.Metadata.Task == ModelTask.Characters)
            return ChosenDecoder.Characters(model);
        if (InstalledLanguageModels.For(model.Metadata, model.Metadata.Languages, InstalledModels.Folders()) is not { } file)
            return ChosenDecoder.Greedy(model);
        var languageModel = LanguageModel.Load(file);
        return new ChosenDecoder(new BeamDecoder(model.Codec, model.Metadata.Temperature, new() { LanguageModel = languageModel }), languageModel) { LanguageModelFile = file };
    }

    /// <summary>Reads one of some texts.</summary>
    /// <param name="texts">What can be meant.</param>
    /// <param name="where">They come from, for messages.</param>
    /// <param name="model">Whose logits are decoded.</param>
    /// <exception cref="TextListException">There are none, or the model cannot write them.</exception>
    public static ChosenDecoder ClosedListOf(IReadOnlyList<string> texts, string where, RecognitionModel model)
    {
        try
        {
            var list = new ClosedList(texts, model.Codec, model.Metadata.Temperature);
            return new ChosenDecoder(list, languageModel: null)
            {
                Texts = texts.Select(ClosedList.Spaced).ToHashSet(StringComparer.Ordinal),
                Identity = $"one of {string.Join('|', texts)}",
            };
        }
        catch (ArgumentException error)
        {
            throw new TextListException($"{where}: {error.Message.Split(" (Parameter", 2)[0]}");
        }
    }

    private static string? Token(CommandResult result, Option option) => result.GetResult(option) is { Tokens: [.., var token] } ? token.Value : null;
}

/// <summary>A list of texts that cannot be read from.</summary>
internal sealed class TextListException(string message) : Exception(message);

/// <summary>A decoder and the language model it looks at.</summary>
internal sealed class ChosenDecoder(IDecoder decoder, LanguageModel? languageModel) : IDisposable
{
    public IDecoder Decoder { get; } = decoder;

    /// <summary>What reads, without what corrects afterwards.</summary>
    public string Name => Decoder is SpellingCorrection correction ? correction.ReaderName : Decoder.Name;

    /// <summary><see langword="null"/> where the network reads alone.</summary>
    public LanguageModel? LanguageModel { get; } = languageModel;

    /// <summary>That it was loaded from.</summary>
    public string? LanguageModelFile { get; init; }

    /// <summary>All that readings depend on beside models, in a line.</summary>
    public string Identity { get => field ?? Decoder.Name; init; }

    /// <summary>What can be read at all; <see langword="null"/> for any text.</summary>
    public IReadOnlySet<string>? Texts { get; init; }

    public static ChosenDecoder Characters(RecognitionModel model) => new(new CharacterDecoder(model.Codec, model.Metadata.Temperature), languageModel: null);

    public static ChosenDecoder Greedy(RecognitionModel model) => new(new GreedyDecoder(model.Codec, model.Metadata.Temperature), languageModel: null);

    /// <summary>Of the spelling correction; <see langword="null"/> for none.</summary>
    public SpellingDictionary? Dictionary { private get; init; }

    public void Dispose()
    {
        LanguageModel?.Dispose();
        Dictionary?.Dispose();
    }
}
