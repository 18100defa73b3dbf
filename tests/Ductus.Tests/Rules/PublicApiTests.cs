namespace Ductus.Tests.Rules;

/// <summary>The public surface of the library is one reviewed text file; a change of it is a change of that file.</summary>
public sealed class PublicApiTests
{
    private const string Approved = "tests/Ductus.Tests/Rules/PublicApi.txt";

    [Fact]
    public void Library_PublicApi_IsTheApprovedOne()
    {
        string received = PublicApi.Render(typeof(Ductus.Imaging.GreyImage).Assembly);
        string approved = Path.Combine(Repository.Root, Approved);

        if (Environment.GetEnvironmentVariable("DUCTUS_APPROVE") == "1")
            File.WriteAllText(approved, received);

        Assert.True(File.ReadAllText(approved) == received, $"The public API differs from {Approved}:{Environment.NewLine}"
            + Difference(File.ReadAllLines(approved), received.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            + "If it is meant so, run eng/approve-api and review the change of that file.");
    }

    [Fact]
    public void Render_SmallType_ShowsItsMembers()
    {
        var lines = PublicApi.Lines(typeof(Sample<>));

        Assert.Equal("""
            public sealed class Ductus.Tests.Rules.PublicApiTests.Sample<T> : System.IDisposable where T : struct
                public .ctor(int count = 1)
                public const string Name = "sample"
                public int? Maybe { get; init; }
                public string? Text { get; }
                public static bool Try<TFound>(System.ReadOnlySpan<T> values, out TFound[] found) where TFound : class, new()
                public void Dispose()
            """.ReplaceLineEndings("\n"), string.Join('\n', lines));
    }

    private static string Difference(string[] approved, string[] received)
    {
        var lines = approved.Except(received).Select(line => $"- {line}").Concat(received.Except(approved).Select(line => $"+ {line}"));
        return string.Concat(lines.Select(line => line + Environment.NewLine));
    }

#pragma warning disable CA1000 // a type to be looked at, not to be used
    public sealed class Sample<T>(int count = 1) : IDisposable
        where T : struct
    {
        public const string Name = "sample";

        public int? Maybe { get; init; } = count;

        public string? Text => null;

        public static bool Try<TFound>(ReadOnlySpan<T> values, out TFound[] found)
            where TFound : class, new()
        {
            found = values.Length == 0 ? [] : [new TFound()];
            return found.Length > 0;
        }

        public void Dispose()
        {
        }

        internal int Hidden => _hidden;

        private readonly int _hidden = 1;
    }
#pragma warning restore CA1000
}
