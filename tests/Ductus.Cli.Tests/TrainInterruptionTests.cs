using System.Diagnostics;

namespace Ductus.Cli.Tests;

/// <summary>What a training loses to a crash or a full disk: nothing that was saved.</summary>
[Collection("training")]
public sealed class TrainInterruptionTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly SmallTraining _training = new();

    private TemporaryFolder Folder => _training.Folder;

    public void Dispose() => _training.Dispose();

    [Fact]
    public async Task Train_KilledAgainAndAgain_EndsWithTheSameWeights()
    {
        // A checkpoint after each epoch, of two steps.
        Folder.Write("tiny.json", SmallTraining.Recipe.Replace("\"epochs\": 4, \"validateEvery\": 2", "\"epochs\": 24, \"validateEvery\": 1", StringComparison.Ordinal));
        var whole = CommandLineRun.Of(_training.Train("whole"));
        Assert.True(whole.Status == 0, whole.Error);

        int kills = 0;
        foreach (int rows in new[] { 1, 8, 15 })
            kills += await KillAfter(rows, "parts") ? 1 : 0;
        var last = CommandLineRun.Of(_training.Train("parts"));

        Assert.True(last.Status == 0, last.Error);
        Assert.True(kills > 0, "Every process had ended before it could be killed.");
        Assert.Equal(Measured("whole"), Measured("parts"));
        Assert.Equal(Weights("whole"), Weights("parts"));
    }

    [Fact]
    public void Train_DiskFullAtTheCheckpoint_KeepsTheOneBefore()
    {
        const string FullDisk = "/dev/full";
        if (!File.Exists(FullDisk))
            return; // Linux alone has a disk that is always full
        Assert.Equal(0, CommandLineRun.Of(_training.Train("run")).Status);
        byte[] before = File.ReadAllBytes(Folder["run/checkpoint.bin"]);
        Folder.Write("tiny.json", SmallTraining.Recipe.Replace("\"epochs\": 4", "\"epochs\": 8", StringComparison.Ordinal));
        File.CreateSymbolicLink(Folder["run/checkpoint.bin.new"], FullDisk);

        var full = CommandLineRun.Of(_training.Train("run"));

        Assert.Equal(1, full.Status);
        string complaint = full.Error.TrimEnd('\n').Split('\n')[^1];
        Assert.StartsWith("ductus: ", complaint, StringComparison.Ordinal);
        Assert.Contains("No space left on device", complaint, StringComparison.Ordinal);
        Assert.Contains(Folder["run/checkpoint.bin"], complaint, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(Folder["run/checkpoint.bin"]));
        var again = CommandLineRun.Of(_training.Train("run"));
        Assert.True(again.Status == 0, again.Error);
        Assert.Equal(4, Measured("run").Length); // epochs 2, 4, 6, 8
    }

    /// <summary>Starts or goes on, and kills the process without warning once that many validations are on the disk.</summary>
    /// <returns>Whether it was still running.</returns>
    private async Task<bool> KillAfter(int rows, string run)
    {
        using Process process = DuctusProcess.Start(Folder.Path, _training.Train(run));
        process.StandardInput.Close();
        Task reading = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var patience = new CancellationTokenSource(Patience);
        while (!process.HasExited && (!File.Exists(Folder[$"{run}/metrics.csv"]) || Measured(run).Length < rows))
            await Task.Delay(1, patience.Token);
        process.Kill();
        await process.WaitForExitAsync(patience.Token);
        await reading;
        return process.ExitCode != 0;
    }

    /// <summary>Of each validation what does not depend on the clock: epoch, step, learning rate, loss, error rates.</summary>
    private string[] Measured(string run) =>
    [
        .. File.ReadAllLines(Folder[$"{run}/metrics.csv"]).Skip(1).Select(row => row.Split(','))
            .Select(cells => string.Join(',', [.. cells[..2], .. cells[3..5], .. cells[7..]])),
    ];

    /// <summary>The tensors in best.bin: behind the magic number and the state, before the hash.</summary>
    private byte[] Weights(string run)
    {
        byte[] file = File.ReadAllBytes(Folder[$"{run}/best.bin"]);
        int start = 8 + sizeof(long) + (int)BitConverter.ToInt64(file, 8);
        return file[start..^32];
    }
}
