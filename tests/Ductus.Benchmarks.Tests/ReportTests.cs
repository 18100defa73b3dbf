namespace Ductus.Benchmarks.Tests;

public sealed class ReportTests
{
    [Fact]
    public void Render_RunsOfAllKinds_MakesThePage()
    {
        Sample[] samples =
        [
            Of("ductus --help", Sample.Ductus, 0.3, "s"), Of("ductus --help", Sample.Ductus, 0.2, "s"), Of("ductus --help", Sample.Ductus, 0.21, "s"),
            Of("training step, float32", Sample.Ductus, 0.5, "s"), Of("training step, float32", "PyTorch", 1, "s"),
            Of("training step, float32", Sample.Ductus, 0.9, "s"), Of("training step, float32", "PyTorch", 2, "s"),
            Of("lines on one core", Sample.Ductus, 40, "lines/s"), Of("lines on one core", "Tesseract", 20, "lines/s"),
            Of("lines on one core", Sample.Ductus, 60, "lines/s"), Of("lines on one core", "Tesseract", 30, "lines/s"),
            Of("starting", Sample.Ductus, 1234, "ms"),
            Of("decoding", Sample.Part, 0.01234, "ms"),
        ];

        string page = Report.Render(["date\t2026-11-21"], loadAtStart: 0.05, samples);

        Assert.Equal("""
            # Results

            Written by `benchmarks/run`; [README.md](README.md) says what is measured and how to read it.

            | | |
            |---|---|
            | date | 2026-11-21 |
            | load average | 0.05 at the start, 0.10 at most during the runs |

            ## Aims

            | what | aim at most | median | best | runs |
            |---|--:|--:|--:|--:|
            | read samples/letter.png, from process start to text | 3.00 s | not measured | | |
            | read samples/letter.png, peak memory | 600 MB | not measured | | |
            | ductus --help | 0.250 s | 0.210 s | 0.200 s | 3 |
            | evaluate, everything but network and decoder | 10.0 % | not measured | | |
            | read a folder, from process start to summary, ratio to the peer | 0.560 × | not measured | | |
            | read a folder, peak memory | 600 MB | not measured | | |
            | read a folder, memory of the second half above that of the first | 5.00 % | not measured | | |
            | training step, float32, ratio to the peer | 1.05 × | 0.47 × | 0.50 × | 2 |
            | training step, bfloat16 convolutions, ratio to the peer | 1.05 × | not measured | | |

            ## Beside others

            | what | better | Ductus ÷ peer, medians | best runs | Ductus | peer | runs |
            |---|---|--:|--:|--:|--:|--:|
            | training step, float32 | below 1 | 0.47 × | 0.50 × | 0.700 s | PyTorch: 1.50 s | 2 |
            | lines on one core | above 1 | 2.00 × | 2.00 × | 50.0 lines/s | Tesseract: 25.0 lines/s | 2 |

            ## Other times

            | what | median | best | runs |
            |---|--:|--:|--:|
            | starting | 1234 ms | 1234 ms | 1 |

            ## Parts

            | what | median | best | runs |
            |---|--:|--:|--:|
            | decoding | 0.0123 ms | 0.0123 ms | 1 |

            """.ReplaceLineEndings("\n"), page);
    }

    [Fact]
    public void Render_BusyMachine_SaysSo()
    {
        string page = Report.Render([], loadAtStart: 2, [Of("ductus --help", Sample.Ductus, 0.3, "s")]);

        Assert.Contains("**The machine was busy", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_NothingMeasured_IsRefused()
    {
        Assert.Contains("nothing was measured", Assert.Throws<FormatException>(() => Report.Render([], loadAtStart: 0, [])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Aims_EveryMeasure_IsWhatAScriptCallsIt()
    {
        string folder = Repository.Path("benchmarks");
        string scripts = string.Concat(((string[])["run", "folder", "peers/python-torch", "peers/tesseract"]).Select(name => File.ReadAllText(Path.Combine(folder, name))));

        Assert.All(Report.Aims, aim => Assert.Contains($"\"{aim.Measure}\"", scripts, StringComparison.Ordinal));
    }

    [Fact]
    public void Parse_RowOfASample_IsTheSample()
    {
        var sample = new Sample("lines on one core", "Tesseract 5.3.0", 12.5, "lines/s", 0.25);

        Assert.Equal(sample, Sample.Parse(sample.ToString()));
    }

    [Theory]
    [InlineData("lines\tductus\t12\tlines/s")]
    [InlineData("lines\tductus\ttwelve\tlines/s\t0.1")]
    [InlineData("")]
    public void Parse_RowOfSomethingElse_IsRefused(string row)
    {
        Assert.Contains($"got \"{row}\"", Assert.Throws<FormatException>(() => Sample.Parse(row)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_SamplesInTwoUnits_AreRefused()
    {
        var error = Assert.Throws<FormatException>(() => Runs.Of([Of("a", "b", 1, "s"), Of("a", "b", 2, "ms")]));

        Assert.Contains("several units: s, ms", error.Message, StringComparison.Ordinal);
    }

    private static Sample Of(string measure, string subject, double value, string unit) => new(measure, subject, value, unit, Load: 0.1);
}
