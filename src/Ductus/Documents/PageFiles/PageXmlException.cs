namespace Ductus.Documents.PageFiles;

/// <summary>A PAGE file that cannot be read.</summary>
public sealed class PageXmlException : DocumentException
{
    internal PageXmlException(string path, int line, string problem, Exception? innerException = null)
        : base(path, line, problem, innerException)
    {
    }
}
