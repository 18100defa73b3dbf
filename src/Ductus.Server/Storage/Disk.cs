using System.Runtime.InteropServices;

namespace Ductus.Server.Storage;

/// <summary>What .NET has no call for.</summary>
internal static partial class Disk
{
    private const int ReadOnly = 0;

    /// <summary>Makes renames in a folder outlast a power cut. Does nothing on Windows, where the file system's journal does it.</summary>
    /// <exception cref="IOException">The disk refused.</exception>
    /// <remarks>Source: fsync(2), which flushes a file and not the entry in its folder.</remarks>
    public static void FlushFolder(string path)
    {
        if (OperatingSystem.IsWindows())
            return;
        int folder = Open(path, ReadOnly);
        if (folder < 0)
            throw new IOException($"{path}: could not be opened: {Marshal.GetLastPInvokeErrorMessage()}.");
        try
        {
            if (Sync(folder) != 0)
                throw new IOException($"{path}: could not be written to the disk: {Marshal.GetLastPInvokeErrorMessage()}.");
        }
        finally
        {
            _ = Close(folder);
        }
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Sync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int descriptor);
}
