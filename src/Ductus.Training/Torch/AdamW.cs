using Ductus.Training.Networks;

namespace Ductus.Training.Torch;

/// <summary>Settings of <see cref="AdamW"/>.</summary>
public sealed record AdamWOptions
{
    /// <summary>Decay of the mean of the gradients, 0…1.</summary>
    public double Beta1 { get; set; } = 0.9;

    /// <summary>Decay of the mean of their squares, 0…1; shorter than Adam's 0.999 because the runs are short.</summary>
    public double Beta2 { get; set; } = 0.99;

    public double Epsilon { get; set; } = 1e-8;

    /// <summary>Part of a weight taken away per step and unit of learning rate; biases, scales and shifts are left alone.</summary>
    public double WeightDecay { get; set; } = 0.01;

    /// <summary>Greatest norm of the gradient; longer ones are shortened to it.</summary>
    public double GradientNorm { get; set; } = 5;
}

/// <summary>Adam with decoupled weight decay (Loshchilov &amp; Hutter 2019, algorithm 2) over all weights of a store at once.</summary>
public sealed class AdamW(ParameterStore store, AdamWOptions options) : IDisposable
{
    private readonly Tensor _mean = TensorLayers.Zeros(store.Weights.Device, store.TrainedCount),
        _square = TensorLayers.Zeros(store.Weights.Device, store.TrainedCount);

    /// <summary>Mean of the gradients and of their squares, (N) each: the state a checkpoint keeps.</summary>
    public IReadOnlyList<Tensor> State => [_mean, _square];

    /// <summary>Steps once with the gradients in the store and clears them.</summary>
    /// <param name="learningRate">Of this step.</param>
    /// <param name="step">1 for the first step.</param>
    public void Step(double learningRate, long step)
    {
        using var noGradient = NoGradient.Begin();
        using var scope = new TensorScope();
        Tensor gradients = store.Gradients;
        // A gradient that is not finite becomes zero: the step is lost, the weights are not.
        gradients.ReplaceNotFiniteInPlace();
        Tensor shortening = (gradients.Norm() + 1e-6).Reciprocal() * options.GradientNorm;
        gradients.MultiplyInPlace(shortening.Clamp(0, 1));

        _mean.LerpInPlace(gradients, 1 - options.Beta1);
        _square.MultiplyInPlace(options.Beta2);
        _square.AddProductInPlace(gradients, gradients, 1 - options.Beta2);
        Tensor root = (_square * (1 / (1 - Math.Pow(options.Beta2, step)))).Sqrt() + options.Epsilon;
        store.Weights.AddProductInPlace(store.Weights, store.DecayMask, -learningRate * options.WeightDecay);
        store.Weights.AddQuotientInPlace(_mean, root, -learningRate / (1 - Math.Pow(options.Beta1, step)));
        gradients.ZeroInPlace();
    }

    /// <summary>
    /// Moves the weights uphill along the gradients in the store, by a distance, and clears the gradients, so that the next ones are taken
    /// there; disposing the result moves them back (Foret et al. 2021, algorithm 1).
    /// </summary>
    public IDisposable Perturb(double distance)
    {
        using var noGradient = NoGradient.Begin();
        using var scope = new TensorScope();
        store.Gradients.ReplaceNotFiniteInPlace();
        Tensor uphill = scope.Keep(store.Gradients * ((store.Gradients.Norm() + 1e-12).Reciprocal() * distance));
        store.Weights.AddInPlace(uphill);
        store.Gradients.ZeroInPlace();
        return new Perturbed(store, uphill);
    }

    public void Dispose()
    {
        _mean.Dispose();
        _square.Dispose();
    }

    private sealed class Perturbed(ParameterStore store, Tensor uphill) : IDisposable
    {
        public void Dispose()
        {
            using var noGradient = NoGradient.Begin();
            store.Weights.AddInPlace(uphill, -1);
        }
    }
}
