namespace Ductus.Training.Synthesis;

/// <summary>A handwriting font of npm's @fontsource packages.</summary>
/// <param name="Id">The package's name after <c>@fontsource/</c>.</param>
/// <param name="Joined">Its letters run into one another, so that they must keep their distance.</param>
public sealed record HandwritingFontSource(string Id, bool Joined)
{
    /// <summary>The file with the Latin letters below a folder that eng/install-fonts filled.</summary>
    public string FileIn(string folder) =>
        Path.Combine(folder, "node_modules", "@fontsource", Id, "files", $"{Id}-latin-400-normal.woff2");

    /// <summary>Loads the font from a folder that eng/install-fonts filled.</summary>
    /// <exception cref="FileNotFoundException">The font is not there.</exception>
    /// <exception cref="FontFormatException">The file is broken.</exception>
    public HandwritingFont Load(string folder)
    {
        string file = FileIn(folder);
        return File.Exists(file) ? HandwritingFont.Load(file, Joined)
            : throw new FileNotFoundException($"{file}: expected the font {Id}; there is no such file. eng/install-fonts installs it.", file);
    }
}

/// <summary>The fonts Ductus writes with. Their versions are in eng/fonts/package.json, their licences in samples/README.md.</summary>
public static class HandwritingFonts
{
    /// <summary>For training and for the samples.</summary>
    public static IReadOnlyList<HandwritingFontSource> Training { get; } =
    [
        new("cedarville-cursive", Joined: true),
        new("covered-by-your-grace", Joined: false),
        new("homemade-apple", Joined: true),
        new("indie-flower", Joined: false),
        new("just-me-again-down-here", Joined: false),
        new("kalam", Joined: false),
        new("la-belle-aurore", Joined: true),
        new("mansalva", Joined: false),
        new("nothing-you-could-do", Joined: true),
        new("over-the-rainbow", Joined: false),
        new("patrick-hand", Joined: false),
        new("reenie-beanie", Joined: false),
        new("shadows-into-light", Joined: false),
        new("sue-ellen-francisco", Joined: false),
        new("waiting-for-the-sunrise", Joined: false),
    ];

    /// <summary>For tests alone: nothing is ever trained on these, and no sample is written with them.</summary>
    public static IReadOnlyList<HandwritingFontSource> HeldOut { get; } =
    [
        new("caveat", Joined: false),
        new("zeyada", Joined: true),
    ];
}
