namespace Ductus.Documents;

/// <summary>A document that cannot be read: which one, at which line, what was expected of it and what it is.</summary>
public class DocumentException : Exception
{
    /// <param name="path">The file, or the name that its caller gave to content without a file.</param>
    /// <param name="line">1-based; 0 where it is no matter of one line.</param>
    /// <param name="problem">What was expected, and what came.</param>
    /// <param name="innerException">What it was noticed by.</param>
    internal DocumentException(string path, int line, string problem, Exception? innerException = null)
        : base(line > 0 ? $"{path}:{line}: {problem}" : $"{path}: {problem}", innerException) => (Path, Line) = (path, line);

    /// <summary>The file, or the name that its caller gave to content without a file.</summary>
    public string Path { get; }

    /// <summary>1-based; 0 where it is no matter of one line.</summary>
    public int Line { get; }
}
