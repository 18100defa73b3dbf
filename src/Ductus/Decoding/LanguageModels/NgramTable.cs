namespace Ductus.Decoding.LanguageModels;

/// <summary>
/// An n-gram model in back-off form, before it is packed into a file: of every sequence it keeps, log p(last symbol | those before),
/// and the log weight of going on from the sequence with one symbol of context less. Logs are natural.
/// </summary>
internal sealed class NgramTable
{
    /// <summary>Log probability that stands for 0, as of a symbol that never follows anything.</summary>
    public const float Never = -230;

    /// <param name="symbolBits">Bits of a symbol in a key.</param>
    /// <param name="levels">Of sequences of 1, of 2, and so on; the first has every symbol.</param>
    /// <param name="unknown">Log probability of a symbol that the model does not have.</param>
    public NgramTable(int symbolBits, IReadOnlyList<Level> levels, float unknown) => (SymbolBits, Levels, Unknown) = (symbolBits, levels, unknown);

    public int SymbolBits { get; }

    public IReadOnlyList<Level> Levels { get; }

    public float Unknown { get; }

    public int Order => Levels.Count;

    /// <summary>V.</summary>
    public int Symbols => Levels[0].Keys.Length;

    /// <summary>Sequences of one length: keys as in <see cref="NgramCounts"/>, ascending; every sequence less its last symbol is there, too.</summary>
    /// <param name="Keys">The sequences.</param>
    /// <param name="LogProbabilities">Of the last symbol after those before it.</param>
    /// <param name="BackOffs">Log weights; empty for the longest sequences.</param>
    public sealed record Level(UInt128[] Keys, float[] LogProbabilities, float[] BackOffs);
}
