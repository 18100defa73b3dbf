using System.IO.Compression;
using Ductus.Imaging;
using Ductus.Recognition;
using Microsoft.Win32.SafeHandles;

namespace Ductus.Training.Data;

/// <summary>
/// One split of a data set in one file: lines normalised to one height, with their texts, so that training elsewhere needs neither
/// the images nor a decoder for them. Safe to read from several threads.
/// </summary>
/// <remarks>
/// <para>Layout, integers little-endian: magic <c>DUCTUSLN</c> · SHA-256 of the rest of the head · version u32 · height u32 · levels u32 ·
/// lines u32 · bytes of JSON u32 · JSON (<see cref="PackedLinesHead"/>) · one zlib stream per line, with its Adler-32.</para>
/// <para>Ink is rounded to <see cref="Levels"/> steps: 32 steps are off by 4 of 255 at most, less than the noise of a scan, and make the
/// file 40 % smaller than 256 would.</para>
/// </remarks>
public sealed class PackedLines : IStoredLines
{
    /// <summary>Ending of packed files; the rest of the name is for people, the split stands inside.</summary>
    public const string Ending = ".lines";

    private const int DefaultLevels = 32;

    private readonly SafeFileHandle _file;
    private readonly PackedLinesHead _head;
    private readonly long[] _starts;

    private PackedLines(string path, SafeFileHandle file, PackedLinesHead head)
    {
        (Path, _file, _head) = (path, file, head);
        _starts = new long[head.Lines.Count];
        long position = head.Length;
        for (int i = 0; i < _starts.Length; i++)
        {
            _starts[i] = position;
            position += head.Lines[i].Bytes;
        }
        long length = RandomAccess.GetLength(file);
        if (length != position)
            throw new LineDataException(path, $"expected {position} bytes by its head; got {length}{(length < position ? $", cut off in line {FirstNotWhole(length)}" : "")}.");
        Samples = [.. head.Lines.Select(line => new LineSample(line.Id, path, line.Text, line.Writer))];
    }

    public string Path { get; }

    public string Split => _head.Split;

    /// <summary>Of every line, in pixels.</summary>
    public int Height => _head.Height;

    /// <summary>How images came to the height.</summary>
    public LineFit Fit => _head.Fit;

    /// <summary>Columns of a network's input, where they are fixed; else 0.</summary>
    public int Width => _head.Width;

    /// <summary>Steps of ink from paper to black.</summary>
    public int Levels => _head.Levels;

    public IReadOnlyList<LineSample> Samples { get; }

