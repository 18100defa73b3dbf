using Ductus.Layout;

namespace Ductus.Decoding;

/// <summary>
/// Puts several readings of a line together: lays their words beside each other and takes, place by place, the word that most readings,
/// and the surest of them, have there. Source: Fiscus 1997, "A post-processing system to yield reduced word error rates: recognizer output
/// voting error reduction (ROVER)".
/// </summary>
internal static class Rover
{
    /// <summary>How much the number of readings counts against their confidence, and how sure a reading is of a word that it does not have.</summary>
    private const double CountShare = 0.5, ConfidenceOfNothing = 0.5;

    /// <summary>What one reading has at a place: a word, or nothing.</summary>
    private readonly record struct Ballot(int Reading, RecognizedWord? Word);

    /// <param name="readings">At least one, each with the frames of its line; places are told in those of the first.</param>
    public static RecognizedText Vote(IReadOnlyList<(RecognizedText Text, int Frames)> readings)
    {
        List<List<Ballot>> places = [.. readings[0].Text.Words.Select(word => new List<Ballot> { new(0, word) })];
        for (int i = 1; i < readings.Count; i++)
            Add(places, i, readings[i].Text.Words);

        var words = new List<RecognizedWord>();
        var characters = new List<RecognizedCharacter>();
        double confidence = 1;
        foreach (List<Ballot> place in places)
        {
            var (winner, share, others) = Best(place, readings.Count);
            confidence *= share;
            if (winner.Word is not { } word)
                continue;
            double scale = (double)readings[0].Frames / Math.Max(1, readings[winner.Reading].Frames);
            if (words.Count > 0)
            {
                int middle = (int)((words[^1].EndFrame + word.FirstFrame * scale) / 2);
                characters.Add(new RecognizedCharacter(" ", middle, middle + 1, 1));
            }
            int first = characters.Count;
            characters.AddRange(readings[winner.Reading].Text.Characters.Skip(word.FirstCharacter).Take(word.EndCharacter - word.FirstCharacter)
                .Select(one => one with { FirstFrame = (int)(one.FirstFrame * scale), EndFrame = Math.Max((int)(one.FirstFrame * scale) + 1, (int)(one.EndFrame * scale)) }));
            words.Add(word with
            {
                FirstCharacter = first,
                EndCharacter = characters.Count,
                FirstFrame = word.FirstFrame * scale,
                EndFrame = word.EndFrame * scale,
                Confidence = share,
                Alternatives = others,
            });
        }
        return new RecognizedText(string.Join(' ', words.Select(word => word.Text)), confidence, characters, words,
            [.. readings.Select(reading => reading.Text.Text).Distinct(StringComparer.Ordinal).Where(text => text != string.Join(' ', words.Select(word => word.Text)))
                .Select(text => new TextAlternative(text, readings.Where(reading => reading.Text.Text == text).Max(reading => reading.Text.Confidence) / readings.Count))]);
    }

    /// <summary>Lays a reading's words beside those of the readings before, with as few differences as can be; what finds no place makes one.</summary>
    private static void Add(List<List<Ballot>> places, int reading, IReadOnlyList<RecognizedWord> words)
    {
        int n = places.Count, m = words.Count;
        var costs = new int[n + 1, m + 1];
        for (int i = n; i >= 0; i--)
            for (int j = m; j >= 0; j--)
                costs[i, j] = i == n ? m - j : j == m ? n - i
                    : Math.Min(costs[i + 1, j + 1] + Difference(places[i], words[j]), 1 + Math.Min(costs[i + 1, j], costs[i, j + 1]));

        var merged = new List<List<Ballot>>();
        for (int i = 0, j = 0; i < n || j < m;)
        {
            if (i < n && j < m && costs[i, j] == costs[i + 1, j + 1] + Difference(places[i], words[j]))
                merged.Add([.. places[i++], new(reading, words[j++])]);
            else if (i < n && costs[i, j] == 1 + costs[i + 1, j])
                merged.Add([.. places[i++], new(reading, null)]);
            else
                merged.Add([.. Enumerable.Range(0, reading).Select(before => new Ballot(before, null)), new(reading, words[j++])]);
        }
        places.Clear();
        places.AddRange(merged);
    }

    private static int Difference(List<Ballot> place, RecognizedWord word) => place.Exists(vote => vote.Word?.Text == word.Text) ? 0 : 1;

    private static (Ballot Winner, double Confidence, TextAlternative[] Others) Best(List<Ballot> place, int readings)
    {
        var scores = place.GroupBy(vote => vote.Word?.Text ?? "").Select(group => (
            group.Key, Vote: group.MaxBy(vote => vote.Word?.Confidence ?? ConfidenceOfNothing),
            Score: CountShare * group.Count() / readings + (1 - CountShare) * group.Max(vote => vote.Word?.Confidence ?? ConfidenceOfNothing))).ToArray();
        // Among equals the first, whose reading was first.
        var best = scores.MaxBy(word => word.Score);
        double sum = scores.Sum(word => word.Score);
        return (best.Vote, best.Score / Math.Max(1, sum), [.. scores.Where(word => word.Key != best.Key && word.Key.Length > 0)
            .OrderByDescending(word => word.Score).Select(word => new TextAlternative(word.Key, word.Score / sum))]);
    }
}
