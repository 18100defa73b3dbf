namespace Ductus.Training.Data;

/// <summary>A data set is not of the form it should have.</summary>
public sealed class LineDataException : Exception
{
    /// <param name="path">The file or folder in question.</param>
    /// <param name="message">What was expected and what came.</param>
    /// <param name="line">1-based line of a text file; <see langword="null"/> when the trouble has no line.</param>
    public LineDataException(string path, string message, int? line = null, Exception? inner = null)
        : base($"{path}{(line is null ? "" : $":{line}")}: {message}", inner) => (Path, Line) = (path, line);

    public string Path { get; }

    public int? Line { get; }
}
