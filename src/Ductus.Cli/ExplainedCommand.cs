using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Ductus.Cli;

/// <summary>A command whose help ends with examples to copy.</summary>
/// <param name="name">As typed.</param>
/// <param name="description">One sentence for the list of commands, more after it if need be.</param>
/// <param name="examples">Command lines, each with what it does.</param>
internal sealed class ExplainedCommand(string name, string description, params (string CommandLine, string Effect)[] examples)
    : Command(name, description)
{
    /// <summary>The help of System.CommandLine, then the examples of the command asked about.</summary>
    public static HelpOption Help()
    {
        var help = new HelpOption();
        if (help.Action is HelpAction standard)
            help.Action = new HelpWithExamples(standard);
        return help;
    }

    private sealed class HelpWithExamples(HelpAction standard) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            int status = standard.Invoke(parseResult);
            if (parseResult.CommandResult.Command is ExplainedCommand { Examples: { Length: > 0 } examples })
            {
                TextWriter output = parseResult.InvocationConfiguration.Output;
                output.WriteLine("Examples:");
                foreach (var (commandLine, effect) in examples)
                    output.WriteLine($"  {commandLine}{Environment.NewLine}      {effect}");
                output.WriteLine();
            }
            return status;
        }
    }

    private (string CommandLine, string Effect)[] Examples { get; } = examples;
}
