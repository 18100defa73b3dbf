namespace Ductus.Cli.Tests;

/// <summary>What a command line printed and returned.</summary>
internal sealed record CommandLineRun(int Status, string Output, string Error)
{
    public static CommandLineRun Of(params string[] arguments) => Of([], arguments);

    /// <summary>Runs in this process, with bytes as standard input.</summary>
    public static CommandLineRun Of(byte[] input, string[] arguments, CancellationToken cancel = default)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var terminal = new Terminal
        {
            OpenInput = () => new MemoryStream(input),
            Output = output,
            Error = error,
            OutputIsInteractive = false,
            ErrorIsInteractive = false,
        };
        int status = CommandLine.Run(arguments, terminal, cancel);
        return new CommandLineRun(status, output.ToString(), error.ToString());
    }

    /// <summary>Status 0, this output, and not a word on standard error.</summary>
    public void IsDone(string output)
    {
        Assert.True(Error.Length == 0, Error);
        Assert.Equal(output, Output);
        Assert.Equal(0, Status);
    }

    /// <summary>The one line on standard error; fails where there are none or more, or where it looks like a stack trace.</summary>
    public string Complaint()
    {
        string line = Assert.Single(Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("ductus: ", line, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", line, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", line, StringComparison.Ordinal);
        return line;
    }
}
