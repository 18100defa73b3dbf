using System.Runtime.CompilerServices;

namespace Ductus.Training.Torch;

/// <summary>
/// Records the operators that one thread calls while it is alive, in order: the straight-line program of a forward pass, from
/// which <c>Export</c> writes an ONNX graph.
/// </summary>
public sealed class Trace : IDisposable
{
    [ThreadStatic]
    private static Trace? _current;

    private readonly ConditionalWeakTable<Tensor, object> _identifiers = [];
    private readonly List<TracedOperation> _operations = [];
    private long _next;

    public Trace()
    {
        if (_current is not null)
            throw new InvalidOperationException("This thread is being traced already.");
        _current = this;
    }

    internal static bool Active => _current is not null;

    public IReadOnlyList<TracedOperation> Operations => _operations;

    /// <summary>The number under which a tensor appears in <see cref="Operations"/>; new tensors get the next one.</summary>
    public TracedValue ValueOf(Tensor tensor) => new((long)_identifiers.GetValue(tensor, _ => _next++));

    public void Dispose() => _current = null;

    internal static void Record(string name, ReadOnlySpan<Argument> arguments, Tensor[] results)
    {
        if (_current is not { } trace)
            return;
        var recorded = new object?[arguments.Length];
        for (int i = 0; i < recorded.Length; i++)
            recorded[i] = arguments[i].Value switch
            {
                Tensor tensor => trace.ValueOf(tensor),
                Tensor?[] list => list.Select(tensor => trace.ValueOf(tensor!)).ToArray(),
                var other => other,
            };
        trace._operations.Add(new TracedOperation(name, recorded, [.. results.Select(result => trace.ValueOf(result).Id)])
        {
            OutputSizes = results.Length > 0 ? results[0].Sizes : [],
        });
    }
}
