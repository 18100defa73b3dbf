namespace Ductus.Cli;

/// <summary>What the process says to the shell.</summary>
internal static class ExitStatus
{
    public const int Done = 0;

    /// <summary>Something could not be read or written; the rest was done.</summary>
    public const int Failed = 1;

    public const int WrongUsage = 2;

    /// <summary>128 + SIGINT, as shells report it.</summary>
    public const int Interrupted = 130;
}
