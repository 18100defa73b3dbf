using System.Globalization;
using System.Text;
using Ductus.Documents;
using Ductus.Training.Runs;

namespace Ductus.Training;

/// <summary>Where a run keeps its files.</summary>
public sealed class RunFolder
{
    /// <summary>The file that makes a folder a run.</summary>
    internal const string RecipeName = "recipe.json";

    public RunFolder(string path)
    {
        Path = Directory.CreateDirectory(path).FullName;
    }

    public string Path { get; }

    /// <summary>The recipe as it was trained, defaults included.</summary>
    public string Recipe => File(RecipeName);

    /// <summary>The whole state, from which the run goes on.</summary>
    public string Checkpoint => File("checkpoint.bin");

    /// <summary>Averaged weights of the best validation.</summary>
    public string Best => File("best.bin");

    /// <summary>The last weights of a run that was brought here from another machine.</summary>
    public string LastWeights => File("weights.bin");

    /// <summary>One row per validation.</summary>
    public string Metrics => File("metrics.csv");

    public string Model(string name) => File(name + ".onnx");

    public string Card(string name) => File(name + ".md");

    public string Report => File("report.html");

    /// <summary>What the run was and what came out, once it is finished.</summary>
    public string Summary => File(RunSummary.FileName);

    /// <summary>Every validation line as the shipped weights read it, for paired comparisons.</summary>
    public string Readings => File("readings.tsv");

    private string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Writes <c>metrics.csv</c> anew, so that a run that goes on from a checkpoint has each row once.</summary>
    public void WriteMetrics(IReadOnlyList<EpochMetrics> epochs, IReadOnlyList<string> splits)
    {
        var text = new StringBuilder("epoch,step,seconds,learning_rate,loss,lines_per_second,waiting,cer,wer");
        foreach (string split in splits)
            text.Append(CultureInfo.InvariantCulture, $",cer_{split}");
        bool areCharacters = epochs.Any(row => row.TrainingAccuracy is not null);
        text.Append(areCharacters ? ",training_accuracy,validation_accuracy,validation_loss\n" : "\n");
        foreach (EpochMetrics row in epochs)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"{row.Epoch},{row.Step},{row.Seconds:F1},{row.LearningRate:E3},{row.Loss:F4},{row.LinesPerSecond:F1},{row.Waiting:F4},{row.Cer:F3},{row.Wer:F3}");
            foreach (double cer in row.SplitCer)
                text.Append(CultureInfo.InvariantCulture, $",{cer:F3}");
            if (areCharacters)
                text.Append(CultureInfo.InvariantCulture, $",{row.TrainingAccuracy:F3},{row.ValidationAccuracy:F3},{row.ValidationLoss:F4}");
            text.Append('\n');
        }
        AtomicFile.Write(Metrics, text.ToString());
    }
}
