using Ductus.Decoding;
using Ductus.Decoding.LanguageModels;
using Ductus.Imaging;
using Ductus.Layout;
using Ductus.Recognition;

namespace Ductus;

/// <summary>Which of the installed languages a page is written in: the one whose model and language model read some of its lines most surely.</summary>
public static class LanguageGuess
{
    /// <summary>What is taken for it where a language is asked for.</summary>
    public const string Auto = "auto";

    /// <summary>Lines that are read to find out, the longest of the page.</summary>
    private const int Lines = 6;

    /// <param name="page">The first page.</param>
    /// <param name="isLine">Whether it is a single line.</param>
    /// <param name="folders">Where models are installed.</param>
    /// <param name="cancel">Looked at once per batch.</param>
    /// <returns>The model's file and the language.</returns>
    /// <exception cref="ModelChoiceException">No model of lines is installed.</exception>
    public static (string Model, string Language) Of(GreyImage page, bool isLine, IReadOnlyList<string> folders, CancellationToken cancel)
    {
        (string File, ModelMetadata Metadata)[] models = [.. InstalledModels.Files(folders).Select(file => (file, ModelMetadata.Read(file))).Where(model => model.Item2.Task == ModelTask.Lines)];
        // One model a language, the one that --language takes: others of it would cost as much again and say nothing about the language.
        (string Model, string Language)[] candidates =
            [.. models.SelectMany(model => model.Metadata.Languages.Select(language => (model.File, Language: language))).DistinctBy(candidate => candidate.Language, StringComparer.OrdinalIgnoreCase)];
        if (candidates.Length == 0)
            throw new ModelChoiceException($"No model of lines says its language in {string.Join(", ", folders)}; name one.");
        if (candidates.Length == 1)
            return candidates[0];
        GreyImage[] lines = Cut(page, isLine);
        return lines.Length == 0 ? candidates[0] : candidates.MaxBy(candidate => Sureness(candidate.Model, candidate.Language, lines, folders, cancel));
    }

    private static GreyImage[] Cut(GreyImage page, bool isLine)
    {
        page = Polarity.ToDarkOnLight(page);
        return isLine ? [page] : [.. LineSegmenter.Segment(page).Lines.OrderByDescending(line => line.Boundary.Bounds.Width).Take(Lines).Select(line => LineImage.Cut(page, line))];
    }

    /// <summary>Mean over the words of the log of their confidence.</summary>
    private static double Sureness(string file, string language, GreyImage[] lines, IReadOnlyList<string> folders, CancellationToken cancel)
    {
        using var model = RecognitionModel.Load(file);
        using LanguageModel? languageModel = InstalledLanguageModels.OfLanguage([language], folders) is { } found ? LanguageModel.Load(found) : null;
        var decoder = new BeamDecoder(model.Codec, model.Metadata.Temperature, new() { LanguageModel = languageModel });
        var reader = new PageReader(model, decoder: decoder);
        return reader.ReadLines([.. lines.Select(model.Metadata.Normalization.Apply)], progress: null, cancel)
            .SelectMany(line => line.Words).Select(word => Math.Log(Math.Max(1e-6, word.Confidence))).DefaultIfEmpty(double.NegativeInfinity).Average();
    }
}
