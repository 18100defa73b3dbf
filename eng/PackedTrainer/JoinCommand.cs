using System.CommandLine;
using Ductus.Training;

namespace Ductus.PackedTrainer;

/// <summary><c>join PIECES RUN</c>: the weights that a run brought out, as files to go on from.</summary>
internal static class JoinCommand
{
    public static Command Create()
    {
        var pieces = new Argument<string>("PIECES") { Description = "Folder with weights.1-of-N and so on." };
        var run = new Argument<string>("RUN") { Description = "Folder that gets recipe.json, weights.bin and best.bin." };
        var command = new Command("join", "Puts the pieces of a run's weights together.") { pieces, run };
        command.SetAction(parsed =>
        {
            var folder = new RunFolder(parsed.GetRequiredValue(run));
            RunState state = WeightPieces.Join(parsed.GetRequiredValue(pieces), folder);
            Console.WriteLine($"{folder.Path}: step {state.Step}"
                + (state.Best is { } best ? $", best validation CER {best.Cer:F2} % at step {best.Step}" : ", not validated yet"));
        });
        return command;
    }
}
