using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Ductus.Benchmarks;

/// <summary>Runs BenchmarkDotNet over the parts and leaves its results as samples.</summary>
internal static class PartTimes
{
    private const string Quick = "--quick";

    /// <param name="samples">File to which the rows are added.</param>
    /// <param name="options">BenchmarkDotNet's own, such as --filter; and --quick, a single call of each part, to see that it works.</param>
    /// <returns>Exit status: 1 when a part failed.</returns>
    public static int Run(string samples, string[] options)
    {
        string[] passed = [.. options.Where(option => option != Quick)];
        // In this process: a process of its own for each part would load libtorch and build a project every time.
        Job job = (options.Contains(Quick) ? Job.Dry : Job.Default.WithWarmupCount(3).WithIterationCount(15)).WithToolchain(InProcessEmitToolchain.Instance);
        IConfig config = ManualConfig.CreateEmpty()
            .AddJob(job).AddDiagnoser(MemoryDiagnoser.Default).AddColumnProvider(DefaultColumnProviders.Instance).AddLogger(ConsoleLogger.Default)
            .WithArtifactsPath(Repository.Path("artifacts", "benchmarks", "parts"));
        double load = LoadAverage();
        Summary[] summaries = [.. BenchmarkSwitcher.FromAssembly(typeof(PartTimes).Assembly).Run(passed.Length > 0 ? passed : ["--filter", "*"], config)];

        BenchmarkReport[] reports = [.. summaries.SelectMany(summary => summary.Reports)];
        File.AppendAllLines(samples, reports.SelectMany(report => Samples(report, load)).Select(sample => sample.ToString()));
        return reports.Length > 0 && reports.All(report => report.Success) && !summaries.Any(summary => summary.HasCriticalValidationErrors) ? 0 : 1;
    }

    private static IEnumerable<Sample> Samples(BenchmarkReport report, double load)
    {
        string title = report.BenchmarkCase.Descriptor.WorkloadMethodDisplayInfo.Trim('\'');
        foreach (Measurement run in report.AllMeasurements.Where(run => run.Is(IterationMode.Workload, IterationStage.Result)))
            yield return new Sample(title, Sample.Part, run.Nanoseconds / run.Operations / 1e6, "ms", load);
        if (report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) is { } bytes)
            yield return new Sample($"{title}: managed memory allocated", Sample.Part, bytes / 1024.0, "KiB", load);
    }

    private static double LoadAverage() => double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture);
}
