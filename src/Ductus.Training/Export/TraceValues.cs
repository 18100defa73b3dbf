using Ductus.Training.Torch;

namespace Ductus.Training.Export;

/// <summary>A value of the graph and the number of its dimensions.</summary>
internal readonly record struct GraphValue(string Name, int Rank);

/// <summary>What the numbers of a trace stand for: values of the graph, parameters, or zeros that LSTMs start from.</summary>
internal sealed class TraceValues(OnnxGraph graph, IReadOnlyDictionary<long, TracedParameter> parameters)
{
    private readonly Dictionary<long, GraphValue> _values = [];
    private readonly Dictionary<long, TracedParameter> _parameters = new(parameters);
    private readonly HashSet<long> _zeros = [];

    /// <summary>The value of the graph; a parameter becomes a constant of it.</summary>
    public GraphValue this[TracedValue traced]
    {
        get
        {
            if (_values.TryGetValue(traced.Id, out GraphValue value))
                return value;
            if (_zeros.Contains(traced.Id))
                throw new NotSupportedException($"Value {traced.Id} of the trace is zeros of a fixed size; only the first states of an LSTM may be.");
            if (Parameter(traced) is not { } parameter)
                throw new NotSupportedException($"Value {traced.Id} of the trace is neither the input, nor a parameter, nor the result of an operation.");

            string constant = parameter.Shape.Length >= 2
                ? graph.Weights(parameter.Values, parameter.Shape) : graph.Constant(parameter.Values, parameter.Shape);
            return _values[traced.Id] = new GraphValue(constant, parameter.Shape.Length);
        }
    }

    public TracedParameter? Parameter(TracedValue traced) => _parameters.GetValueOrDefault(traced.Id);

    public bool IsZeros(TracedValue traced) => _zeros.Contains(traced.Id);

    public void Set(TracedValue traced, GraphValue value) => _values[traced.Id] = value;

    public void SetZeros(TracedValue traced) => _zeros.Add(traced.Id);

    /// <summary>From here on, <paramref name="alias"/> stands for what <paramref name="original"/> stands for now.</summary>
    public void Alias(TracedValue alias, TracedValue original)
    {
        if (_zeros.Contains(original.Id))
            _zeros.Add(alias.Id);
        else if (!_values.ContainsKey(original.Id) && Parameter(original) is { } parameter)
            _parameters[alias.Id] = parameter;
        else
            _values[alias.Id] = this[original];
    }
}
