using System.Runtime.InteropServices;
using System.Text;

namespace Ductus.Native.Hunspell;

/// <summary>Calls Hunspell with .NET's strings; a dictionary has its own encoding. One thread at a time for each handle.</summary>
internal static unsafe class HunspellLibrary
{
    /// <exception cref="NativeException">Hunspell makes no dictionary of the files.</exception>
    public static (HunspellHandle Handle, Encoding Encoding) Open(string affixPath, string dictionaryPath)
    {
        HunspellHandle handle = HunspellNative.Create(affixPath, dictionaryPath);
        if (handle.IsInvalid)
            throw new NativeException("hunspell", -1, $"no dictionary could be made of {affixPath} and {dictionaryPath}");
        string name = Marshal.PtrToStringUTF8((nint)HunspellNative.GetEncoding(handle)) ?? "";
        Encoding? encoding = name.ToUpperInvariant() switch { "UTF-8" => new UTF8Encoding(false), "ISO8859-1" or "ISO-8859-1" => Encoding.Latin1, _ => null };
        if (encoding is not null)
            return (handle, encoding);
        handle.Dispose();
        throw new NativeException("hunspell", -1, $"expected a dictionary in UTF-8 or ISO 8859-1; {affixPath} says \"{name}\"");
    }

    public static bool Spell(HunspellHandle handle, Encoding encoding, string word)
    {
        fixed (byte* bytes = Bytes(encoding, word))
            return HunspellNative.Spell(handle, bytes) != 0;
    }

    /// <returns>Best first.</returns>
    public static string[] Suggest(HunspellHandle handle, Encoding encoding, string word)
    {
        byte** list = null;
        int count;
        fixed (byte* bytes = Bytes(encoding, word))
            count = HunspellNative.Suggest(handle, &list, bytes);
        try
        {
            var words = new string[Math.Max(0, count)];
            for (int i = 0; i < words.Length; i++)
                words[i] = encoding.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(list[i]));
            return words;
        }
        finally
        {
            if (list is not null)
                HunspellNative.FreeList(handle, &list, count);
        }
    }

    private static byte[] Bytes(Encoding encoding, string word) => encoding.GetBytes(word + "\0");
}
