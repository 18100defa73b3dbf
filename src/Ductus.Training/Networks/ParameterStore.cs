using Ductus.Training.Torch;

namespace Ductus.Training.Networks;

/// <summary>
/// Holds all parameters of a network in two flat tensors, one trained and one of statistics, of which each parameter is a view.
/// So an optimiser step, an average of weights or a checkpoint is a handful of operations however many layers there are.
/// </summary>
public sealed class ParameterStore : IDisposable
{
    private readonly List<Tensor> _views = [];

    /// <param name="network">Its parameters get their values from here.</param>
    /// <param name="device">Where the values live.</param>
    /// <param name="random">Source of the first values.</param>
    public ParameterStore(Module network, Device device, Random random)
    {
        Entries = [.. network.NamedParameters()];
        Weights = Fill(kind => kind != ParameterKind.Statistic, device, random);
        Statistics = Fill(kind => kind == ParameterKind.Statistic, device, random);
        Gradients = TensorLayers.Zeros(device, Weights.Count);
        DecayMask = Mask(device);
        AttachViews();
    }

    public IReadOnlyList<(string Name, Parameter Parameter)> Entries { get; }

    /// <summary>All trained values, (N).</summary>
    public Tensor Weights { get; }

    /// <summary>Their gradients, (N); the backward pass adds to them.</summary>
    public Tensor Gradients { get; }

    /// <summary>1 where weight decay applies, 0 elsewhere, (N).</summary>
    public Tensor DecayMask { get; }

    /// <summary>All running statistics, (M).</summary>
    public Tensor Statistics { get; }

    public long TrainedCount => Weights.Count;

    /// <summary>The values of every parameter by full name, read from the device.</summary>
    public Dictionary<string, (float[] Values, long[] Sizes)> Read() => Entries.ToDictionary(
        entry => entry.Name, entry => (entry.Parameter.Tensor.ToArray<float>(), entry.Parameter.Sizes.ToArray()));

    public void Dispose()
    {
        foreach (Tensor view in _views)
            view.Dispose();
        foreach (Tensor tensor in (Tensor[])[Weights, Gradients, DecayMask, Statistics])
            tensor.Dispose();
    }

    private Tensor Fill(Func<ParameterKind, bool> belongs, Device device, Random random)
    {
        var values = new float[Entries.Where(entry => belongs(entry.Parameter.Kind)).Sum(entry => entry.Parameter.Count)];
        int offset = 0;
        foreach (var (_, parameter) in Entries.Where(entry => belongs(entry.Parameter.Kind)))
        {
            parameter.Initialize(random, values.AsSpan(offset, parameter.Count));
            offset += parameter.Count;
        }
        return Tensor.From<float>(values, [values.Length], device);
    }

    private Tensor Mask(Device device)
    {
        var mask = new List<float>();
        foreach (var (_, parameter) in Entries.Where(entry => entry.Parameter.Kind != ParameterKind.Statistic))
            mask.AddRange(Enumerable.Repeat(parameter.Kind == ParameterKind.Weight ? 1f : 0f, parameter.Count));
        return Tensor.From<float>(mask.ToArray(), [mask.Count], device);
    }

    private void AttachViews()
    {
        using var scope = new TensorScope();
        long weight = 0, statistic = 0;
        foreach (var (_, parameter) in Entries)
        {
            bool trained = parameter.Kind != ParameterKind.Statistic;
            long start = trained ? weight : statistic;
            parameter.Tensor = View(scope, trained ? Weights : Statistics, start, parameter);
            if (trained)
                parameter.Tensor.AccumulateGradientIn(View(scope, Gradients, start, parameter));
            (weight, statistic) = trained ? (weight + parameter.Count, statistic) : (weight, statistic + parameter.Count);
        }
    }

    private Tensor View(TensorScope scope, Tensor flat, long start, Parameter parameter)
    {
        Tensor view = scope.Keep(flat.Narrow(0, start, parameter.Count).View([.. parameter.Sizes]).Detach());
        _views.Add(view);
        return view;
    }
}
