using System.Globalization;
using System.Text;

namespace Ductus.Decoding;

/// <summary>
/// What dates, numbers and codes look like: a regular expression of literals, <c>.</c>, <c>\d</c>, <c>\w</c>, <c>[a-z]</c>,
/// <c>[^…]</c>, <c>(…|…)</c>, <c>?</c>, <c>*</c>, <c>+</c>, <c>{m}</c>, <c>{m,}</c> and <c>{m,n}</c>, over the whole text. Immutable, share it.
/// </summary>
/// <remarks>Followed character by character as a set of places in the expression. Source: Thompson 1968, "Regular expression search algorithm".</remarks>
public sealed class TextPattern
{
    /// <summary>Repetitions that a pattern may ask for.</summary>
    private const int MostRepetitions = 200, MostPlaces = 10_000, MostNesting = 100;

    private readonly List<Place> _places = [];

    private TextPattern(string pattern) => Pattern = pattern;

    /// <summary>As it was given.</summary>
    public string Pattern { get; }

    /// <summary>A place in the expression: it takes a character and goes on, or goes on to one or two others at once.</summary>
    private readonly record struct Place(Func<Rune, bool>? Takes, int Next, int Other);

    /// <exception cref="ArgumentException">The expression is malformed; the message names the place.</exception>
    public static TextPattern Parse(string pattern)
    {
        var parsed = new TextPattern(pattern.Normalize());
        new Parser(parsed).Parse();
        return parsed;
    }

    /// <summary>Whether the whole text fits.</summary>
    public bool Fits(string text)
    {
        IReadOnlySet<int> places = Start();
        foreach (Rune character in text.Normalize().EnumerateRunes())
            places = Next(places, character);
        return IsEnd(places);
    }

    /// <summary>The places where reading begins.</summary>
    internal IReadOnlySet<int> Start() => Closure([_places.Count - 1]);

    /// <summary>The places after a character; empty where it cannot follow.</summary>
    internal IReadOnlySet<int> Next(IEnumerable<int> places, Rune character) =>
        Closure(places.Where(place => _places[place].Takes is { } takes && takes(character)).Select(place => _places[place].Next));

    /// <summary>Whether a text may end there. Place 0 is the end of the expression.</summary>
    internal static bool IsEnd(IReadOnlySet<int> places) => places.Contains(0);

    private HashSet<int> Closure(IEnumerable<int> places)
    {
        var all = new HashSet<int>();
        var open = new Stack<int>(places);
        while (open.TryPop(out int place))
        {
            if (!all.Add(place) || place == 0 || _places[place].Takes is not null)
                continue;
            open.Push(_places[place].Next);
            if (_places[place].Other >= 0)
                open.Push(_places[place].Other);
        }
        return all;
    }

    /// <summary>Reads the expression from its end, so that each place knows what comes after it.</summary>
    private sealed class Parser(TextPattern target)
    {
        private readonly Rune[] _pattern = [.. target.Pattern.EnumerateRunes()];
        private int _at, _nesting;

        /// <summary>A part of the expression: makes its places in front of what follows, and returns the first.</summary>
        private delegate int Part(int next);

        public void Parse()
        {
            target._places.Add(default);
            Part whole = Alternatives();
            if (_at < _pattern.Length)
                throw Fault("expected no ) without a (");
            int first = whole(0);
            Add(new Place(null, first, -1));
        }

        private int Add(Place place)
        {
            if (target._places.Count >= MostPlaces)
                throw Fault($"expected a shorter expression: repeated parts make more than {MostPlaces} places");
            target._places.Add(place);
            return target._places.Count - 1;
        }

        private Part Alternatives()
        {
            var parts = new List<Part> { Sequence() };
            while (Take('|'))
                parts.Add(Sequence());
            return parts.Count == 1 ? parts[0] : next => parts.Select(part => part(next)).Aggregate((one, other) => Add(new Place(null, one, other)));
        }

        private Part Sequence()
        {
            var parts = new List<Part>();
            while (_at < _pattern.Length && _pattern[_at].Value is not ('|' or ')'))
                parts.Add(Repeated());
            return next => parts.AsEnumerable().Reverse().Aggregate(next, (after, part) => part(after));
        }

