using System.Text;

namespace Ductus.Training.Synthesis;

/// <summary>A font with its name in data sets and the characters it can write. Immutable, share it between threads.</summary>
public sealed class SynthesisFont : IDisposable
{
    /// <param name="name">Stands as the writer in the lines.</param>
    /// <param name="font">Disposed with this.</param>
    /// <param name="alphabet">Every character that may be asked for.</param>
    public SynthesisFont(string name, HandwritingFont font, string alphabet)
    {
        (Name, Font) = (name, font);
        Characters = new CharacterSet(alphabet.Normalize().EnumerateRunes().Append(new Rune(' ')).Distinct().Where(character => font.Missing(character.ToString()).Count == 0));
    }

    public string Name { get; }

    public HandwritingFont Font { get; }

    /// <summary>Those of the alphabet that the font has.</summary>
    internal CharacterSet Characters { get; }

    public void Dispose() => Font.Dispose();
}
