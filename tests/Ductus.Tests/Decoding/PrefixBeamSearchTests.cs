using Ductus.Decoding;

namespace Ductus.Tests.Decoding;

public class PrefixBeamSearchTests
{
    private static readonly BeamOptions Everything = new() { Width = 10_000, LeastLogProbability = double.NegativeInfinity };

    [Fact]
    public void Run_WideEnough_FindsEveryReadingWithAllItsPaths()
    {
        var random = new Random(3);
        for (int trial = 0; trial < 200; trial++)
        {
            LogProbabilities line = CtcPaths.Random(random, random.Next(1, 6), random.Next(2, 5));
            Dictionary<string, double> expected = CtcPaths.Readings(line);

            IReadOnlyList<Hypothesis> found = PrefixBeamSearch.Run(line, knowledge: null, Everything);

            Assert.Equal(expected.Count, found.Count);
            Assert.All(found, reading => Assert.Equal(expected[CtcPaths.Key(reading.Labels)], reading.LogProbability, 1e-5));
            Assert.Equal(found.Select(reading => reading.Score).OrderDescending(), found.Select(reading => reading.Score));
        }
    }

    [Fact]
    public void Run_AfterALabel_DoesNotReadItAgainWhileItGoesOn()
    {
        var random = new Random(4);
        for (int trial = 0; trial < 100; trial++)
        {
            LogProbabilities line = CtcPaths.Random(random, random.Next(1, 6), 4);
            Dictionary<string, double> expected = CtcPaths.Readings(line, before: 2);

            IReadOnlyList<Hypothesis> found = PrefixBeamSearch.Run(line, 0, line.Frames, before: 2, knowledge: null, Everything);

            Assert.Equal(expected.Count, found.Count);
            Assert.All(found, reading => Assert.Equal(expected[CtcPaths.Key(reading.Labels)], reading.LogProbability, 1e-5));
        }
    }

    [Fact]
    public void Run_WithKnowledge_AddsItsScoresAndLeavesOutWhatItForbids()
    {
        var random = new Random(5);
        for (int trial = 0; trial < 100; trial++)
        {
            LogProbabilities line = CtcPaths.Random(random, random.Next(1, 6), 4);
            var knowledge = new LastLabel(random, classes: 4);
            var expected = CtcPaths.Readings(line).Select(reading => (reading.Key, Network: reading.Value, Knowledge: knowledge.Of(reading.Key)))
                .Where(reading => !double.IsNegativeInfinity(reading.Knowledge)).ToDictionary(reading => reading.Key, StringComparer.Ordinal);

            IReadOnlyList<Hypothesis> found = PrefixBeamSearch.Run(line, knowledge, Everything);

            Assert.Equal(expected.Count, found.Count);
            foreach (Hypothesis reading in found)
            {
                var (_, network, added) = expected[CtcPaths.Key(reading.Labels)];
                Assert.Equal(network, reading.LogProbability, 1e-5);
                Assert.Equal(network + added, reading.Score, 1e-5);
            }
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Run_PartOfALine_IsScoredByWhatTheWholeLineGains(bool endsLine)
    {
        var random = new Random(8);
        for (int trial = 0; trial < 100; trial++)
        {
            LogProbabilities line = CtcPaths.Random(random, random.Next(1, 5), 4);
            var knowledge = new LastLabel(random, classes: 4);
            int before = random.Next(4);
            int[] after = [.. Enumerable.Range(0, random.Next(4)).Select(_ => random.Next(1, 4))];
            var expected = CtcPaths.Readings(line).Select(reading => (reading.Key, Score: reading.Value + knowledge.Of($"{reading.Key} {CtcPaths.Key(after)}", before, endsLine)))
                .Where(reading => !double.IsNegativeInfinity(reading.Score)).ToDictionary(reading => reading.Key, reading => reading.Score, StringComparer.Ordinal);

            IReadOnlyList<Hypothesis> found = PrefixBeamSearch.Run(line, new Surrounded(knowledge, before, after, endsLine), Everything);

            Assert.Equal(expected.Count, found.Count);
            Assert.All(found, reading => Assert.Equal(expected[CtcPaths.Key(reading.Labels)], reading.Score, 1e-5));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Run_Narrow_KeepsNoMoreReadings(int width)
    {
        LogProbabilities line = CtcPaths.Random(new Random(6), 5, 4);

        IReadOnlyList<Hypothesis> found = PrefixBeamSearch.Run(line, knowledge: null, new BeamOptions { Width = width });

        Assert.Equal(width, found.Count);
    }

    [Fact]
    public void Run_NoFrames_ReadsNothing()
    {
        Hypothesis only = Assert.Single(PrefixBeamSearch.Run(CtcPaths.Random(new Random(7), 0, 4), knowledge: null, Everything));

        Assert.Empty(only.Labels);
        Assert.Equal(0, only.LogProbability);
    }

    [Fact]
    public void Options_OutOfRange_AreRefused()
    {
        Assert.Contains("1…10,000", Assert.Throws<ArgumentOutOfRangeException>(() => new BeamOptions { Width = 0 }).Message, StringComparison.Ordinal);
        Assert.Contains("at most 0", Assert.Throws<ArgumentOutOfRangeException>(() => new BeamOptions { LeastLogProbability = 1 }).Message, StringComparison.Ordinal);
    }

    /// <summary>Scores each label by the one before it; some never follow, some never end. The state is the last label.</summary>
    private sealed class LastLabel : IPrefixKnowledge
    {
        private readonly double[,] _scores;
        private readonly double[] _ends;

        public LastLabel(Random random, int classes)
        {
            _scores = new double[classes, classes];
            _ends = new double[classes];
            for (int before = 0; before < classes; before++)
            {
                for (int label = 1; label < classes; label++)
                    _scores[before, label] = random.Next(5) == 0 ? double.NegativeInfinity : random.NextDouble() * 4 - 2;
                _ends[before] = random.Next(5) == 0 ? double.NegativeInfinity : random.NextDouble();
            }
        }

        public int Start => 0;

        public double Score(int state, int label) => _scores[state, label];

        public int Next(int state, int label) => label;

        public double End(int state) => _ends[state];

        public double Of(string reading, int before = 0, bool ends = true)
        {
            int state = before;
            double sum = 0;
            foreach (int label in reading.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse))
            {
                sum += Score(state, label);
                state = label;
            }
            return ends ? sum + End(state) : sum;
        }
    }
}
