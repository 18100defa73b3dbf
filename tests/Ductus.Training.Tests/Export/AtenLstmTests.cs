using Ductus.Training.Export;
using Ductus.Training.Torch;

namespace Ductus.Training.Tests.Export;

public class AtenLstmTests
{
    private const int Inputs = 3, Hidden = 5;

    [Theory]
    [InlineData(1, true, false, true)]
    [InlineData(2, true, false, true)]
    [InlineData(3, true, true, true)]
    [InlineData(2, false, true, true)]
    [InlineData(2, false, false, false)]
    [InlineData(1, true, true, false)]
    public void Convert_Lstm_ComputesItsEquations(int layers, bool bidirectional, bool batchFirst, bool biases)
    {
        var random = new Random(layers);
        var network = new Lstm(random, layers, bidirectional, biases);
        using var graph = new ExportedGraph(AtenToOnnx.Convert(network.Trace(batchFirst), ["a", "b", Inputs], ["a", "b", "c"], WeightStorage.Float32));

        foreach (var (T, B) in new[] { (1, 1), (7, 2), (20, 3) })
        {
            double[][][] lines = [.. Enumerable.Range(0, B).Select(_ => Frames(random, T))];

            double[][][] expected = [.. lines.Select(network.Run)];
            float[] output = graph.Run(Flatten(lines, batchFirst), batchFirst ? [B, T, Inputs] : [T, B, Inputs],
                batchFirst ? [B, T, network.Outputs] : [T, B, network.Outputs]);

            ExportedGraph.AssertClose(Flatten(expected, batchFirst), output, tolerance: 1e-5);
        }
    }

    [Fact]
    public void Convert_LstmInTraining_IsRefused() =>
        AssertRefused("the network is in training", trace => Replace(trace, argument: 6, true));

    [Fact]
    public void Convert_LstmWithStates_IsRefused() =>
        AssertRefused("its first states are not zeros", trace => trace with { Operations = [trace.Operations[^1]] });

    [Fact]
    public void Convert_LstmWithTooFewParameters_IsRefused() =>
        AssertRefused("2 layers of 2 directions have 16 parameters; got 8", trace => Replace(trace, argument: 4, 2L));

    private static void AssertRefused(string reason, Func<TorchTrace, TorchTrace> change)
    {
        TorchTrace trace = change(new Lstm(new Random(1), layers: 1, bidirectional: true, biases: true).Trace(batchFirst: false));

        var error = Assert.Throws<NotSupportedException>(() => AtenToOnnx.Convert(trace, ["a", "b", Inputs], ["a", "b", "c"], WeightStorage.Float32));

        Assert.Equal($"aten::lstm.input cannot be written as ONNX: {reason}.", error.Message);
    }

    private static TorchTrace Replace(TorchTrace trace, int argument, object value)
    {
        TracedOperation lstm = trace.Operations[^1];
        return trace with
        {
            Operations = [trace.Operations[0], lstm with { Arguments = [.. lstm.Arguments.Select((old, i) => i == argument ? value : old)] }],
        };
    }

    private static double[][] Frames(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, Inputs).Select(_ => random.NextDouble() * 4 - 2).ToArray())];

    private static float[] Flatten(double[][][] lines, bool batchFirst) =>
    [
        .. from outer in Enumerable.Range(0, batchFirst ? lines.Length : lines[0].Length)
           from inner in Enumerable.Range(0, batchFirst ? lines[0].Length : lines.Length)
           from value in batchFirst ? lines[outer][inner] : lines[inner][outer]
           select (float)value,
    ];

    /// <summary>Random weights, the trace of a network that has them, and what it computes.</summary>
    private sealed class Lstm
    {
        private readonly List<(float[] Values, int[] Shape)> _parameters = [];
        private readonly int _layers, _directions;
        private readonly bool _biases;

        public Lstm(Random random, int layers, bool bidirectional, bool biases)
        {
            (_layers, _directions, _biases) = (layers, bidirectional ? 2 : 1, biases);
            for (int layer = 0; layer < layers; layer++)
                for (int direction = 0; direction < _directions; direction++)
                {
                    Add(4 * Hidden, layer == 0 ? Inputs : Outputs);
                    Add(4 * Hidden, Hidden);
                    if (biases)
                    {
                        Add(4 * Hidden);
                        Add(4 * Hidden);
                    }
                }

            void Add(params int[] shape) =>
                _parameters.Add(([.. Enumerable.Range(0, shape.Aggregate(1, (a, b) => a * b)).Select(_ => (float)(random.NextDouble() * 2 - 1))], shape));
        }

        public int Outputs => _directions * Hidden;

        public TorchTrace Trace(bool batchFirst)
        {
            const long Input = 100, Zeros = 101, Output = 102;
            TracedValue[] parameters = [.. Enumerable.Range(0, _parameters.Count).Select(i => new TracedValue(i))];
            return new TorchTrace
            {
                Input = new TracedValue(Input),
                Output = new TracedValue(Output),
                Parameters = _parameters.Index().ToDictionary(entry => (long)entry.Index, entry => new TracedParameter(entry.Item.Values, entry.Item.Shape)),
                Operations =
                [
                    new TracedOperation("aten::zeros", [new long[] { _layers * _directions, 2, Hidden }], [Zeros]),
                    new TracedOperation("aten::lstm.input",
                    [
                        new TracedValue(Input), new[] { new TracedValue(Zeros), new TracedValue(Zeros) }, parameters,
                        _biases, (long)_layers, 0.1, false, _directions == 2, batchFirst,
                    ], [Output, 103, 104]),
                ],
            };
        }

        public double[][] Run(double[][] frames)
        {
            int perDirection = _biases ? 4 : 2;
            for (int layer = 0; layer < _layers; layer++)
            {
                double[][][] directions = [.. Enumerable.Range(0, _directions).Select(direction =>
                {
                    var own = _parameters.GetRange((layer * _directions + direction) * perDirection, perDirection);
                    float[] bias = _biases ? [.. own[2].Values.Zip(own[3].Values, (a, b) => a + b)] : new float[4 * Hidden];
                    return new LstmReference(own[0].Values, own[1].Values, bias).Run(frames, backward: direction == 1);
                })];
                frames = [.. Enumerable.Range(0, frames.Length).Select(t => directions.SelectMany(direction => direction[t]).ToArray())];
            }
            return frames;
        }
    }
}
