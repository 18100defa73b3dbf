using Spectre.Console;

namespace Ductus.Cli;

/// <summary>Tables on standard output: fitted to the terminal where a person watches, one row a line where a program reads.</summary>
internal static class TerminalTable
{
    public static Table Create(Terminal terminal, params string[] columns)
    {
        Table table = terminal.OutputIsInteractive ? new Table().SimpleBorder() : new Table().NoBorder();
        foreach (string column in columns)
            table.AddColumn(new TableColumn(new Text(column)) { NoWrap = !terminal.OutputIsInteractive });
        return table;
    }

    public static void Write(Terminal terminal, Table table)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(terminal.Output) });
        // A pipe has no width; a program that reads it wants one row on one line.
        if (!terminal.OutputIsInteractive)
            console.Profile.Width = int.MaxValue / 4;
        console.Write(table);
    }
}
