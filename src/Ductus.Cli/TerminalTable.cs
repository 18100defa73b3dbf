using Spectre.Console;

namespace Ductus.Cli;

/// <summary>A table on standard output: fitted to the terminal where a person watches, else plain columns of text, one row a line.</summary>
/// <param name="columns">Headers; may be empty.</param>
internal sealed class TerminalTable(params string[] columns)
{
    private readonly List<string[]> _rows = [];

    /// <summary>Adds a row of as many cells as there are columns.</summary>
    public void Add(params string[] cells) => _rows.Add(cells);

    public void Write(Terminal terminal)
    {
        if (terminal.OutputIsInteractive)
            WriteFitted(terminal);
        else
            WritePlain(terminal.Output);
    }

    private void WriteFitted(Terminal terminal)
    {
        Table table = new Table().SimpleBorder().AddColumns([.. columns.Select(Markup.Escape)]);
        foreach (string[] row in _rows)
            table.AddRow(row.Select(cell => new Text(cell)));
        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(terminal.Output) }).Write(table);
    }

    private void WritePlain(TextWriter output)
    {
        int[] widths = [.. columns.Select((header, i) => _rows.Select(row => row[i].Length).Append(header.Length).Max())];
        foreach (string[] row in _rows.Prepend(columns))
            output.WriteLine(string.Join("  ", row.Select((cell, i) => cell.PadRight(widths[i]))).TrimEnd());
    }
}
