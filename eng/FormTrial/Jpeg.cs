using System.Runtime.InteropServices;
using Ductus.Imaging;

namespace Ductus.FormTrial;

/// <summary>What JPEG leaves of an image. The library reads JPEG and writes none, so the encoder is called here.</summary>
internal static unsafe partial class Jpeg
{
    private const string Library = "libturbojpeg.so.0";
    private const int Grey = 6, GreySampling = 3;

    public static GreyImage Through(GreyImage image, int quality)
    {
        nint encoder = InitCompress();
        byte* buffer = null;
        nuint size = 0;
        try
        {
            fixed (byte* pixels = image.Pixels)
                if (Compress(encoder, pixels, image.Width, image.Width, image.Height, Grey, &buffer, &size, GreySampling, quality, 0) != 0)
                    throw new InvalidOperationException("libturbojpeg could not encode the image.");
            return ImageFile.Read(new ReadOnlySpan<byte>(buffer, (int)size).ToArray(), "scan.jpg");
        }
        finally
        {
            Free(buffer);
            _ = Destroy(encoder);
        }
    }

    [LibraryImport(Library, EntryPoint = "tjInitCompress")]
    private static partial nint InitCompress();

    [LibraryImport(Library, EntryPoint = "tjCompress2")]
    private static partial int Compress(nint encoder, byte* pixels, int width, int pitch, int height, int format, byte** buffer, nuint* size, int sampling, int quality, int flags);

    [LibraryImport(Library, EntryPoint = "tjFree")]
    private static partial void Free(byte* buffer);

    [LibraryImport(Library, EntryPoint = "tjDestroy")]
    private static partial int Destroy(nint encoder);
}
