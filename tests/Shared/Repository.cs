using System.Runtime.CompilerServices;

namespace Ductus.Tests.Shared;

/// <summary>The working tree the tests were built in.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    private static string Find([CallerFilePath] string here = "")
    {
        // The deterministic build may have mapped the path away: then the output folder lies inside the repository.
        foreach (string start in new[] { Path.GetDirectoryName(here) ?? "", AppContext.BaseDirectory })
            for (DirectoryInfo? folder = Directory.Exists(start) ? new(start) : null; folder is not null; folder = folder.Parent)
                if (File.Exists(Path.Combine(folder.FullName, "Ductus.slnx")))
                    return folder.FullName;
        throw new DirectoryNotFoundException($"No folder above {here} or {AppContext.BaseDirectory} holds Ductus.slnx.");
    }
}
