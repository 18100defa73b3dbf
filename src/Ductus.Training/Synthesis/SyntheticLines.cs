using System.Globalization;
using Ductus.Imaging;

namespace Ductus.Training.Synthesis;

/// <summary>What synthetic lines are cut out of.</summary>
public enum SyntheticSource
{
    /// <summary>Pages of running text.</summary>
    Page,

    /// <summary>Forms filled in with capitals, of which each line is a field.</summary>
    Form,
}

/// <summary>Which synthetic lines are drawn.</summary>
public sealed record SyntheticLineOptions
{
    /// <summary>Lines to draw, at least 1.</summary>
    public int Count
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(Count), value, "Draw at least 1 line.");
    } = 10_000;

    /// <summary>Another seed gives other lines of the same kind.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Rows of the picture that will be learned from, 8…512; lines are drawn somewhat larger and brought to it later.</summary>
    public int Height
    {
        get;
        init => field = value is >= 8 and <= 512 ? value
            : throw new ArgumentOutOfRangeException(nameof(Height), value, "The height of a line must be 8…512 pixels.");
    } = 48;

    public SyntheticSource Source { get; init; }

    /// <summary>
    /// Share of lines made up of what running text has little of, 0…1 (<see cref="RareLines"/>); above 0, lines of the texts that hold
    /// rare characters are drawn up to four times as often as others, too.
    /// </summary>
    public double RareShare
    {
        get;
        init => field = value is >= 0 and <= 1 ? value
            : throw new ArgumentOutOfRangeException(nameof(RareShare), value, "A share must be 0…1.");
    } = 0.15;
}

/// <summary>A drawn line and what it says.</summary>
/// <param name="Id">Unique among the lines of a seed.</param>
/// <param name="Writer">Name of the font.</param>
public sealed record SyntheticLine(string Id, string Text, string Writer, GreyImage Image);

/// <summary>
/// Lines nobody wrote: each text in a font of its own choice, a hand, a sheet and a cut by chance. What line i is depends on the seed, the
/// texts and the fonts alone, so lines may be drawn in any order on any number of threads. Immutable, share it.
/// </summary>
public sealed class SyntheticLines
{
    private readonly IReadOnlyList<string> _texts;
    private readonly IReadOnlyList<SynthesisFont> _fonts, _print;
    private readonly SyntheticLineOptions _options;
    private readonly RareLines _rare;
    private readonly int[] _order;

    /// <param name="texts">Each can be written by one of the fonts at least.</param>
    /// <param name="fonts">That write.</param>
    /// <param name="options">How many, and of what kind.</param>
    /// <param name="print">That forms are printed with; needed for forms alone.</param>
    public SyntheticLines(LineTexts texts, IReadOnlyList<SynthesisFont> fonts, SyntheticLineOptions options, IReadOnlyList<SynthesisFont>? print = null)
    {
        if (options.Source == SyntheticSource.Form && print is not { Count: > 0 })
            throw new ArgumentException("Forms need fonts to be printed with; got none.", nameof(print));
        (_texts, _fonts, _options, _print) = (texts.Lines, fonts, options, print ?? []);
        _rare = new RareLines(_texts, fonts);
        _order = TextOrder.Choose(_texts, options);
    }

    public int Count => _options.Count;

    /// <summary>Draws line <paramref name="index"/>, 0 the first.</summary>
    public SyntheticLine Draw(int index)
    {
        var random = new Random(SeedOf(index));
        bool rare = random.NextDouble() < _options.RareShare;
        string text = rare ? _rare.Compose(random) : _texts[_order[index]];
        SynthesisFont font = FontFor(text, random);
        string id = string.Create(CultureInfo.InvariantCulture, $"synth-{_options.Seed}-{index:D7}");
        if (_options.Source == SyntheticSource.Form)
        {
            FieldStyle field = FieldStyle.Choose(random, _options.Height, font.Font);
            string other = _texts[random.Next(_texts.Count)];
            return new SyntheticLine(id, text, font.Name, FieldDrawing.Draw(
                text, font.Characters.Covers(other) ? other : text, font.Font, _print[random.Next(_print.Count)].Font, field, random));
        }
        LineStyle style = LineStyle.Choose(random, _options.Height, font.Font);
        var neighbours = new NeighbourLines(Neighbour(font, random), Neighbour(font, random));
        GreyImage image = CutLine.Draw(text, neighbours, font.Font, style, random);
        return new SyntheticLine(id, text, font.Name, image);
    }

    private SynthesisFont FontFor(string text, Random random)
    {
        SynthesisFont[] able = [.. _fonts.Where(font => font.Characters.Covers(text))];
        return able.Length > 0 ? able[random.Next(able.Length)] : throw new ArgumentException($"No font has all characters of \"{text}\".", nameof(text));
    }

    private string? Neighbour(SynthesisFont font, Random random)
    {
        string text = _texts[random.Next(_texts.Count)];
        return random.Next(8) > 0 && font.Characters.Covers(text) ? text : null;
    }

    // Neighbouring indices give seeds that have nothing in common (the finaliser of SplitMix64).
    private int SeedOf(int index)
    {
        ulong mixed = ((ulong)(uint)_options.Seed << 32 | (uint)index) + 0x9E3779B97F4A7C15;
        mixed = (mixed ^ mixed >> 30) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ mixed >> 27) * 0x94D049BB133111EB;
        return (int)(mixed ^ mixed >> 31);
    }
}
