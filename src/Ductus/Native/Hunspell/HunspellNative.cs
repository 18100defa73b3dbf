using System.Runtime.InteropServices;

namespace Ductus.Native.Hunspell;

/// <summary>The functions of hunspell.h that are used, in its order.</summary>
internal static unsafe partial class HunspellNative
{
    private const string Library = "hunspell";

    [LibraryImport(Library, EntryPoint = "Hunspell_create", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial HunspellHandle Create(string affixPath, string dictionaryPath);

    [LibraryImport(Library, EntryPoint = "Hunspell_destroy")]
    internal static partial void Destroy(nint handle);

    [LibraryImport(Library, EntryPoint = "Hunspell_spell")]
    internal static partial int Spell(HunspellHandle handle, byte* word);

    [LibraryImport(Library, EntryPoint = "Hunspell_get_dic_encoding")]
    internal static partial byte* GetEncoding(HunspellHandle handle);

    [LibraryImport(Library, EntryPoint = "Hunspell_suggest")]
    internal static partial int Suggest(HunspellHandle handle, byte*** suggestions, byte* word);

    [LibraryImport(Library, EntryPoint = "Hunspell_free_list")]
    internal static partial void FreeList(HunspellHandle handle, byte*** suggestions, int count);
}
