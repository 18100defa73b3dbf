namespace Ductus.Layout;

/// <summary>Gives the words of a changed text their places in the line: by the words that stayed.</summary>
internal static class WordPlaces
{
    /// <param name="words">As they were, with places.</param>
    /// <param name="texts">What the line says now, word by word.</param>
    /// <returns>One for each text. Words that stayed are as they were; as many in place of as many take over their places; others share what lies between.</returns>
    public static IReadOnlyList<TextWord> Of(IReadOnlyList<TextWord> words, IReadOnlyList<string> texts)
    {
        var placed = new List<TextWord>(texts.Count);
        int from = 0;
        foreach (var (word, text) in Common(words, texts).Append((words.Count, texts.Count)))
        {
            placed.AddRange(Between([.. words.Skip(from).Take(word - from)], [.. texts.Skip(placed.Count).Take(text - placed.Count)], words));
            if (word < words.Count)
                placed.Add(words[word]);
            from = word + 1;
        }
        return placed;
    }

    private static IEnumerable<TextWord> Between(TextWord[] gone, string[] come, IReadOnlyList<TextWord> all)
    {
        if (gone.Length == come.Length)
            return gone.Zip(come, (word, text) => new TextWord { Text = text, Boundary = word.Boundary });
        // Nothing was there before: the words have the line's width in common.
        Box place = Box.Around((gone.Length > 0 ? gone : all).Select(word => word.Boundary.Bounds));
        double letters = come.Sum(text => text.Length + 1), before = 0;
        var shared = new List<TextWord>(come.Length);
        foreach (string text in come)
        {
            int left = place.X + (int)(place.Width * before / letters), right = place.X + (int)(place.Width * (before + text.Length) / letters);
            shared.Add(new TextWord { Text = text, Boundary = Boundary.FromBox(place with { X = left, Width = Math.Max(1, right - left) }) });
            before += text.Length + 1;
        }
        return shared;
    }

    /// <summary>The longest common subsequence: which word is which text.</summary>
    private static IEnumerable<(int Word, int Text)> Common(IReadOnlyList<TextWord> words, IReadOnlyList<string> texts)
    {
        var length = new int[words.Count + 1, texts.Count + 1];
        for (int i = words.Count - 1; i >= 0; i--)
            for (int j = texts.Count - 1; j >= 0; j--)
                length[i, j] = words[i].Text == texts[j] ? length[i + 1, j + 1] + 1 : Math.Max(length[i + 1, j], length[i, j + 1]);
        for (int i = 0, j = 0; i < words.Count && j < texts.Count;)
        {
            if (words[i].Text == texts[j])
                yield return (i++, j++);
            else if (length[i + 1, j] >= length[i, j + 1])
                i++;
            else
                j++;
        }
    }
}
