using System.CommandLine;
using System.Globalization;
using Ductus.Recognition;
using Spectre.Console;

namespace Ductus.Cli;

/// <summary><c>ductus models</c>: what is installed, from the files' own metadata.</summary>
internal static class ModelsCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new ExplainedCommand("models",
            "Shows the installed models: what they read, how well, and whether the terms of their training data allow commercial use.",
            ("ductus models", "Lists them."),
            ("ductus read letter.png --model english", "Reads with one of them."));
        command.SetAction(_ => List(terminal, InstalledModels.Folders()));
        return command;
    }

    internal static int List(Terminal terminal, IReadOnlyList<string> folders)
    {
        int status = ExitStatus.Done;
        var models = new List<(string File, ModelMetadata Metadata)>();
        foreach (string file in InstalledModels.Files(folders))
        {
            try
            {
                models.Add((file, ModelMetadata.Read(file)));
            }
            catch (Exception error) when (error is ModelFormatException or IOException or UnauthorizedAccessException)
            {
                terminal.Complain(error.Message.Contains(file, StringComparison.Ordinal) ? error.Message : $"{file}: {error.Message}");
                status = ExitStatus.Failed;
            }
        }
        if (models.Count == 0)
            terminal.Error.WriteLine($"No model is installed. Looked in {string.Join(", ", folders)}.");
        else
            Draw(terminal, models);
        return status;
    }

    private static void Draw(Terminal terminal, List<(string File, ModelMetadata Metadata)> models)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(terminal.Output) });
        // A pipe has no width; a program that reads it wants one model on one line.
        if (!terminal.OutputIsInteractive)
            console.Profile.Width = int.MaxValue / 4;
        Table table = new Table().NoBorder().AddColumns("name", "version", "reads", "languages", "size", "commercial use", "terms of the data", "file");
        foreach (var (file, model) in models)
            table.AddRow(
                new Text(Path.GetFileNameWithoutExtension(file)), new Text(model.Version), new Text(Word(model.Task)), new Text(string.Join(' ', model.Languages)),
                new Text(string.Create(CultureInfo.InvariantCulture, $"{new FileInfo(file).Length / 1048576.0:F1} MiB")),
                new Text(Word(model.CommercialUse)), new Text(model.LicenceTerms), new Text(file));
        console.Write(table);
    }

    private static string Word(Enum value) => value.ToString().ToLowerInvariant();
}
