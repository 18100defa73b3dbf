using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Ductus.Decoding;
using Ductus.Decoding.LanguageModels;
using Ductus.Decoding.Spelling;
using Ductus.Imaging;
using Ductus.Recognition;

namespace Ductus.Server.Reading;

/// <summary>What reads, and what is said of it in documents.</summary>
/// <param name="Reader">Reads.</param>
/// <param name="Model">Of the model.</param>
/// <param name="DecoderName">What makes text of what the model says.</param>
/// <param name="IsCalibrated">Whether confidences are how often such readings are right.</param>
internal sealed record ShelfReader(PageReader Reader, ModelMetadata Model, string DecoderName, bool IsCalibrated);

/// <summary>Models, language models and dictionaries, each loaded when it is first asked for and kept until the end. Thread-safe; dispose it after the last reading.</summary>
/// <param name="folders">Where models are installed.</param>
/// <param name="threads">That a page is read on.</param>
internal sealed partial class ReaderShelf(IReadOnlyList<string> folders, int threads) : IDisposable
{
    private readonly ConcurrentDictionary<ReadingRequest, Lazy<ShelfReader>> _readers = new();
    private readonly ConcurrentDictionary<string, Lazy<RecognitionModel>> _models = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<LanguageModel>> _languageModels = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<SpellingDictionary>> _dictionaries = new(StringComparer.Ordinal);

    /// <summary>Where models are installed.</summary>
    public IReadOnlyList<string> Folders => folders;

    /// <param name="request">What is asked for.</param>
    /// <param name="firstPage">Looked at where the language is to be found out.</param>
    /// <param name="cancel">Looked at once per batch, where lines are read to find out the language.</param>
    /// <exception cref="ReadingRequestException">There is no such model, language model or dictionary, or they do not go together.</exception>
    public ShelfReader Take(ReadingRequest request, GreyImage firstPage, CancellationToken cancel) => request.Language == LanguageGuess.Auto ? Make(request, firstPage, cancel)
        // Nothing of it depends on the page.
        : Loaded(_readers, request, one => Make(one, firstPage, cancel));

    private ShelfReader Make(ReadingRequest request, GreyImage firstPage, CancellationToken cancel)
    {
        foreach (string? name in (string?[])[request.Model, request.LanguageModel, request.Language, request.Correct])
            if (name is not null && !Name().IsMatch(name))
                throw new ReadingRequestException($"Expected the name of something installed, such as english; got \"{name}\".");
        try
        {
            var (file, language) = FileOf(request, firstPage, cancel);
            RecognitionModel model = Loaded(_models, file, path => RecognitionModel.Load(path));
            bool isOfCharacters = model.Metadata.Task == ModelTask.Characters;
            if (isOfCharacters != (request.Extent == Extent.Character))
                throw new ReadingRequestException(isOfCharacters ? $"{model.Metadata.Name} reads single characters: ask for the extent character."
                    : $"{model.Metadata.Name} reads lines; single characters want a model such as {InstalledModels.Characters} or digits.");
            return isOfCharacters ? Shelved(model, new CharacterDecoder(model.Codec, model.Metadata.Temperature), languageModel: null)
                : OfLines(request, model, language);
        }
        catch (Exception error) when (error is ModelChoiceException or SpellingDictionaryException)
        {
            throw new ReadingRequestException(error.Message, error);
        }
    }

    public void Dispose()
    {
        Dispose(_models);
        Dispose(_languageModels);
        Dispose(_dictionaries);
    }

    private (string File, string? Language) FileOf(ReadingRequest request, GreyImage firstPage, CancellationToken cancel)
    {
        if (request is { Language: LanguageGuess.Auto, Model: null })
            return LanguageGuess.Of(firstPage, request.Extent == Extent.Line, folders, cancel);
        string? language = request.Language == LanguageGuess.Auto ? null : request.Language;
        if ((request.Model ?? (request.Extent == Extent.Character ? InstalledModels.Characters : null)) is not { } model)
            return (InstalledModels.Choose(nameOrPath: null, language, folders), language);
        // Only what is installed: a path would be somebody else's file.
        IReadOnlyList<string> files = InstalledModels.Files(folders);
        return (files.FirstOrDefault(file => Path.GetFileNameWithoutExtension(file) == model)
            ?? throw new ReadingRequestException($"There is no model \"{model}\"; installed: {string.Join(", ", files.Select(Path.GetFileNameWithoutExtension))}."), language);
    }

    private ShelfReader OfLines(ReadingRequest request, RecognitionModel model, string? language)
    {
        string? file = request.LanguageModel switch
        {
            InstalledLanguageModels.None => null,
            { } name => InstalledLanguageModels.Files(folders).FirstOrDefault(one => Path.GetFileNameWithoutExtension(one) == name)
                ?? throw new ReadingRequestException($"There is no language model \"{name}\"."),
            null => InstalledLanguageModels.For(model.Metadata, language is null ? model.Metadata.Languages : [language], folders),
        };
        if (file is null && request.Correct is null)
            return Shelved(model, new GreedyDecoder(model.Codec, model.Metadata.Temperature), languageModel: null);
        LanguageModel? languageModel = file is null ? null : Loaded(_languageModels, file, LanguageModel.Load);
        var beam = new BeamDecoder(model.Codec, model.Metadata.Temperature, new() { LanguageModel = languageModel });
        if (request.Correct is not { } correct)
            return Shelved(model, beam, languageModel);
        return Shelved(model, new SpellingCorrection(beam, model.Codec, Loaded(_dictionaries, correct, name => SpellingDictionary.Load(name))), languageModel);
    }

    private ShelfReader Shelved(RecognitionModel model, IDecoder decoder, LanguageModel? languageModel) => new(
        new PageReader(model, new PageReaderOptions { Threads = threads }, decoder), model.Metadata,
        decoder is SpellingCorrection correction ? correction.ReaderName : decoder.Name,
        decoder.IsCalibrated && (languageModel is null || languageModel.IsTunedFor(model.Metadata)));

    private static TValue Loaded<TKey, TValue>(ConcurrentDictionary<TKey, Lazy<TValue>> shelf, TKey key, Func<TKey, TValue> load) where TKey : notnull
    {
        try
        {
            return shelf.GetOrAdd(key, name => new Lazy<TValue>(() => load(name))).Value;
        }
        catch
        {
            // A file that is put right is looked at again.
            shelf.TryRemove(key, out _);
            throw;
        }
    }

    private static void Dispose<T>(ConcurrentDictionary<string, Lazy<T>> shelf) where T : IDisposable
    {
        foreach (Lazy<T> one in shelf.Values.Where(one => one.IsValueCreated))
            one.Value.Dispose();
    }

    [GeneratedRegex(@"^[\p{L}\p{N}][\p{L}\p{N}_-]{0,63}$")]
    private static partial Regex Name();
}
