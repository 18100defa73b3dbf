namespace Ductus.Native;

/// <summary>A native library reported an error: its name, its own code and its own words.</summary>
public sealed class NativeException(string library, int code, string message)
    : Exception($"{library}: {message} (code {code})")
{
    public string Library { get; } = library;

    public int Code { get; } = code;
}
