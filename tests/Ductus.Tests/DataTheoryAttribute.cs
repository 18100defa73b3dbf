namespace Ductus.Tests;

/// <summary>A test with cases that reads the data sets under <c>$DUCTUS_DATA</c>; skipped, and saying so, where that is not set.</summary>
internal sealed class DataTheoryAttribute : TheoryAttribute
{
    public DataTheoryAttribute()
    {
        if (Folder.Length == 0)
            Skip = "Needs data sets: set DUCTUS_DATA to their folder.";
    }

    public static string Folder => Environment.GetEnvironmentVariable("DUCTUS_DATA") ?? "";
}
