using System.Diagnostics;

namespace Ductus.Cli.Tests;

/// <summary>The program as its own process: streams, encodings, signals.</summary>
public sealed class ProcessTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Read_UnderAnyLocale_PrintsUtf8AndNothingElse()
    {
        string image = _folder.Write("Käthe.png", TestImages.Line("-a-"));
        SmallModel.Write(_folder["english.onnx"]);

        using Process process = Start("read", "--line", "--json", image);
        process.StandardInput.Close();
        string output = await process.StandardOutput.ReadToEndAsync();
        string error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal((0, ""), (process.ExitCode, error));
        Assert.StartsWith("{\"file\":\"" + image, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_Interrupted_EndsWith130AndNoStackTrace()
    {
        SmallModel.Write(_folder["english.onnx"]);
        using Process process = Start("read", "-v", "-");
        // The first line comes once the model is loaded; then it waits for standard input, which stays open.
        string? first = await process.StandardError.ReadLineAsync();

        using (Process kill = Process.Start("kill", ["-INT", $"{process.Id}"]))
            await kill.WaitForExitAsync();
        using var patience = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(patience.Token);

        Assert.StartsWith("model small", first, StringComparison.Ordinal);
        Assert.Equal(130, process.ExitCode);
        Assert.Equal("", await process.StandardOutput.ReadToEndAsync());
        Assert.Equal("", await process.StandardError.ReadToEndAsync());
    }

    [Fact]
    public async Task Read_WithoutStandardOutput_StillEnds()
    {
        string image = _folder.Write("line.png", TestImages.Line("-a-"));
        SmallModel.Write(_folder["english.onnx"]);
        using Process process = Start("read", "--line", image);
        process.StandardOutput.Close();

        using var patience = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(patience.Token);

        Assert.DoesNotContain("   at ", await process.StandardError.ReadToEndAsync(), StringComparison.Ordinal);
    }

    private Process Start(params string[] arguments) => DuctusProcess.Start(_folder.Path, arguments);
}
