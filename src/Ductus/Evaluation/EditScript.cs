namespace Ductus.Evaluation;

/// <summary>One step of an alignment, in the order in which equally good ones are taken.</summary>
internal enum EditStep : byte
{
    Match,
    Substitution,
    Deletion,
    Insertion,
}

/// <summary>
/// The steps of a minimal alignment of two sequences: as few edits as possible, among those as many substitutions as possible, and where
/// that leaves a choice a substitution before a deletion before an insertion, from the start on.
/// </summary>
/// <remarks>
/// Fewest edits alone would leave the number of matches open: "ab" read as "ba" is two substitutions, or a deletion, a match and an
/// insertion. Source: Wagner and Fischer 1974, with a cost that counts edits first and substitutions second.
/// </remarks>
internal static class EditScript
{
    /// <exception cref="ArgumentException">Both are so long that their table would not fit into an array: some 46,000 each.</exception>
    /// <returns>Steps that lead from <paramref name="written"/> to <paramref name="read"/>.</returns>
    /// <remarks>O(n·m) time and bytes, of what is left when equal beginnings and ends are taken off.</remarks>
    public static EditStep[] Of<T>(ReadOnlySpan<T> written, ReadOnlySpan<T> read)
        where T : IEquatable<T>
    {
        // Matching equal ends never costs an edit, nor a substitution.
        int prefix = written.CommonPrefixLength(read);
        written = written[prefix..];
        read = read[prefix..];
        int suffix = 0;
        while (suffix < written.Length && suffix < read.Length && written[^(suffix + 1)].Equals(read[^(suffix + 1)]))
            suffix++;
        written = written[..^suffix];
        read = read[..^suffix];

        var steps = new List<EditStep>(prefix + suffix + Math.Max(written.Length, read.Length));
        steps.AddRange(Enumerable.Repeat(EditStep.Match, prefix));
        Follow(Best(written, read), written.Length, read.Length, steps);
        steps.AddRange(Enumerable.Repeat(EditStep.Match, suffix));
        return [.. steps];
    }

    /// <summary>The best first step of what follows each pair of places, (n + 1, m + 1) row-major.</summary>
    private static EditStep[] Best<T>(ReadOnlySpan<T> written, ReadOnlySpan<T> read)
        where T : IEquatable<T>
    {
        int n = written.Length, m = read.Length, width = m + 1;
        if ((n + 1L) * width > Array.MaxLength)
            throw new ArgumentException($"Lines of {n} and {m} characters or words that differ are too long to be put side by side; cut them.", nameof(written));
        var best = new EditStep[(n + 1) * width];
        // An edit costs more than all substitutions together can save.
        long edit = n + m + 1L;
        // costs[j]: of the best alignment of what follows (i, j); before row i is done, costs[j] is still of row i + 1
        var costs = new long[width];
        for (int j = m - 1; j >= 0; j--)
        {
            costs[j] = costs[j + 1] + edit;
            best[n * width + j] = EditStep.Insertion;
        }
        for (int i = n - 1; i >= 0; i--)
        {
            long diagonal = costs[m];
            costs[m] += edit;
            best[i * width + m] = EditStep.Deletion;
            for (int j = m - 1; j >= 0; j--)
            {
                bool equal = written[i].Equals(read[j]);
                long cost = equal ? diagonal : diagonal + edit - 1;
                EditStep step = equal ? EditStep.Match : EditStep.Substitution;
                diagonal = costs[j];
                if (diagonal + edit < cost)
                    (cost, step) = (diagonal + edit, EditStep.Deletion);
                if (costs[j + 1] + edit < cost)
                    (cost, step) = (costs[j + 1] + edit, EditStep.Insertion);
                costs[j] = cost;
                best[i * width + j] = step;
            }
        }
        return best;
    }

    private static void Follow(EditStep[] best, int n, int m, List<EditStep> steps)
    {
        for (int i = 0, j = 0; i < n || j < m;)
        {
            EditStep step = best[i * (m + 1) + j];
            steps.Add(step);
            if (step != EditStep.Insertion)
                i++;
            if (step != EditStep.Deletion)
                j++;
        }
    }
}
