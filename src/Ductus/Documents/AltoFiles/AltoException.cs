namespace Ductus.Documents.AltoFiles;

/// <summary>An ALTO file that cannot be read.</summary>
public sealed class AltoException : DocumentException
{
    internal AltoException(string path, int line, string problem, Exception? innerException = null)
        : base(path, line, problem, innerException)
    {
    }
}
