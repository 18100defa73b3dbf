namespace Ductus.Benchmarks;

/// <summary>The source tree that this program was built in: where recipes, samples and fonts lie.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    private static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Ductus.slnx")))
                return folder.FullName;
        throw new DirectoryNotFoundException($"Benchmarks run inside the repository: no folder above {AppContext.BaseDirectory} holds Ductus.slnx.");
    }
}