        private Part Repeated()
        {
            Part part = Single();
            if (Take('?'))
                return Times(part, 0, 1);
            if (Take('*'))
                return Times(part, 0, null);
            if (Take('+'))
                return Times(part, 1, null);
            if (!Take('{'))
                return part;
            int least = Number();
            int? most = !Take(',') ? least : _at < _pattern.Length && _pattern[_at].Value != '}' ? Number() : null;
            if (!Take('}'))
                throw Fault("expected } after {m,n");
            return most < least ? throw Fault($"expected {{m,n}} with m up to n; got {least} and {most}") : Times(part, least, most);
        }

        private Part Times(Part part, int least, int? most) => next =>
        {
            int first = next;
            if (most is null)
            {
                // The loop is a place that goes into the part, which comes back to it, or on.
                first = Add(new Place(null, next, -1));
                target._places[first] = new Place(null, part(first), next);
            }
            // A part of nothing comes back at once, however often it is repeated.
            for (int i = least; i < most && part(first) is var once && once != first; i++)
                first = Add(new Place(null, once, next));
            for (int i = 0; i < least && part(first) is var once && once != first; i++)
                first = once;
            return first;
        };

        private Part Single()
        {
            if (Take('('))
            {
                if (++_nesting > MostNesting)
                    throw Fault($"expected at most {MostNesting} ( in each other");
                Part inner = Alternatives();
                _nesting--;
                return Take(')') ? inner : throw Fault("expected ) after (");
            }
            Rune character = _pattern[_at++];
            return character.Value switch
            {
                '[' => Taking(Class()),
                '.' => Taking(_ => true),
                '\\' => Taking(Escaped()),
                '*' or '+' or '?' or '{' => throw Fault($"expected something before {character} to repeat"),
                ']' or '}' => throw Fault($"expected no {character} by itself; \\{character} is the character"),
                _ => Taking(one => one == character),
            };
        }

        private Part Taking(Func<Rune, bool> takes) => next => Add(new Place(takes, next, -1));

        private Func<Rune, bool> Escaped()
        {
            if (_at == _pattern.Length)
                throw Fault("expected a character after \\");
            Rune character = _pattern[_at++];
            return character.Value switch
            {
                'd' => one => one.Value is >= '0' and <= '9',
                'w' => one => Rune.IsLetterOrDigit(one),
                's' => one => one.Value == ' ',
                _ when Rune.IsLetterOrDigit(character) => throw Fault($"expected \\d, \\w, \\s or a sign after \\; got \\{character}"),
                _ => one => one == character,
            };
        }

        private Func<Rune, bool> Class()
        {
            bool isExcluding = Take('^');
            var parts = new List<Func<Rune, bool>>();
            for (bool isFirst = true; isFirst || _at >= _pattern.Length || _pattern[_at].Value != ']'; isFirst = false)
            {
                if (_at == _pattern.Length)
                    throw Fault("expected ] after [");
                if (Take('\\'))
                {
                    parts.Add(Escaped());
                    continue;
                }
                Rune from = _pattern[_at++], to = from;
                if (_at + 1 < _pattern.Length && _pattern[_at].Value == '-' && _pattern[_at + 1].Value != ']')
                    (to, _at) = (_pattern[_at + 1], _at + 2);
                if (to < from)
                    throw Fault($"expected a range upwards; got {from}-{to}");
                parts.Add(one => one >= from && one <= to);
            }
            _at++;
            return one => parts.Exists(part => part(one)) != isExcluding;
        }

        private int Number()
        {
            int start = _at;
            while (_at < _pattern.Length && _pattern[_at].Value is >= '0' and <= '9')
                _at++;
            string digits = string.Concat(_pattern[start.._at].Select(digit => digit.ToString()));
            return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number <= MostRepetitions ? number
                : throw Fault($"expected a number of repetitions up to {MostRepetitions}; got \"{digits}\"");
        }

        private bool Take(char character)
        {
            if (_at == _pattern.Length || _pattern[_at].Value != character)
                return false;
            _at++;
            return true;
        }

        private ArgumentException Fault(string what) => new($"Pattern \"{target.Pattern}\", character {_at + 1}: {what}.");
    }
}
