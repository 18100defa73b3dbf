using Ductus.Layout;

namespace Ductus.Evaluation;

/// <summary>Finds in what another program read of a page the lines that a person transcribed.</summary>
/// <remarks>
/// By their ids, where both files have them; others by their places, each with the one that it overlaps most. A line that was not found counts as read
/// as nothing, one that is too many as written where there is nothing.
/// </remarks>
public static class PairedLines
{
    /// <summary>Overlap of the boxes, of their union, from which on two lines may be the same.</summary>
    private const double LeastOverlap = 0.2;

    /// <param name="truth">By a person; lines without text are left out, with what was read in their place.</param>
    /// <param name="reading">Of the same page, measured in the same pixels.</param>
    /// <param name="name">Of the page, with which the lines' ids begin.</param>
    /// <returns>The lines of the truth in reading order, then those that are too many.</returns>
    public static IReadOnlyList<EvaluatedLine> Of(Page truth, Page reading, string name)
    {
        TextLine[] written = [.. truth.Lines], read = [.. reading.Lines];
        var partner = new TextLine?[written.Length];
        var free = new List<TextLine>(read);
        for (int i = 0; i < written.Length; i++)
            if (free.FirstOrDefault(line => line.Id == written[i].Id) is { } same && Overlap(written[i], same) > 0)
                free.Remove(partner[i] = same);
        var candidates = from i in Enumerable.Range(0, written.Length)
                         where partner[i] is null
                         from line in free
                         let overlap = Overlap(written[i], line)
                         where overlap >= LeastOverlap
                         orderby overlap descending
                         select (Place: i, Line: line);
        foreach (var (place, line) in candidates.ToArray())
            if (partner[place] is null && free.Remove(line))
                partner[place] = line;

        var lines = new List<EvaluatedLine>(written.Length);
        for (int i = 0; i < written.Length; i++)
            if (written[i].Text is { } text)
                lines.Add(new EvaluatedLine(text, partner[i]?.Text ?? "")
                {
                    Id = $"{name}/{written[i].Id}",
                    Confidence = partner[i]?.Confidence,
                    Words = [.. (partner[i]?.Words ?? []).Where(word => word.Confidence is not null).Select(word => new EvaluatedWord(word.Text, word.Confidence ?? 0))],
                });
        lines.AddRange(free.Where(line => !string.IsNullOrEmpty(line.Text)).Select(line => new EvaluatedLine("", line.Text ?? "") { Id = $"{name}/{line.Id} (not in the truth)" }));
        return lines;
    }

    private static double Overlap(TextLine one, TextLine other) => one.Boundary.Bounds.IntersectionOverUnion(other.Boundary.Bounds);
}
