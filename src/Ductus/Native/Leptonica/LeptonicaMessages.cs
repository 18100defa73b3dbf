using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Ductus.Native.Leptonica;

/// <summary>What Leptonica would print to standard error, kept per thread instead, so that it can become the text of an exception.</summary>
internal static unsafe class LeptonicaMessages
{
    // enum l_severity: infos and warnings are never asked for, errors are collected.
    private const int SeverityError = 5;

    // Damaged files can cause a message per row; the first ones tell the cause.
    private const int MostCharacters = 1000;

    private static readonly Lazy<bool> Redirected = new(Redirect);

    [ThreadStatic]
    private static StringBuilder? _collected;

    /// <summary>Forgets this thread's messages. To be called before the library is; the first call of all redirects the messages.</summary>
    public static void Clear()
    {
        _ = Redirected.Value;
        _collected?.Clear();
    }

    /// <summary>This thread's messages since <see cref="Clear"/>, in one line, the deepest cause first; empty where there were none.</summary>
    public static string Take()
    {
        string text = _collected?.ToString() ?? "";
        _collected?.Clear();
        return string.Join("; ", text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    private static bool Redirect()
    {
        LeptonicaNative.LeptSetStderrHandler(&Collect);
        _ = LeptonicaNative.SetMsgSeverity(SeverityError);
        return true;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Collect(byte* message)
    {
        StringBuilder collected = _collected ??= new StringBuilder();
        if (message != null && collected.Length < MostCharacters)
            collected.Append(Marshal.PtrToStringUTF8((nint)message));
    }
}
