using System.Text;

namespace Ductus.Cli;

/// <summary>Where a command reads and writes: results go to <see cref="Output"/>, everything else to <see cref="Error"/>.</summary>
internal sealed record Terminal
{
    public required Func<Stream> OpenInput { get; init; }

    public required TextWriter Output { get; init; }

    public required TextWriter Error { get; init; }

    /// <summary>A person is watching standard output: a table may be fitted to its width.</summary>
    public required bool OutputIsInteractive { get; init; }

    /// <summary>A person is watching standard error: progress may be drawn there.</summary>
    public required bool ErrorIsInteractive { get; init; }

    /// <summary>The terminal of this process; text is UTF-8 whatever the locale says.</summary>
    public static Terminal OfProcess() => new()
    {
        OpenInput = Console.OpenStandardInput,
        Output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false)),
        Error = new StreamWriter(Console.OpenStandardError(), new UTF8Encoding(false)) { AutoFlush = true },
        OutputIsInteractive = !Console.IsOutputRedirected,
        ErrorIsInteractive = !Console.IsErrorRedirected,
    };

    /// <summary>One line for a person, never more, however many the message has.</summary>
    public void Complain(string message) => Error.WriteLine($"ductus: {string.Join(' ', message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))}");
}
