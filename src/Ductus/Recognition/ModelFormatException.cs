namespace Ductus.Recognition;

/// <summary>A model file that cannot be used: which one, what was expected of it and what it is.</summary>
public sealed class ModelFormatException(string path, string problem, Exception? innerException = null)
    : Exception($"{path}: {problem}", innerException)
{
    /// <summary>The model file.</summary>
    public string Path { get; } = path;
}
