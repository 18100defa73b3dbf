namespace Ductus.Evaluation.Report;

/// <summary>A file of readings is not what it should be; the message says where, what was expected and what came.</summary>
public sealed class EvaluationFormatException(string path, string message, Exception? inner = null) : Exception($"{path}: {message}", inner)
{
    public string Path { get; } = path;
}
