using System.CommandLine;
using System.CommandLine.Parsing;
using Ductus.Decoding;
using Ductus.Decoding.LanguageModels;
using Ductus.Recognition;

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

    private readonly Option<long> _width = WholeNumber.Option("--beam-width", "Readings that the beam keeps after each frame.", minimum: 1, fallback: new BeamOptions().Width);

    public DecoderOptions() => _decoder.AcceptOnlyFromAmong(Greedy, Beam);

    public void AddTo(Command command)
    {
        command.Options.Add(_decoder);
        command.Options.Add(_languageModel);
        command.Options.Add(_width);
        command.Validators.Add(result =>
        {
            // Tokens, not values: asking for a value here keeps it from being validated later.
            if (Token(result, _decoder) == Greedy && Token(result, _languageModel) is { } name && name != InstalledLanguageModels.None)
                result.AddError($"--decoder greedy weighs no language model in; leave --lm {name} out, or take the beam.");
        });
    }

    /// <summary>Loads the language model that is asked for or installed, and makes the decoder.</summary>
    /// <exception cref="ModelChoiceException">The language model is not installed.</exception>
    /// <exception cref="LanguageModelException">Its file is damaged.</exception>
    public ChosenDecoder Of(ParseResult parsed, RecognitionModel model)
    {
        if (parsed.GetValue(_decoder) == Greedy)
            return ChosenDecoder.Greedy(model);
        IReadOnlyList<string> folders = InstalledModels.Folders();
        string? file = parsed.GetValue(_languageModel) switch
        {
            InstalledLanguageModels.None => null,
            { } name => InstalledLanguageModels.Named(name, folders),
            null => InstalledLanguageModels.OfLanguage(model.Metadata.Languages, folders),
        };
        if (file is null && parsed.GetValue(_decoder) is null)
            return ChosenDecoder.Greedy(model);
        LanguageModel? languageModel = file is null ? null : LanguageModel.Load(file);
        return new ChosenDecoder(
            new BeamDecoder(model.Codec, model.Metadata.Temperature, new() { LanguageModel = languageModel, Beam = new() { Width = (int)Math.Min(parsed.GetValue(_width), 10_000) } }),
            languageModel);
    }

    private static string? Token(CommandResult result, Option option) => result.GetResult(option) is { Tokens: [.., var token] } ? token.Value : null;
}

/// <summary>A decoder and the language model it looks at.</summary>
internal sealed class ChosenDecoder(IDecoder decoder, LanguageModel? languageModel) : IDisposable
{
    public IDecoder Decoder { get; } = decoder;

    /// <summary><see langword="null"/> where the network reads alone.</summary>
    public LanguageModel? LanguageModel { get; } = languageModel;

    public static ChosenDecoder Greedy(RecognitionModel model) => new(new GreedyDecoder(model.Codec, model.Metadata.Temperature), languageModel: null);

    public void Dispose() => LanguageModel?.Dispose();
}
