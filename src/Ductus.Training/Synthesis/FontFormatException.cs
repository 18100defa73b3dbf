namespace Ductus.Training.Synthesis;

/// <summary>A file is no font that can be written with.</summary>
public sealed class FontFormatException(string path, string expected, string found, Exception? inner = null)
    : Exception($"{path}: expected {expected}; {found}.", inner)
{
    public string Path { get; } = path;
}
