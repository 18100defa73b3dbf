namespace Ductus.Tests.Shared;

/// <summary>A test that reads the data sets under <c>$DUCTUS_DATA</c>; skipped, and saying so, where that is not set.</summary>
internal sealed class DataFactAttribute : FactAttribute
{
    public DataFactAttribute()
    {
        if (Folder.Length == 0)
            Skip = WhySkipped;
    }

    /// <summary>Not empty inside a test that runs.</summary>
    public static string Folder => Environment.GetEnvironmentVariable("DUCTUS_DATA") ?? "";

    public static string WhySkipped => "Needs data sets: set DUCTUS_DATA to their folder.";
}

/// <summary>Likewise with cases.</summary>
internal sealed class DataTheoryAttribute : TheoryAttribute
{
    public DataTheoryAttribute()
    {
        if (DataFactAttribute.Folder.Length == 0)
            Skip = DataFactAttribute.WhySkipped;
    }
}
