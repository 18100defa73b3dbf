using System.CommandLine;
using System.Security.Cryptography;
using Ductus.Decoding;
using Ductus.Documents;
using Ductus.Recognition;

namespace Ductus.Cli;

/// <summary>The options that say with how many models and looks a line is read, the same in every command that reads.</summary>
internal sealed class ReaderOptions
{
    private readonly Option<string[]> _with = new("--with")
    {
        Description = "Another model that reads, too: what both believe is averaged where their frames agree, else they vote word by word. Costs as much again. May be given several times.",
        HelpName = "NAME|PATH",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<long> _looks = WholeNumber.Option("--looks",
        $"Looks at every line so many times, 1-{PageReaderOptions.MostLooks}, each time slightly changed, and averages. Each costs as much as the first.",
        minimum: 1, fallback: 1, PageReaderOptions.MostLooks);

    private readonly DecoderOptions _decoder = new();

    public void AddTo(Command command)
    {
        command.Options.Add(_with);
        command.Options.Add(_looks);
        _decoder.AddTo(command);
    }

    /// <summary>All of them.</summary>
    public IEnumerable<Option> All => [_with, _looks, .. _decoder.All];

    /// <summary>Loads the models and what their decoders want.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="path">Of the first model.</param>
    /// <param name="language">Whose language model is wanted; <see langword="null"/>: the models' own.</param>
    public ChosenReader Of(ParseResult parsed, string path, string? language = null)
    {
        var chosen = new ChosenReader((int)parsed.GetValue(_looks));
        try
        {
            foreach (string name in (parsed.GetValue(_with) ?? []).Prepend(path))
            {
                string file = InstalledModels.Choose(name, language: null, InstalledModels.Folders());
                var model = RecognitionModel.Load(file);
                chosen.Add(model, file, () => _decoder.Of(parsed, model, language is null ? model.Metadata.Languages : [language]));
            }
            return chosen;
        }
        catch
        {
            chosen.Dispose();
            throw;
        }
    }
}

/// <summary>The models that read together, each with its decoder. Dispose it after the last line.</summary>
/// <param name="looks">Times that each looks at a line.</param>
internal sealed class ChosenReader(int looks) : IDisposable
{
    private readonly List<RecognitionModel> _models = [];
    private readonly List<string> _files = [];
    private readonly List<ChosenDecoder> _decoders = [];

    public IReadOnlyList<RecognitionModel> Models => _models;

    public IReadOnlyList<ChosenDecoder> Decoders => _decoders;

    /// <summary>The first model, whose name the readings have.</summary>
    public RecognitionModel Model => _models[0];

    public PageReaderOptions Options { get; } = new() { Looks = looks };

    /// <summary>Whether the confidences were fitted to how often just this model with just this decoder is right.</summary>
    public bool IsCalibrated => _models.Count == 1 && looks == 1 && _decoders[0].Decoder.IsCalibrated
        && (_decoders[0].LanguageModel is not { } language || language.IsTunedFor(Model.Metadata));

    /// <summary>What a greedy decoder makes of the first model's looks; <see langword="null"/> where that is what reads.</summary>
    public string? GreedyName => _models.Count == 1 && _decoders[0].Decoder is GreedyDecoder or CharacterDecoder ? null
        : (IsOfCharacters ? $"{Model.Metadata.Name} alone" : "greedy") + (looks > 1 ? $", {looks} looks" : "");

    /// <summary>Everything that readings depend on, in a line: program, models and language models by their content, decoders.</summary>
    public string Identity => string.Join(", ",
    [
        DocumentOrigin.ThisSoftware, Name,
        .. _files.Concat(_decoders.Select(decoder => decoder.LanguageModelFile).OfType<string>()).Select(Fingerprint),
        .. _decoders.Select(decoder => decoder.Identity),
    ]);

    /// <summary>Whether single characters are read.</summary>
    public bool IsOfCharacters => Model.Metadata.Task == ModelTask.Characters;

    /// <summary>What reads, in a few words, as it stands beside figures.</summary>
    public string Name => _decoders[0].Name + (looks > 1 ? $", {looks} looks" : "")
        + string.Concat(_models.Skip(1).Select(model => $", with {model.Metadata.Name} {model.Metadata.Version}"));

    /// <summary>Reads pages.</summary>
    public PageReader PageReader() => new([.. _models.Zip(_decoders, (model, decoder) => new PageReaderMember(model, decoder.Decoder))], Options);

    /// <summary>Makes text of what all of them say.</summary>
    public JointDecoder JointDecoder() => new([.. _models.Zip(_decoders, (model, decoder) => (model.Codec, decoder.Decoder))]);

    /// <summary>Takes over a model and makes its decoder.</summary>
    public void Add(RecognitionModel model, string file, Func<ChosenDecoder> decoder)
    {
        _models.Add(model);
        _files.Add(file);
        if ((model.Metadata.Task == ModelTask.Characters) != IsOfCharacters)
            throw new ModelChoiceException($"{Model.Metadata.Name} and {model.Metadata.Name} cannot read together: one reads single characters, the other lines.");
        _decoders.Add(decoder());
    }

    private static string Fingerprint(string file)
    {
        using FileStream content = File.OpenRead(file);
        return Convert.ToHexString(SHA256.HashData(content));
    }

    public void Dispose()
    {
        foreach (ChosenDecoder decoder in _decoders)
            decoder.Dispose();
        foreach (RecognitionModel model in _models)
            model.Dispose();
    }
}