    /// <exception cref="LineDataException">It is no packed file, of another version, damaged or cut off; the message says where.</exception>
    public static PackedLines Open(string path)
    {
        SafeFileHandle file = File.OpenHandle(path);
        try
        {
            return new PackedLines(path, file, PackedLinesHead.Read(path, file));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public void Check(LineNormalization normalization)
    {
        if ((Height, Fit, Width) != (normalization.Height, normalization.Fit, normalization.Width))
            throw new LineDataException(Path, $"expected lines of height {Shown(normalization.Height, normalization.Fit, normalization.Width)}, as the network reads; "
                + $"they were packed at {Shown(Height, Fit, Width)}. Pack them for this network.");
    }

    public NormalizedLine Read(int index, LineNormalization normalization) => Read(index);

    public GreyImage Picture(int index) => Read(index).ToImage();

    /// <summary>The ink of line <paramref name="index"/>, 0 the first.</summary>
    /// <exception cref="LineDataException">The line is damaged.</exception>
    public NormalizedLine Read(int index)
    {
        var line = _head.Lines[index];
        var packed = new byte[line.Bytes];
        var ink = new byte[Height * line.Width];
        try
        {
            // Positions given, so that threads do not share one.
            if (RandomAccess.Read(_file, packed, _starts[index]) != packed.Length)
                throw new EndOfStreamException("the file ends inside it");
            using var zlib = new ZLibStream(new MemoryStream(packed), CompressionMode.Decompress);
            zlib.ReadExactly(ink);
            if (zlib.ReadByte() >= 0)                             // and with this read zlib compares the checksum
                throw new InvalidDataException("more pixels than its size says");
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw new LineDataException(Path, $"expected {Height} × {line.Width} pixels for line {index} ({line.Id}); it is damaged: {e.Message}.", inner: e);
        }

        for (int i = 0; i < ink.Length; i++)
        {
            if (ink[i] >= Levels)
                throw new LineDataException(Path, $"expected ink below {Levels} in line {index} ({line.Id}); got {ink[i]}.");
            ink[i] = (byte)((ink[i] * 255 + (Levels - 1) / 2) / (Levels - 1));
        }
        return new NormalizedLine(line.Width, Height, ink, _head.Width);
    }

    /// <summary>Normalises a split and writes it to <c>SPLIT.lines</c> in a folder that is there.</summary>
    /// <returns>The file, and the lines left out because their images cannot be read, or were when the data set was opened.</returns>
    public static (string Path, IReadOnlyList<SkippedLine> Skipped) Pack(LineSplit split, LineNormalization normalization, string folder,
        int levels = DefaultLevels, IProgress<int>? progress = null, CancellationToken cancel = default)
    {
        if (split.Name.IndexOfAny(System.IO.Path.GetInvalidFileNameChars()) >= 0)
            throw new LineDataException(folder, $"expected splits whose names can be file names; got \"{split.Name}\".");
        string path = System.IO.Path.Combine(folder, split.Name + Ending);
        LoadedLine[] loaded = LineImages.Load(split, normalization, Environment.ProcessorCount, progress, cancel);
        Write(path, split.Name, [.. loaded.Where(line => line.Image is not null).Select(line => (line.Sample, line.Image!))], levels, normalization);   // the others are skipped
        return (path, [.. split.Skipped, .. loaded.Where(line => line.Image is null).Select(LineImages.Skipped)]);
    }

    /// <summary>Writes a packed file; a file of that name is replaced only when the new one is whole.</summary>
    /// <param name="lines">All of one height; their order is kept.</param>
    /// <param name="levels">2…256 steps of ink.</param>
    /// <param name="normalization">What made the lines; <see langword="null"/>: scaled to their height, widths open.</param>
    /// <exception cref="ArgumentException">There are no lines, or their heights differ.</exception>
    public static void Write(string path, string split, IReadOnlyList<(LineSample Sample, NormalizedLine Image)> lines, int levels = DefaultLevels,
        LineNormalization? normalization = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(levels, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(levels, 256);
        if (lines.Select(line => line.Image.Height).Distinct().Count() != 1)
            throw new ArgumentException($"Expected lines of one height; got {lines.Count} lines of heights "
                + $"{string.Join(", ", lines.Select(line => line.Image.Height).Distinct())}.", nameof(lines));

        Write(path, split, lines.Count, lines[0].Image.Height, i => lines[i], Environment.ProcessorCount, levels, normalization, CancellationToken.None);
    }

    /// <summary>Writes a packed file of lines that come into being one by one, several at a time; only their packed form is kept.</summary>
    /// <param name="line">Gives line 0…<paramref name="count"/> − 1, each once, asked from several threads.</param>
    /// <param name="height">Of every line.</param>
    /// <exception cref="ArgumentException">A line has another height.</exception>
    internal static void Write(string path, string split, int count, int height, Func<int, (LineSample Sample, NormalizedLine Image)> line, int threads,
        int levels = DefaultLevels, LineNormalization? normalization = null, CancellationToken cancel = default)
    {
        var packed = new byte[count][];
        var lines = new PackedLine[count];
        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancel }, i =>
        {
            var (sample, image) = line(i);
            if (image.Height != height)
                throw new ArgumentException($"Expected lines of height {height}; {sample.Id} has {image.Height}.", nameof(line));
            packed[i] = Compress(image, levels);
            lines[i] = new PackedLine(sample.Id, sample.Text, sample.Writer, image.Width, packed[i].Length);
        });
        var head = new PackedLinesHead(split, height, levels, lines)
        {
            Fit = normalization?.Fit ?? LineFit.Height,
            Width = normalization?.Width ?? 0,
        };

        string temporary = path + ".part";
        try
        {
            using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write))
            {
                head.Write(file);
                foreach (byte[] pixels in packed)
                    file.Write(pixels);
                file.Flush(flushToDisk: true);
            }
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);                               // nothing is left of a write that failed
        }
    }

    public void Dispose() => _file.Dispose();

    private static string Shown(int height, LineFit fit, int width) =>
        (fit, width) == (LineFit.Height, 0) ? $"{height}" : $"{height} (fit {fit}, width {(width == 0 ? "open" : width)})";

    private static byte[] Compress(NormalizedLine image, int levels)
    {
        byte[] ink = image.Ink.ToArray();
        for (int i = 0; i < ink.Length; i++)
            ink[i] = (byte)((ink[i] * (levels - 1) + 127) / 255);

        var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize))
            zlib.Write(ink);
        return packed.ToArray();
    }

    private string FirstNotWhole(long length)
    {
        int index = Array.FindIndex(_starts, start => start >= length);
        index = index < 0 ? _starts.Length - 1 : Math.Max(0, index - 1);
        return $"{index} ({_head.Lines[index].Id})";
    }
}
