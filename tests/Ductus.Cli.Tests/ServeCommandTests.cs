namespace Ductus.Cli.Tests;

public sealed class ServeCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Serve_OtherMachinesWithoutToken_IsRefused()
    {
        CommandLineRun run = CommandLineRun.Of("serve", "--urls", "http://0.0.0.0:0");

        Assert.Equal(1, run.Status);
        Assert.Equal("ductus: Other machines reach http://0.0.0.0:0: give --token-file FILE, whose token everybody has to show, or listen at http://127.0.0.1:0 only.", run.Complaint());
    }

    [Theory]
    [InlineData("")]
    [InlineData("short\n0123456789abcdef")]
    public void Serve_TokenTooShort_IsRefused(string content)
    {
        string file = _folder.Write("token.txt", content);

        CommandLineRun run = CommandLineRun.Of("serve", "--urls", "http://127.0.0.1:0", "--token-file", file);

        Assert.Equal(1, run.Status);
        Assert.Contains("expected a token of at least 16 characters on its first line", run.Complaint(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_Started_ListensUntilItIsStopped()
    {
        using var stop = new CancellationTokenSource();
        using var error = new StringWriter();
        var terminal = new Terminal { OpenInput = () => Stream.Null, Output = TextWriter.Null, Error = TextWriter.Synchronized(error), OutputIsInteractive = false, ErrorIsInteractive = false };
        Task<int> serving = Task.Run(() => CommandLine.Run(["serve", "--urls", "http://127.0.0.1:0", "--data", _folder["data"]], terminal, stop.Token));
        string said;
        while (!(said = error.ToString()).Contains('\n') && !serving.IsCompleted)
            await Task.Delay(10);
        Assert.Matches(@"^Listening at http://127\.0\.0\.1:\d+ \(Ctrl-C stops\)\s*$", said);

        using var client = new HttpClient { BaseAddress = new Uri(said.Split(' ')[2]) };
        string health = await client.GetStringAsync("/health");
        await stop.CancelAsync();

        Assert.Contains("\"ok\"", health, StringComparison.Ordinal);
        Assert.Equal(0, await serving);
    }
}
