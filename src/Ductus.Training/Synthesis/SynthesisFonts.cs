namespace Ductus.Training.Synthesis;

/// <summary>The fonts of a set of synthetic lines, chosen by name. Disposes them all.</summary>
public sealed class SynthesisFonts : IDisposable
{
    /// <summary>Stands for every font of <see cref="HandwritingFonts.Training"/>.</summary>
    public const string All = "all";

    /// <summary>Stands for the fonts that fill in forms: those of <see cref="HandwritingFonts.Training"/> that are not joined, and <see cref="HandwritingFonts.Capitals"/>.</summary>
    public const string Capitals = "capitals";

    private static IEnumerable<HandwritingFontSource> Known => HandwritingFonts.Training.Concat(HandwritingFonts.Capitals);

    private SynthesisFonts(IReadOnlyList<SynthesisFont> fonts) => Fonts = fonts;

    public IReadOnlyList<SynthesisFont> Fonts { get; }

    /// <summary>Loads fonts, each once, in the order of their names.</summary>
    /// <param name="names"><see cref="All"/>, <see cref="Capitals"/>, names of fonts for training, or paths of font files, which are taken as joined hands.</param>
    /// <param name="alphabet">Every character that may be asked for.</param>
    /// <exception cref="ArgumentException">A name is neither; the message lists those that are known.</exception>
    /// <exception cref="FontFormatException">A file is no font.</exception>
    /// <exception cref="FileNotFoundException">A font is not installed.</exception>
    public static SynthesisFonts Load(IReadOnlyList<string> names, string alphabet)
    {
        var chosen = new SortedDictionary<string, Func<HandwritingFont>>(StringComparer.Ordinal);
        foreach (string name in names)
        {
            if (name == All)
                foreach (HandwritingFontSource source in HandwritingFonts.Training)
                    chosen[source.Id] = () => source.Load(HandwritingFonts.InstalledFolder());
            else if (name == Capitals)
                foreach (HandwritingFontSource source in Known.Where(source => !source.Joined))
                    chosen[source.Id] = () => source.Load(HandwritingFonts.InstalledFolder());
            else if (Known.FirstOrDefault(source => source.Id == name) is { } known)
                chosen[name] = () => known.Load(HandwritingFonts.InstalledFolder());
            else if (File.Exists(name))
                chosen[Path.GetFileNameWithoutExtension(name)] = () => HandwritingFont.Load(name, joined: true);
            else
                throw new ArgumentException($"Expected \"{All}\", \"{Capitals}\", a font file or one of {string.Join(", ", Known.Select(source => source.Id))}; got \"{name}\".", nameof(names));
        }

        var fonts = new List<SynthesisFont>();
        try
        {
            foreach (var (name, load) in chosen)
                fonts.Add(new SynthesisFont(name, load(), alphabet));
            return new SynthesisFonts(fonts);
        }
        catch
        {
            fonts.ForEach(font => font.Dispose());
            throw;
        }
    }

    /// <summary>The fonts of <see cref="HandwritingFonts.Print"/>.</summary>
    /// <exception cref="FileNotFoundException">A font is not installed.</exception>
    public static SynthesisFonts LoadPrint()
    {
        var fonts = new List<SynthesisFont>();
        try
        {
            foreach (HandwritingFontSource source in HandwritingFonts.Print)
                fonts.Add(new SynthesisFont($"{source.Id} {source.Weight}", source.Load(HandwritingFonts.InstalledFolder()), LineTextOptions.English));
            return new SynthesisFonts(fonts);
        }
        catch
        {
            fonts.ForEach(font => font.Dispose());
            throw;
        }
    }

    public void Dispose()
    {
        foreach (SynthesisFont font in Fonts)
            font.Dispose();
    }
}
