namespace Ductus.Training.Batching;

/// <summary>
/// Which lines an epoch has where several data sets are balanced: of each set so many, every one as often as the others of its set over the epochs. The
/// same seed gives the same lines.
/// </summary>
public sealed class EpochLines
{
    private readonly IReadOnlyList<int[]> _sets;
    private readonly int[] _shares;
    private readonly int _lines, _seed;

    /// <param name="sets">The number of the data set of each line.</param>
    /// <param name="balance">0…1: sets have lines in the proportion of their sizes to this power; at 1 an epoch has every line once.</param>
    /// <param name="seed">Of the run.</param>
    public EpochLines(IReadOnlyList<int> sets, double balance, int seed)
    {
        (_lines, _seed) = (sets.Count, seed);
        _sets = balance == 1 ? [] : [.. Enumerable.Range(0, sets.Count).GroupBy(line => sets[line]).OrderBy(group => group.Key).Select(group => group.ToArray())];
        double all = _sets.Sum(set => Math.Pow(set.Length, balance));
        _shares = [.. _sets.Select(set => Math.Max(1, (int)Math.Round(sets.Count * Math.Pow(set.Length, balance) / all)))];
    }

    /// <summary>Lines of an epoch.</summary>
    public int Count => _sets.Count == 0 ? _lines : _shares.Sum();

    /// <param name="epoch">0 for the first.</param>
    /// <returns>Indices of lines; of balanced sets some may be missing, some there more than once.</returns>
    public int[] Of(int epoch) => _sets.Count == 0 ? [.. Enumerable.Range(0, _lines)] : [.. Enumerable.Range(0, _sets.Count).SelectMany(set => Of(epoch, set))];

    /// <summary>A set's lines follow each other in random order, again and again in another one; an epoch has the next so many.</summary>
    private IEnumerable<int> Of(int epoch, int set)
    {
        int[] lines = _sets[set];
        int[]? order = null;
        long orderOf = -1;
        for (long place = (long)epoch * _shares[set]; place < (long)(epoch + 1) * _shares[set]; place++)
        {
            if (order is null || orderOf != place / lines.Length)
            {
                (order, orderOf) = ([.. lines], place / lines.Length);
                new Random(BatchOrder.HashCode(BatchOrder.HashCode(_seed, set), orderOf)).Shuffle(order);
            }
            yield return order[place % lines.Length];
        }
    }
}
