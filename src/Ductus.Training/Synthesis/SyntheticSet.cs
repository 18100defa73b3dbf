using System.Runtime.ExceptionServices;
using System.Text;
using Ductus.Imaging;
using Ductus.Recognition;
using Ductus.Training.Data;

namespace Ductus.Training.Synthesis;

/// <summary>How a set of synthetic lines is written; training reads both.</summary>
public enum SyntheticSetForm
{
    /// <summary>One <see cref="PackedLines"/> file, normalised.</summary>
    Packed,

    /// <summary><c>lines.tsv</c> and a PNG for each line, to look at or to use elsewhere.</summary>
    Images,
}

/// <summary>Draws synthetic lines into a folder that training takes as a data set.</summary>
public static class SyntheticSet
{
    private const int ImagesPerFolder = 1000;

    /// <summary>Draws every line; the folder appears when it is whole, or not at all.</summary>
    /// <param name="folder">A folder that is not there yet, or empty.</param>
    /// <param name="height">Rows of each line.</param>
    /// <param name="split">Name of the split; synthetic lines are for learning, never for measuring.</param>
    /// <param name="threads">The files are the same for any number.</param>
    /// <param name="progress">Told the number of lines done, from several threads.</param>
    /// <exception cref="LineDataException">The folder holds something.</exception>
    /// <exception cref="ArgumentException">The split is one that models are measured on.</exception>
    public static void Write(string folder, SyntheticSetForm form, SyntheticLines lines, int height, string split, int threads,
        IProgress<int>? progress = null, CancellationToken cancel = default)
    {
        if (split.StartsWith(LineSplit.Val, StringComparison.OrdinalIgnoreCase) || split.StartsWith(LineSplit.Test, StringComparison.OrdinalIgnoreCase))
            throw new ArgumentException($"Synthetic lines are for learning; a model is measured on real ones. Expected a split such as {LineSplit.Train}; got \"{split}\".", nameof(split));
        string target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (File.Exists(target) || (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any()))
            throw new LineDataException(folder, "expected a new or an empty folder for the lines; something is there already.");

        string part = $"{target}.{Environment.ProcessId}.part";
        int done = 0;
        try
        {
            Directory.CreateDirectory(part);
            if (form == SyntheticSetForm.Packed)
                Pack(part);
            else
                Table(part);
            if (Directory.Exists(target))
                Directory.Delete(target);
            Directory.Move(part, target);
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
        finally
        {
            if (Directory.Exists(part))
                Directory.Delete(part, recursive: true);
        }

        void Pack(string into)
        {
            string path = Path.Combine(into, split + PackedLines.Ending);
            var normalization = new LineNormalization { Height = height };
            PackedLines.Write(path, split, lines.Count, height, i =>
            {
                SyntheticLine line = lines.Draw(i);
                NormalizedLine image = normalization.Apply(line.Image);
                progress?.Report(Interlocked.Increment(ref done));
                return (new LineSample(line.Id, path, line.Text, line.Writer), image);
            }, threads, cancel: cancel);
        }

        void Table(string into)
        {
            for (int first = 0; first < lines.Count; first += ImagesPerFolder)
                Directory.CreateDirectory(Path.Combine(into, FolderOf(first)));
            var rows = new string[lines.Count];
            Parallel.For(0, rows.Length, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancel }, i =>
            {
                SyntheticLine line = lines.Draw(i);
                string image = $"{FolderOf(i)}/{line.Id}.png";
                int width = Math.Max(1, (int)Math.Round((double)line.Image.Width * height / line.Image.Height));
                File.WriteAllBytes(Path.Combine(into, image), ImageFile.ToPng(Scaling.Resize(line.Image, width, height)));
                rows[i] = $"{image}\t{line.Text}\t{split}\t{line.Id}\t{line.Writer}\n";
                progress?.Report(Interlocked.Increment(ref done));
            });
            File.WriteAllText(Path.Combine(into, "lines.tsv"), "image\ttext\tsplit\tline_id\twriter\n" + string.Concat(rows), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        }
    }

    private static string FolderOf(int index) => $"images/{index / ImagesPerFolder:D3}";
}
