using Ductus.Imaging;
using Ductus.Recognition;

namespace Ductus.Training.Data;

/// <summary>The images of a split that lie together in one file, in the order of its samples. Safe to read from several threads.</summary>
public interface IStoredLines : IDisposable
{
    /// <exception cref="LineDataException">The lines were stored for other networks than those of this input.</exception>
    void Check(LineNormalization normalization);

    /// <summary>A line as a network sees it.</summary>
    /// <param name="index">Of the sample, 0 the first.</param>
    /// <param name="normalization">Of the network; <see cref="Check"/> has passed it.</param>
    /// <exception cref="LineDataException">The line is damaged.</exception>
    NormalizedLine Read(int index, LineNormalization normalization);

    /// <summary>A line for people to look at: ink black, paper white.</summary>
    /// <exception cref="LineDataException">The line is damaged.</exception>
    GreyImage Picture(int index);
}
