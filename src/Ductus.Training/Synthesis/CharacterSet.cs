using System.Text;

namespace Ductus.Training.Synthesis;

/// <summary>A set of code points that is quick to ask. Immutable, share it.</summary>
internal sealed class CharacterSet
{
    private readonly bool[] _low = new bool[0x250];                 // Latin letters, where nearly every question ends
    private readonly HashSet<Rune> _characters = [];

    public CharacterSet(IEnumerable<Rune> characters)
    {
        foreach (Rune character in characters)
        {
            _characters.Add(character);
            if (character.Value < _low.Length)
                _low[character.Value] = true;
        }
    }

    public IReadOnlyCollection<Rune> Characters => _characters;

    public bool Contains(Rune character) => character.Value < _low.Length ? _low[character.Value] : _characters.Contains(character);

    /// <summary>Whether every code point of a text is in the set.</summary>
    public bool Covers(string text)
    {
        foreach (Rune character in text.EnumerateRunes())
            if (!Contains(character))
                return false;
        return true;
    }

    /// <summary>The code points of a text that are not in the set, each once, in the order of the text.</summary>
    public IReadOnlyList<Rune> Missing(string text) => [.. text.EnumerateRunes().Where(character => !Contains(character)).Distinct()];
}
