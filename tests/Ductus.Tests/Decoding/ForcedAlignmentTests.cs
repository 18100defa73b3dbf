using Ductus.Decoding;

namespace Ductus.Tests.Decoding;

public class ForcedAlignmentTests
{
    [Fact]
    public void Of_SmallRandomLines_IsTheBestPathOfTheReading()
    {
        var random = new Random(8);
        for (int trial = 0; trial < 200; trial++)
        {
            LogProbabilities line = CtcPaths.Random(random, random.Next(1, 6), 3);
            var readings = CtcPaths.All(line.Frames, line.Classes).GroupBy(path => CtcPaths.Key(CtcPaths.Collapse(path))).ToArray();
            var reading = readings[random.Next(readings.Length)];
            int[] labels = CtcPaths.Collapse(reading.First()), best = reading.MaxBy(path => CtcPaths.Log(line, path))!;

            (int First, int End)[] places = ForcedAlignment.Of(line, labels);

            var path = new int[line.Frames];
            for (int i = 0; i < labels.Length; i++)
                path.AsSpan(places[i].First, places[i].End - places[i].First).Fill(labels[i]);
            Assert.Equal(CtcPaths.Log(line, best), CtcPaths.Log(line, path), 1e-5);
            Assert.Equal(labels, CtcPaths.Collapse(path));
        }
    }

    [Theory]
    [InlineData(1, 1, 2)]
    [InlineData(2, 1, 1)]           // two equal labels need a blank between them
    [InlineData(0, 1)]
    public void Of_TooFewFrames_Throws(int frames, params int[] labels)
    {
        LogProbabilities line = CtcPaths.Random(new Random(9), frames, 3);

        var error = Assert.Throws<ArgumentException>(() => ForcedAlignment.Of(line, labels));

        Assert.Contains($"there are {frames}", error.Message, StringComparison.Ordinal);
    }
}
