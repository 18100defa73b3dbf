using System.Globalization;
using System.Text;

namespace Ductus.Benchmarks;

/// <summary>The page of results: machine and load, aims, ratios to peers, parts.</summary>
internal static class Report
{
    /// <summary>Load average at the start above which nothing on the page is worth comparing with another day.</summary>
    public const double QuietLoad = 0.5;

    /// <summary>What is aimed at; a measure with a peer is judged by its ratio to it.</summary>
    public static IReadOnlyList<Aim> Aims { get; } =
    [
        new("read samples/letter.png, from process start to text", 3, "s"),
        new("read samples/letter.png, peak memory", 600, "MB"),
        new("ductus --help", 0.25, "s"),
        new("evaluate, everything but network and decoder", 10, "%"),
        new("read a folder, from process start to summary", 0.56, "×"),
        new("read a folder, peak memory", 600, "MB"),
        new("read a folder, memory of the second half above that of the first", 5, "%"),
        new("training step, float32", 1.05, "×"),
        new("training step, bfloat16 convolutions", 1.05, "×"),
    ];

    /// <summary>Writes the page as a whole or not at all.</summary>
    /// <param name="path">The page.</param>
    /// <param name="facts">Name, tab, value: date, machine, versions.</param>
    /// <param name="loadAtStart">Load average before anything of the run began.</param>
    /// <param name="rows">Samples, one a row.</param>
    /// <exception cref="FormatException">A row is no sample, or no fact.</exception>
    public static void Write(string path, IReadOnlyList<string> facts, double loadAtStart, IReadOnlyList<string> rows)
    {
        string page = Render(facts, loadAtStart, [.. rows.Select(Sample.Parse)]);
        string part = path + ".part";
        try
        {
            File.WriteAllText(part, page);
            File.Move(part, path, overwrite: true);
        }
        finally
        {
            File.Delete(part);
        }
    }

    public static string Render(IReadOnlyList<string> facts, double loadAtStart, IReadOnlyList<Sample> samples)
    {
        if (samples.Count == 0)
            throw new FormatException("A report needs at least 1 sample; nothing was measured.");
        var page = new StringBuilder("# Results\n\nWritten by `benchmarks/run`; [README.md](README.md) says what is measured and how to read it.\n\n");
        page.Append("| | |\n|---|---|\n");
        foreach (string fact in facts)
            page.Append(fact.Split('\t') is [var name, var value] ? $"| {name} | {value} |\n"
                : throw new FormatException($"A fact is a name and a value, parted by a tab; got \"{fact}\"."));
        page.Append(Invariant($"| load average | {loadAtStart:F2} at the start, {samples.Max(sample => sample.Load):F2} at most during the runs |\n"));
        if (loadAtStart > QuietLoad)
            page.Append("\n**The machine was busy with something else. Do not compare these times with anything; ratios are uncertain too.**\n");

        IReadOnlyList<Runs> all = Runs.Of(samples);
        ILookup<string, Runs> peers = all.Where(one => one.Subject is not (Sample.Ductus or Sample.Part)).ToLookup(one => one.Measure);
        AppendAims(page, all, peers);
        AppendPeers(page, all, peers);
        Append(page, "Other times", all.Where(one => one.Subject == Sample.Ductus && !peers.Contains(one.Measure) && Aims.All(aim => aim.Measure != one.Measure)));
        Append(page, "Parts", all.Where(one => one.Subject == Sample.Part));
        return page.ToString();
    }

    private static void AppendAims(StringBuilder page, IReadOnlyList<Runs> all, ILookup<string, Runs> peers)
    {
        page.Append("\n## Aims\n\n| what | aim at most | median | best | runs |\n|---|--:|--:|--:|--:|\n");
        foreach (Aim aim in Aims)
        {
            string start = $"| {aim.Measure}{(aim.IsRatio ? ", ratio to the peer" : "")} | {Number(aim.Most, aim.Unit)} |";
            Runs? own = all.FirstOrDefault(one => one.Measure == aim.Measure && one.Subject == Sample.Ductus);
            Runs? peer = peers[aim.Measure].FirstOrDefault();
            if (own is null || (aim.IsRatio && peer is null))
                page.Append(CultureInfo.InvariantCulture, $"{start} not measured | | |\n");
            else if (aim.IsRatio)
                page.Append(CultureInfo.InvariantCulture, $"{start} {Ratio(own.Median, peer!.Median)} | {Ratio(own.Best, peer.Best)} | {own.Count} |\n"); // null: above
            else
                page.Append(CultureInfo.InvariantCulture, $"{start} {Number(own.Median, own.Unit)} | {Number(own.Best, own.Unit)} | {own.Count} |\n");
        }
    }

    private static void AppendPeers(StringBuilder page, IReadOnlyList<Runs> all, ILookup<string, Runs> peers)
    {
        page.Append("\n## Beside others\n\n| what | better | Ductus ÷ peer, medians | best runs | Ductus | peer | runs |\n|---|---|--:|--:|--:|--:|--:|\n");
        foreach (Runs own in all.Where(one => one.Subject == Sample.Ductus))
            foreach (Runs peer in peers[own.Measure])
                page.Append(CultureInfo.InvariantCulture,
                    $"| {own.Measure} | {(own.HigherIsBetter ? "above 1" : "below 1")} | {Ratio(own.Median, peer.Median)} | {Ratio(own.Best, peer.Best)} ")
                    .Append(CultureInfo.InvariantCulture, $"| {Number(own.Median, own.Unit)} | {peer.Subject}: {Number(peer.Median, peer.Unit)} | {own.Count} |\n");
    }

    private static void Append(StringBuilder page, string title, IEnumerable<Runs> runs)
    {
        page.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n| what | median | best | runs |\n|---|--:|--:|--:|\n");
        foreach (Runs one in runs)
            page.Append(CultureInfo.InvariantCulture, $"| {one.Measure} | {Number(one.Median, one.Unit)} | {Number(one.Best, one.Unit)} | {one.Count} |\n");
    }

    private static string Ratio(double own, double peer) => Invariant($"{own / peer:F2} ×");

    /// <summary>Three digits that count, and the unit.</summary>
    private static string Number(double value, string unit)
    {
        int decimals = value == 0 ? 0 : Math.Clamp(2 - (int)Math.Floor(Math.Log10(Math.Abs(value))), 0, 6);
        return $"{value.ToString($"F{decimals}", CultureInfo.InvariantCulture)} {unit}";
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

/// <summary>What is aimed at.</summary>
/// <param name="Measure">The title of the measure.</param>
/// <param name="Most">Greatest value that reaches the aim.</param>
/// <param name="Unit">Its unit; × for the ratio to a peer.</param>
internal sealed record Aim(string Measure, double Most, string Unit)
{
    public bool IsRatio => Unit == "×";
}
