namespace Ductus.Tests.Shared;

/// <summary>A test that writes with the handwriting fonts; skipped, and saying so, where eng/install-fonts has not been run.</summary>
internal sealed class FontFactAttribute : FactAttribute
{
    public FontFactAttribute()
    {
        if (!Installed)
            Skip = "Needs the handwriting fonts: run eng/install-fonts.";
    }

    public static bool Installed => Directory.Exists(Folder);

    public static string Folder { get; } = Path.Combine(Repository.Root, "artifacts", "fonts");
}
