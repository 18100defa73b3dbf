using System.Diagnostics;
using System.Text;

namespace Ductus.Cli.Tests;

/// <summary>The program as its own process, with its streams redirected.</summary>
internal static class DuctusProcess
{
    /// <param name="models">Where it looks for models first.</param>
    /// <param name="arguments">Its command line.</param>
    public static Process Start(string models, params string[] arguments)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "Ductus.Cli.dll");
        // Tests run in dotnet. A shell's background jobs ignore the interrupt and pass that on to all they start: env takes it back.
        var start = new ProcessStartInfo("env", ["--default-signal=INT", Environment.ProcessPath!, "exec", program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.Environment["DUCTUS_MODELS"] = models;
        start.Environment["LC_ALL"] = "C";
        return Process.Start(start)!; // null only for a shell's own
    }
}
