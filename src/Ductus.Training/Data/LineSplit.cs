namespace Ductus.Training.Data;

/// <summary>A named part of a data set, in the order of its files. Immutable, share it.</summary>
public sealed class LineSplit(string name, IReadOnlyList<LineSample> samples, IReadOnlyList<SkippedLine> skipped)
{
    /// <summary>The split that training learns from.</summary>
    public const string Train = "train";

    /// <summary>The split that training is steered by.</summary>
    public const string Val = "val";

    /// <summary>The split that is read once per published figure.</summary>
    public const string Test = "test";

    /// <summary>Lines that the set's authors put in no part.</summary>
    public const string None = "none";

    private static readonly Dictionary<string, string> Folders = new(StringComparer.OrdinalIgnoreCase)
    {
        ["train"] = Train,
        ["training"] = Train,
        ["val"] = Val,
        ["valid"] = Val,
        ["validation"] = Val,
        ["dev"] = Val,
        ["test"] = Test,
    };

    public string Name { get; } = name;

    public IReadOnlyList<LineSample> Samples { get; } = samples;

    /// <summary>Opens the file in which the images of all samples lie together; <see langword="null"/> where each sample has an image file of its own.</summary>
    public Func<IStoredLines>? Store { get; init; }

    /// <summary>The split that a folder of this name holds by common use: <c>train</c>, <c>dev</c> …; <see langword="null"/> for other names.</summary>
    public static string? OfFolder(string name) => Folders.GetValueOrDefault(name);

    /// <summary>Lines left out when the set was opened: image missing, label empty or malformed.</summary>
    public IReadOnlyList<SkippedLine> Skipped { get; } = skipped;
}
