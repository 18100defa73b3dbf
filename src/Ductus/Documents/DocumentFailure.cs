namespace Ductus.Documents;

/// <summary>Makes the exception of a format.</summary>
/// <param name="path">As of <see cref="DocumentException.Path"/>.</param>
/// <param name="line">As of <see cref="DocumentException.Line"/>.</param>
/// <param name="problem">What was expected, and what came.</param>
/// <param name="cause">What it was noticed by; <see langword="null"/> for nothing else.</param>
internal delegate DocumentException DocumentFailure(string path, int line, string problem, Exception? cause);
