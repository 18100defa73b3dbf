using Spectre.Console;

namespace Ductus.Cli;

/// <summary>A bar on standard error while work is under way, gone when it ends; nothing where nobody watches.</summary>
internal static class ProgressBar
{
    /// <param name="terminal">Drawn on its error stream, if that is a terminal.</param>
    /// <param name="title">What is worked on.</param>
    /// <param name="work">May report from any thread.</param>
    public static T Show<T>(Terminal terminal, string title, Func<IProgress<ReadingProgress>, T> work)
    {
        if (!terminal.ErrorIsInteractive)
            return work(new Teller(_ => { }));

        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(terminal.Error) });
        return console.Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context =>
            {
                ProgressTask task = context.AddTask(Markup.Escape(title));
                return work(new Teller(progress => task.Value(100.0 * progress.Read / progress.Lines)));
            });
    }

    /// <summary>Tells at once, on the thread that reports; <see cref="Progress{T}"/> would tell later, out of order.</summary>
    private sealed class Teller(Action<ReadingProgress> tell) : IProgress<ReadingProgress>
    {
        public void Report(ReadingProgress value) => tell(value);
    }
}
