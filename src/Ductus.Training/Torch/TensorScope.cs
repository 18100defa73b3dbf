namespace Ductus.Training.Torch;

/// <summary>
/// Owns the tensors made by its thread while it is the innermost scope; disposing it frees them at once.
/// Scopes are nested like blocks: the innermost is disposed first.
/// </summary>
public sealed class TensorScope : IDisposable
{
    [ThreadStatic]
    private static TensorScope? _innermost;

    private readonly TensorScope? _outer = _innermost;
    private readonly List<Tensor> _tensors = [];

    public TensorScope() => _innermost = this;

    /// <summary>Takes a tensor out of this scope and gives it to the one around it, or to the caller where there is none.</summary>
    public Tensor Keep(Tensor tensor)
    {
        // Results are kept soon after they are made: look from the end.
        int index = _tensors.LastIndexOf(tensor);
        if (index < 0)
            throw new ArgumentException("The tensor does not belong to this scope.", nameof(tensor));
        _tensors.RemoveAt(index);
        _outer?._tensors.Add(tensor);
        return tensor;
    }

    public void Dispose()
    {
        if (!ReferenceEquals(_innermost, this))
            throw new InvalidOperationException("A tensor scope was disposed before one inside it.");
        foreach (Tensor tensor in _tensors)
            tensor.Dispose();
        _tensors.Clear();
        _innermost = _outer;
    }

    internal static void Adopt(Tensor tensor) => _innermost?._tensors.Add(tensor);
}
