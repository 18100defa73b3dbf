using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;
using Ductus.PackedTrainer;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

using var interruption = new CancellationTokenSource();
using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt);
using var onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt);

var root = new RootCommand("Trains a model of Ductus on data packed for it, on a machine without .NET.")
{
    PackCommand.Create(interruption.Token), SynthCommand.Create(interruption.Token), TrainCommand.Create(interruption.Token), JoinCommand.Create(),
};
ParseResult parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    Console.Error.WriteLine($"ductus-trainer: {string.Join(' ', parsed.Errors.Select(error => error.Message))}");
    return 2;
}
try
{
    return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("ductus-trainer: stopped; the checkpoint is kept.");
    return 130;
}
catch (Exception e)
{
    Console.Error.WriteLine($"ductus-trainer: {e.Message}");
    return 1;
}

// A second signal ends the process at once.
void Interrupt(PosixSignalContext signal)
{
    signal.Cancel = !interruption.IsCancellationRequested;
    interruption.Cancel();
}
