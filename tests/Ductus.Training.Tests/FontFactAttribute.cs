namespace Ductus.Training.Tests;

/// <summary>A test that writes with the handwriting fonts; skipped, and saying so, where eng/install-fonts has not been run.</summary>
public sealed class FontFactAttribute : FactAttribute
{
    public FontFactAttribute()
    {
        if (!Directory.Exists(Folder))
            Skip = "Needs the handwriting fonts: run eng/install-fonts.";
    }

    /// <summary>artifacts/fonts of the repository this was built in.</summary>
    public static string Folder
    {
        get
        {
            for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
                if (folder.Name == "artifacts")
                    return Path.Combine(folder.FullName, "fonts");
            return Path.Combine(AppContext.BaseDirectory, "fonts");
        }
    }
}
