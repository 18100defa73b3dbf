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

    /// <summary>All of standard input.</summary>
    /// <param name="cancel">Ends the wait.</param>
    public byte[] ReadInput(CancellationToken cancel)
    {
        // A terminal or a slow pipe may never send anything: a thread waits for it, and Ctrl-C does not wait for that thread.
        var copying = Task.Run(
            () =>
            {
                using var bytes = new MemoryStream();
                using Stream input = OpenInput();
                input.CopyTo(bytes);
                return bytes.ToArray();
            },
            CancellationToken.None);
        copying.WaitAsync(cancel).GetAwaiter().GetResult();
        return copying.Result;
    }

    /// <summary>One line for a person, never more, however many the message has.</summary>
    public void Complain(string message) => Error.WriteLine($"ductus: {string.Join(' ', message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))}");
}
