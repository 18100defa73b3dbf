namespace Ductus.Training.Runs;

/// <summary>A run found on the disk, finished or not. Immutable, share it.</summary>
public sealed class RecordedRun
{
    private RecordedRun(string folder, Recipe recipe, RunSummary? summary, RunState? state) =>
        (Folder, Recipe, Summary, State) = (folder, recipe, summary, state);

    public string Folder { get; }

    /// <summary>Name of the folder.</summary>
    public string Name => Path.GetFileName(Path.TrimEndingDirectorySeparator(Folder));

    /// <summary>As it was trained, defaults included.</summary>
    public Recipe Recipe { get; }

    /// <summary><see langword="null"/> before the run is finished.</summary>
    public RunSummary? Summary { get; }

    /// <summary>How far an unfinished run has come; <see langword="null"/> where there is no checkpoint.</summary>
    public RunState? State { get; }

    /// <summary>Validation lines as the finished model read them.</summary>
    public string Readings => new RunFolder(Folder).Readings;

    /// <summary>A folder that is a run, or the runs below it, two deep, in the order of their names.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static IReadOnlyList<string> Find(string folder) => Directory.Exists(folder) ? [.. Find(folder, depth: 2)]
        : throw new DirectoryNotFoundException($"{folder}: expected a run or a folder of runs; there is no such folder.");

    /// <exception cref="RecipeException">The recipe is damaged, or of another version of Ductus.</exception>
    /// <exception cref="RunSummaryException">The summary is damaged.</exception>
    /// <exception cref="CheckpointException">The checkpoint of a run under way is damaged.</exception>
    public static RecordedRun Read(string folder)
    {
        var files = new RunFolder(folder);
        Recipe recipe = Recipe.Load(files.Recipe);
        if (File.Exists(files.Summary))
            return new RecordedRun(folder, recipe, RunSummary.Load(files.Summary), null);
        return new RecordedRun(folder, recipe, null, File.Exists(files.Checkpoint) ? Checkpoint.ReadState(files.Checkpoint) : null);
    }

    private static IEnumerable<string> Find(string folder, int depth)
    {
        if (File.Exists(Path.Combine(folder, RunFolder.RecipeName)))
            return [folder];
        return depth == 0 ? [] : Directory.GetDirectories(folder).Order(StringComparer.Ordinal).SelectMany(below => Find(below, depth - 1));
    }
}
