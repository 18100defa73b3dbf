using Ductus.Training.Torch;

namespace Ductus.Training.Networks;

/// <summary>A part of a network: its own parameters and its parts, in the order in which they were added.</summary>
public abstract class Module
{
    private readonly List<Parameter> _parameters = [];
    private readonly List<(string Name, Module Part)> _parts = [];
    private bool _training;

    /// <summary>Whether the next forward pass is one of training: statistics of the batch, dropout.</summary>
    public bool Training
    {
        get => _training;
        set
        {
            _training = value;
            foreach (var (_, part) in _parts)
                part.Training = value;
        }
    }

    /// <summary>All parameters with their full names (the names of the parts on the way, joined by dots), in a fixed order.</summary>
    public IEnumerable<(string Name, Parameter Parameter)> NamedParameters(string prefix = "") =>
        _parameters.Select(parameter => (prefix + parameter.Name, parameter))
            .Concat(_parts.SelectMany(part => part.Part.NamedParameters($"{prefix}{part.Name}.")));

    public abstract Tensor Forward(Tensor x);

    protected T Add<T>(string name, T part)
        where T : Module
    {
        _parts.Add((name, part));
        return part;
    }

    protected Parameter AddParameter(string name, long[] sizes, ParameterKind kind, Initializer initialize)
    {
        var parameter = new Parameter(name, sizes, kind, initialize);
        _parameters.Add(parameter);
        return parameter;
    }
}
