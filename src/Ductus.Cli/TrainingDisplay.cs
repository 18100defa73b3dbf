using System.Globalization;
using Ductus.Training;
using Spectre.Console;

namespace Ductus.Cli;

/// <summary>
/// A training under way, on standard error: a live line with epoch, loss, speed and remaining time where a person watches, and one line
/// that stays for each validation in any case.
/// </summary>
internal static class TrainingDisplay
{
    public static T Show<T>(Terminal terminal, Func<IProgress<TrainingProgress>, T> train)
    {
        if (!terminal.ErrorIsInteractive)
            return train(new Teller(progress =>
            {
                if (progress.Validated is { } metrics)
                    terminal.Error.WriteLine(Validation(progress, metrics));
            }));

        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(terminal.Error) });
        return console.Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context =>
            {
                ProgressTask task = context.AddTask("starting");
                string errorRate = "";
                return train(new Teller(progress =>
                {
                    if (progress.Validated is { } metrics)
                    {
                        console.WriteLine(Validation(progress, metrics));
                        errorRate = metrics.ValidationAccuracy is { } accuracy ? string.Create(CultureInfo.InvariantCulture, $"  accuracy {accuracy:F2} %")
                            : string.Create(CultureInfo.InvariantCulture, $"  CER {metrics.Cer:F2} %");
                    }
                    task.Description = string.Create(CultureInfo.InvariantCulture, $"epoch {progress.Epoch + 1}/{progress.Epochs}  loss {progress.Loss:F3}  {progress.LinesPerSecond:F1} lines/s{errorRate}");
                    task.Value(100 * progress.Done);
                }));
            });
    }

    private static string Validation(TrainingProgress progress, EpochMetrics metrics)
    {
        string figures = metrics.ValidationAccuracy is { } accuracy
            ? string.Create(CultureInfo.InvariantCulture, $"accuracy {accuracy,6:F2} % (in training {metrics.TrainingAccuracy,6:F2} %)  loss {metrics.ValidationLoss,7:F4} (in training {metrics.Loss,7:F4})")
            : string.Create(CultureInfo.InvariantCulture, $"loss {metrics.Loss,7:F4}  CER {metrics.Cer,6:F2} %  WER {metrics.Wer,6:F2} %");
        return string.Create(CultureInfo.InvariantCulture, $"epoch {metrics.Epoch,3}  {Duration.Format(progress.Elapsed),6}  {figures}  "
            + $"{metrics.LinesPerSecond,6:F1} {(metrics.ValidationAccuracy is null ? "lines" : "characters")}/s  {100 * metrics.Waiting,4:F1} % of the time waiting for data");
    }

    /// <summary>Tells at once, on the thread that reports.</summary>
    private sealed class Teller(Action<TrainingProgress> tell) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => tell(value);
    }
}
