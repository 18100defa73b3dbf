using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Ductus.Native;

namespace Ductus.Training.Native;

/// <summary>Lets every binding of this assembly find its library through <see cref="NativeLibraries"/>, before the first call.</summary>
internal static class TrainingLibraries
{
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "A resolver must be in place before any binding class is touched.")]
    internal static void Register() => NativeLibraries.Register(typeof(TrainingLibraries).Assembly);
}
