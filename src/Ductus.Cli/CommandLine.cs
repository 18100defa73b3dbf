using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;

namespace Ductus.Cli;

/// <summary>The command line as a whole: parses, runs one command, turns every outcome into an exit status.</summary>
internal static class CommandLine
{
    // A file may be called @letter.png: no response files.
    private static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null };

    public static int Run(string[] arguments, Terminal terminal, CancellationToken cancel)
    {
        try
        {
            ParseResult parsed = Root(terminal, cancel).Parse(arguments, Parsing);
            if (parsed.Action is ParseErrorAction)
                return Misused(parsed, terminal);
            return parsed.Invoke(new InvocationConfiguration
            {
                Output = terminal.Output,
                Error = terminal.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            });
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return ExitStatus.Interrupted;
        }
        catch (Exception error)
        {
            terminal.Complain(error.Message);
            return ExitStatus.Failed;
        }
        finally
        {
            terminal.Output.Flush();
        }
    }

    // Not RootCommand: that one is called after the program's file.
    private static ExplainedCommand Root(Terminal terminal, CancellationToken cancel) => new(
        "ductus",
        "Reads handwriting: pages, lines, words and characters.",
        ("ductus read letter.png", "Prints the text of a page."),
        ("ductus read scans/ -o texts", "Reads every image of a folder into texts/NAME.txt."),
        ("ductus models", "Shows which models are installed."))
    {
        ExplainedCommand.Help(),
        new VersionOption(),
        ReadCommand.Create(terminal, cancel),
        ConvertCommand.Create(terminal, cancel),
        TrainCommand.Create(terminal, cancel),
        SynthCommand.Create(terminal, cancel),
        EvaluateCommand.Create(terminal, cancel),
        CompareCommand.Create(terminal, cancel),
        ScoreCommand.Create(terminal),
        DataCommand.Create(terminal, cancel),
        LabelCommand.Create(terminal, cancel),
        RunsCommand.Create(terminal),
        LmCommand.Create(terminal, cancel),
        FieldsCommand.Create(terminal),
        ServeCommand.Create(terminal, cancel),
        ModelsCommand.Create(terminal),
    };

    private static int Misused(ParseResult parsed, Terminal terminal)
    {
        foreach (ParseError error in parsed.Errors)
            terminal.Complain(error.Message);
        var names = new List<string>();
        for (SymbolResult? at = parsed.CommandResult; at is CommandResult command; at = at.Parent)
            names.Insert(0, command.Command.Name);
        terminal.Error.WriteLine($"Try: {string.Join(' ', names)} --help");
        return ExitStatus.WrongUsage;
    }
}
