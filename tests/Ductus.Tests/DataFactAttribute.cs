namespace Ductus.Tests;

/// <summary>A test that reads the data sets under <c>$DUCTUS_DATA</c>; skipped, and saying so, where that is not set.</summary>
public sealed class DataFactAttribute : FactAttribute
{
    public DataFactAttribute()
    {
        if (string.IsNullOrEmpty(Folder))
            Skip = "Needs data sets: set DUCTUS_DATA to their folder.";
    }

    /// <summary>Not empty inside a test that runs.</summary>
    public static string Folder => Environment.GetEnvironmentVariable("DUCTUS_DATA") ?? "";
}
