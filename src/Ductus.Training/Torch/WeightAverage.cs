using Ductus.Training.Networks;

namespace Ductus.Training.Torch;

/// <summary>
/// Exponential moving average of all weights and statistics of a store: what is validated and shipped.
/// It forgets faster at the start, so that the first weights do not linger: decay = min(decay, (1 + steps) / (10 + steps)).
/// </summary>
public sealed class WeightAverage : IDisposable
{
    private readonly ParameterStore _store;
    private readonly double _decay;

    public WeightAverage(ParameterStore store, double decay)
    {
        (_store, _decay) = (store, decay);
        (Weights, Statistics) = (store.Weights.Clone(), store.Statistics.Clone());
    }

    /// <summary>(N), in the order of the store.</summary>
    public Tensor Weights { get; }

    /// <summary>(M), in the order of the store.</summary>
    public Tensor Statistics { get; }

    public void Update(long step)
    {
        using var noGradient = NoGradient.Begin();
        double decay = Math.Min(_decay, (1.0 + step) / (10.0 + step));
        Weights.LerpInPlace(_store.Weights, 1 - decay);
        Statistics.LerpInPlace(_store.Statistics, 1 - decay);
    }

    /// <summary>Starts the average anew from the weights in the store.</summary>
    public void Reset()
    {
        using var noGradient = NoGradient.Begin();
        Weights.CopyInPlace(_store.Weights);
        Statistics.CopyInPlace(_store.Statistics);
    }

    /// <summary>Puts the average into the network until the result is disposed, then the weights that were there.</summary>
    public IDisposable Apply() => new Applied(_store, this);

    public void Dispose()
    {
        Weights.Dispose();
        Statistics.Dispose();
    }

    private sealed class Applied : IDisposable
    {
        private readonly ParameterStore _store;
        private readonly Tensor _weights, _statistics;

        public Applied(ParameterStore store, WeightAverage average)
        {
            using var noGradient = NoGradient.Begin();
            (_store, _weights, _statistics) = (store, store.Weights.Clone(), store.Statistics.Clone());
            store.Weights.CopyInPlace(average.Weights);
            store.Statistics.CopyInPlace(average.Statistics);
        }

        public void Dispose()
        {
            using var noGradient = NoGradient.Begin();
            _store.Weights.CopyInPlace(_weights);
            _store.Statistics.CopyInPlace(_statistics);
            _weights.Dispose();
            _statistics.Dispose();
        }
    }
}
