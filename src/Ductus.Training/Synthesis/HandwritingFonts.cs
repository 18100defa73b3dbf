namespace Ductus.Training.Synthesis;

/// <summary>A handwriting font of npm's @fontsource packages.</summary>
/// <param name="Id">The package's name after <c>@fontsource/</c>.</param>
/// <param name="Joined">Its letters run into one another, so that they must keep their distance.</param>
/// <param name="Weight">Of the strokes: 400 regular, 700 bold.</param>
public sealed record HandwritingFontSource(string Id, bool Joined, int Weight = 400)
{
    /// <summary>The file with the Latin letters below a folder that eng/install-fonts filled.</summary>
    public string FileIn(string folder) =>
        Path.Combine(folder, "node_modules", "@fontsource", Id, "files", $"{Id}-latin-{Weight}-normal.woff2");

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
        new("annie-use-your-telescope", Joined: false),
        new("architects-daughter", Joined: false),
        new("bad-script", Joined: true),
        new("cedarville-cursive", Joined: true),
        new("coming-soon", Joined: false),
        new("covered-by-your-grace", Joined: false),
        new("crafty-girls", Joined: false),
        new("delicious-handrawn", Joined: false),
        new("edu-nsw-act-foundation", Joined: false),
        new("edu-sa-beginner", Joined: false),
        new("edu-vic-wa-nt-beginner", Joined: false),
        new("give-you-glory", Joined: false),
        new("gloria-hallelujah", Joined: false),
        new("gochi-hand", Joined: false),
        new("handlee", Joined: false),
        new("herr-von-muellerhoff", Joined: true),
        new("homemade-apple", Joined: true),
        new("indie-flower", Joined: false),
        new("just-another-hand", Joined: false),
        new("just-me-again-down-here", Joined: false),
        new("kalam", Joined: false),
        new("kristi", Joined: true),
        new("la-belle-aurore", Joined: true),
        new("licorice", Joined: true),
        new("liu-jian-mao-cao", Joined: false),
        new("long-cang", Joined: false),
        new("loved-by-the-king", Joined: false),
        new("mansalva", Joined: false),
        new("marck-script", Joined: true),
        new("meddon", Joined: true),
        new("mr-de-haviland", Joined: true),
        new("mrs-saint-delafield", Joined: true),
        new("mynerve", Joined: false),
        new("nanum-pen-script", Joined: false),
        new("nothing-you-could-do", Joined: true),
        new("oooh-baby", Joined: true),
        new("over-the-rainbow", Joined: false),
        new("patrick-hand", Joined: false),
        new("playwrite-ca", Joined: true),
        new("playwrite-de-sas", Joined: true),
        new("playwrite-es", Joined: true),
        new("playwrite-fr-moderne", Joined: true),
        new("playwrite-it-moderna", Joined: true),
        new("playwrite-nl", Joined: true),
        new("playwrite-us-modern", Joined: true),
        new("playwrite-us-trad", Joined: true),
        new("qwigley", Joined: true),
        new("reenie-beanie", Joined: false),
        new("schoolbell", Joined: false),
        new("sedgwick-ave", Joined: false),
        new("shadows-into-light", Joined: false),
        new("short-stack", Joined: false),
        new("square-peg", Joined: true),
        new("sue-ellen-francisco", Joined: false),
        new("sunshiney", Joined: false),
        new("swanky-and-moo-moo", Joined: false),
        new("the-girl-next-door", Joined: false),
        new("waiting-for-the-sunrise", Joined: false),
    ];

    /// <summary>For capitals in forms, besides those of <see cref="Training"/> that are not joined: even hands, and some whose small letters look like capitals.</summary>
    public static IReadOnlyList<HandwritingFontSource> Capitals { get; } =
    [
        new("dekko", Joined: false),
        new("gaegu", Joined: false),
        new("neucha", Joined: false),
        new("pangolin", Joined: false),
        new("rock-salt", Joined: false),
        new("walter-turncoat", Joined: false),
    ];

    /// <summary>What the captions of forms are printed with.</summary>
    public static IReadOnlyList<HandwritingFontSource> Print { get; } =
    [
        new("arimo", Joined: false),
        new("arimo", Joined: false, Weight: 700),
        new("pt-sans", Joined: false),
        new("pt-sans", Joined: false, Weight: 700),
    ];

    /// <summary>For tests alone: nothing is ever trained on these, and no sample is written with them.</summary>
    public static IReadOnlyList<HandwritingFontSource> HeldOut { get; } =
    [
        new("caveat", Joined: false),
        new("zeyada", Joined: true),
    ];

    /// <summary>
    /// The folder that eng/install-fonts filled: the one the environment variable <c>DUCTUS_FONTS</c> names, <c>fonts</c> beside the program,
    /// or <c>artifacts/fonts</c> of the repository the program was built in.
    /// </summary>
    /// <exception cref="DirectoryNotFoundException">There is none of them.</exception>
    public static string InstalledFolder()
    {
        var looked = new List<string>();
        if (Environment.GetEnvironmentVariable("DUCTUS_FONTS") is { Length: > 0 } given)
            looked.Add(given);
        looked.Add(Path.Combine(AppContext.BaseDirectory, "fonts"));
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (folder.Name == "artifacts")
                looked.Add(Path.Combine(folder.FullName, "fonts"));
        return looked.Find(Directory.Exists)
            ?? throw new DirectoryNotFoundException($"Expected a folder with handwriting fonts; looked for {string.Join(", ", looked)}. eng/install-fonts installs them.");
    }
}
