namespace Ductus.Documents.JsonFiles;

/// <summary>A JSON file of pages that cannot be read.</summary>
public sealed class PageJsonException : DocumentException
{
    internal PageJsonException(string path, int line, string problem, Exception? innerException = null)
        : base(path, line, problem, innerException)
    {
    }
}
