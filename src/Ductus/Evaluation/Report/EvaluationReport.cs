using System.Globalization;

namespace Ductus.Evaluation.Report;

/// <summary>An evaluation as one self-contained HTML page: measures, plots, confusions, characters, and lines read well and badly.</summary>
public static class EvaluationReport
{
    private const int LinesOfAKind = 8, MostConfusions = 60, HeatMapCharacters = 48;

    /// <summary>The lines the page shows: the best, those around the median, the worst, each once.</summary>
    public static IReadOnlyList<LineErrors> ShownLines(EvaluationResult result) => [.. Kinds(result).SelectMany(kind => kind.Lines)];

    /// <param name="result">What was measured.</param>
    /// <param name="source">Who read what.</param>
    /// <param name="image">The PNG of a shown line; <see langword="null"/> where there is none.</param>
    /// <returns>HTML with everything in it; texts and names are escaped.</returns>
    public static string Render(EvaluationResult result, EvaluationSource source, Func<LineErrors, byte[]?> image)
    {
        var page = new ReportPage($"{source.Reader} on {source.DataAndSplit}");
        page.Note(Origin(source));
        MeasureTables.Append(page, result);
        BreakdownPlots.Append(page, result);
        Confusions(page, result);
        page.Heading("Lines").Note($"{AlignedText.Legend} {InBrackets(result)}");
        foreach (var (name, lines) in Kinds(result).Where(kind => kind.Lines.Count > 0))
        {
            page.Subheading(name);
            foreach (LineErrors line in lines)
                LineCard.Append(page, line, image(line));
        }
        Characters(page, result);
        return page.Finish();
    }

    /// <summary>Fingerprint, date, decoder and times in one sentence.</summary>
    internal static string Origin(EvaluationSource source)
    {
        var parts = new List<string>();
        if (source.Fingerprint is not null)
            parts.Add($"model {source.Fingerprint}{(source.ModelDate is { } date ? $" of {date.ToString("O", CultureInfo.InvariantCulture)}" : "")}");
        if (source.Decoder is not null)
            parts.Add($"decoder {source.Decoder}");
        if (source.Time is { } time)
            parts.Add(time.ToString());
        return string.Join("; ", parts);
    }

    private static (string Name, IReadOnlyList<LineErrors> Lines)[] Kinds(EvaluationResult result)
    {
        IReadOnlyList<LineErrors> ordered = result.FromBestToWorst();
        // Of a small set each line is shown once.
        int kind = Math.Min(LinesOfAKind, (ordered.Count + 2) / 3), middle = (ordered.Count - kind) / 2;
        LineErrors[] best = [.. ordered.Take(kind)], worst = [.. ordered.Skip(Math.Max(kind, ordered.Count - kind)).Reverse()];
        return
        [
            ("Best", best),
            ("Median", [.. ordered.Skip(middle).Take(kind).Except(best).Except(worst)]),
            ("Worst", worst),
        ];
    }

    private static void Confusions(ReportPage page, EvaluationResult result)
    {
        page.Heading("Confusions").Note($"Times: how often; share: of all times that the character was written. {InBrackets(result)}");
        if (result.Confusions.Count == 0)
        {
            page.Paragraph("There are none.");
            return;
        }
        var times = result.CharacterScores.Characters.ToDictionary(character => character.Character, character => character.Written);
        var rows = result.Confusions.Take(MostConfusions).Select(confusion => (string[])
        [
            ReportPage.Character(confusion.Transcription), ReportPage.Character(confusion.Recognition), $"{confusion.Count}",
            times.TryGetValue(confusion.Transcription, out int written) ? $"{Number(100.0 * confusion.Count / written)} %" : "",
        ]).ToList();
        page.Append("<div class=\"columns\">");
        // Short tables side by side are read more easily than a long one.
        foreach (string[][] part in rows.Chunk(20))
            page.Table("", ["<written", "<read", "times", "share"], part);
        page.Append("</div>");
        page.Figure(HeatMap.Render(ConfusionMatrix.Of(result, HeatMapCharacters)),
            "Rows: written, the most frequent characters. Columns: read. Orange: errors, the darker the larger their share of the row; "
            + "green: read as written. The tip of a square has its numbers.");
    }

    private static void Characters(ReportPage page, EvaluationResult result)
    {
        CharacterScores scores = result.CharacterScores;
        page.Heading("Characters")
            .Note("Precision: of what was read as this character, how much is right. Recall: of what was written, how much was found. "
                + $"F1: their harmonic mean. In percent. {InBrackets(result)}")
            .Table("", ["<", "precision", "recall", "F1"],
                [["micro: all characters together", .. Cells(scores.Micro)], ["macro: mean over the characters that were written", .. Cells(scores.Macro)]]);
        page.Append("<div class=\"columns two\">");
        foreach (CharacterScore[] part in scores.Characters.Chunk(25))
            page.Table("", ["<character", "precision", "recall", "F1", "written", "read"],
                part.Select(character => (string[])[ReportPage.Character(character.Character), .. Cells(character.Score), $"{character.Written}", $"{character.Read}"]));
        page.Append("</div>");

        static string[] Cells(PrecisionRecall score) => [Number(score.Precision), Number(score.Recall), Number(score.F1)];
    }

    private static string InBrackets(EvaluationResult result) => $"({result.Options.Rules})";

    private static string Number(double value) => value.ToString("F2", CultureInfo.InvariantCulture);
}
