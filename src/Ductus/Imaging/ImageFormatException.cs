namespace Ductus.Imaging;

/// <summary>An image file that cannot be read: which one, what was expected of it and what it is.</summary>
public sealed class ImageFormatException(string path, string expected, string found, Exception? innerException = null)
    : Exception($"{path}: expected {expected}; {found}.", innerException)
{
    /// <summary>The file, or the name that its caller gave to bytes without a file.</summary>
    public string Path { get; } = path;
}
