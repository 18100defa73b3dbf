namespace Ductus.Cli.Tests;

/// <summary>A folder with <c>tiny.json</c> and the lines it trains on in <c>data</c>.</summary>
internal sealed class SmallTraining : IDisposable
{
    public const string Recipe = """
        {
          // Small enough to be trained in a second; whether it learns is tested where training is.
          "name": "tiny",
          "height": 16,
          "network": {
            "kind": "lineCrnn",
            "stemChannels": 8, "stemKernel": 3, "stemStride": [2, 2], "hidden": 16, "lstmLayers": 1, "dropout": 0,
            "stages": [{ "channels": 12, "blocks": 1, "pool": [2, 2] }, { "channels": 16, "blocks": 1, "pool": [1, 1] }]
          },
          "spacesAround": false, "batchSize": 4, "epochs": 4, "validateEvery": 2, "learningRate": 1e-2, "averageDecay": 0.9,
          "precision": "float32"
        }
        """;

    public SmallTraining()
    {
        Folder.Write("tiny.json", Recipe);
        foreach (string split in new[] { "train", "val" })
        {
            string[] cells = ["-a-i-", "-i-a-", "-a-a-", "-i-i-", "-a-i-a-", "-i-a-i-"];
            for (int i = 0; i < cells.Length; i++)
            {
                Folder.Write($"data/{split}/{i}.png", TestImages.Line(cells[i]));
                Folder.Write($"data/{split}/{i}.gt.txt", cells[i].Replace("-", "", StringComparison.Ordinal));
            }
        }
    }

    public TemporaryFolder Folder { get; } = new();

    /// <summary>The command line that trains it into a run folder of that name.</summary>
    public string[] Train(string run) => ["train", Folder["tiny.json"], "--data", Folder["data"], "--run", Folder[run], "--device", "cpu"];

    public void Dispose() => Folder.Dispose();
}
