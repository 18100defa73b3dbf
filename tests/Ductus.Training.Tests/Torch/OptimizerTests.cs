using Ductus.Training.Networks;
using Ductus.Training.Torch;

namespace Ductus.Training.Tests.Torch;

[Collection("libtorch")]
public sealed class OptimizerTests
{
    [Fact]
    public void AdamW_ThreeSteps_EqualsTheFormulas()
    {
        var module = new TwoNumbers();
        using var store = new ParameterStore(module, Device.Cpu, new Random(1));
        var options = new AdamWOptions { GradientNorm = 1, WeightDecay = 0.1 };
        using var optimizer = new AdamW(store, options);
        double[] x = [2, -1], m = [0, 0], v = [0, 0];
        for (int step = 1; step <= 3; step++)
        {
            double[] g = [3.0 * step, -0.5];
            store.Gradients.CopyFrom<float>([(float)g[0], (float)g[1]]);
            optimizer.Step(0.01, step);

            double norm = Math.Sqrt(g[0] * g[0] + g[1] * g[1]), shorter = Math.Min(1, 1 / norm);
            for (int i = 0; i < 2; i++)
            {
                m[i] = 0.9 * m[i] + 0.1 * g[i] * shorter;
                v[i] = 0.99 * v[i] + 0.01 * Math.Pow(g[i] * shorter, 2);
                double decay = i == 0 ? 0.01 * 0.1 * x[i] : 0;       // the second number is a bias
                x[i] -= decay + 0.01 * m[i] / (1 - Math.Pow(0.9, step)) / (Math.Sqrt(v[i] / (1 - Math.Pow(0.99, step))) + 1e-8);
            }
        }

        float[] weights = store.Weights.ToArray<float>();
        Assert.Equal(x[0], weights[0], 1e-5);
        Assert.Equal(x[1], weights[1], 1e-5);
    }

    [Fact]
    public void AdamW_GradientThatIsNoNumber_LeavesTheWeightsFinite()
    {
        using var store = new ParameterStore(new TwoNumbers(), Device.Cpu, new Random(1));
        using var optimizer = new AdamW(store, new AdamWOptions());
        store.Gradients.CopyFrom<float>([float.NaN, float.PositiveInfinity]);

        optimizer.Step(0.01, 1);

        Assert.All(store.Weights.ToArray<float>(), weight => Assert.True(float.IsFinite(weight)));
    }

    [Theory]
    [InlineData(0.0, 0.1)]
    [InlineData(0.05, 0.55)]
    [InlineData(0.1, 1.0)]
    [InlineData(0.55, 0.5005)]
    [InlineData(1.0, 0.001)]
    public void OneCycle_AtTheCornersOfTheSchedule_GivesTheRate(double progress, double rate)
    {
        var schedule = new OneCycle(Peak: 1, WarmUp: 0.1);

        Assert.Equal(rate, schedule.Rate(progress), 1e-9);
    }

    [Fact]
    public void WeightAverage_Applied_IsTakenBackWhenDisposed()
    {
        using var store = new ParameterStore(new TwoNumbers(), Device.Cpu, new Random(1));
        using var average = new WeightAverage(store, 0.5);
        store.Weights.CopyFrom<float>([4, 1]);
        average.Update(step: 1000);

        using (average.Apply())
            Assert.Equal([3, 0], store.Weights.ToArray<float>());

        Assert.Equal([4, 1], store.Weights.ToArray<float>());
    }

    private sealed class TwoNumbers : Module
    {
        public TwoNumbers()
        {
            AddParameter("weight", [1], ParameterKind.Weight, Initializers.Constant(2));
            AddParameter("bias", [1], ParameterKind.Bias, Initializers.Constant(-1));
        }

        public override Tensor Forward(Tensor x) => x;
    }
}
