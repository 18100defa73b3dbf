using System.Text;
using Ductus.Layout;

namespace Ductus.Training.Data;

/// <summary>Gathers lines into splits while a data set is listed, and checks what every form must have. One per listing.</summary>
internal sealed class LineCollector
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    private readonly List<(string Name, List<LineSample> Samples, List<SkippedLine> Skipped)> _splits = [];
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);

    /// <summary>Takes the line in, or counts it as skipped when its text is empty or its image is missing.</summary>
    /// <param name="text">As it stands in the file; made NFC and trimmed here.</param>
    /// <param name="part">Of the image, where not all of it is meant.</param>
    /// <returns><see langword="false"/> when a line of this id was there already; it is then not taken.</returns>
    public bool TryAdd(string split, string id, string imagePath, string text, string? writer, Box? part = null)
    {
        if (!_ids.Add(id))
            return false;

        string normalized = text.Normalize(NormalizationForm.FormC).Trim();
        if (normalized.Length == 0)
            Lists(split).Skipped.Add(new SkippedLine(id, SkipReason.LabelEmpty, "expected a transcription, the label is empty"));
        else if (!File.Exists(imagePath))
            Lists(split).Skipped.Add(new SkippedLine(id, SkipReason.ImageMissing, $"expected {imagePath}"));
        else
            Lists(split).Samples.Add(new LineSample(id, imagePath, normalized, writer) { Part = part });
        return true;
    }

    public void Skip(string split, SkippedLine line) => Lists(split).Skipped.Add(line);

    public IReadOnlyList<LineSplit> Splits() => [.. _splits.Select(split => new LineSplit(split.Name, split.Samples, split.Skipped))];

    /// <summary>The numbered lines of a UTF-8 file, from 1, without their ends of line.</summary>
    /// <exception cref="LineDataException">A line is not UTF-8.</exception>
    public static IEnumerable<(int Number, string Line)> ReadLines(string path)
    {
        byte[] content = File.ReadAllBytes(path);
        int start = content.AsSpan().StartsWith(ByteOrderMark) ? ByteOrderMark.Length : 0;
        for (int number = 1; start < content.Length; number++)
        {
            int length = content.AsSpan(start).IndexOf((byte)'\n') is >= 0 and var found ? found : content.Length - start;
            yield return (number, Decode(content.AsSpan(start, length)));
            start += length + 1;

            // Line by line, because a reader's buffer would blame another line for a bad byte.
            string Decode(ReadOnlySpan<byte> line)
            {
                try
                {
                    return StrictUtf8.GetString(line).TrimEnd('\r');
                }
                catch (DecoderFallbackException e)
                {
                    throw new LineDataException(path, $"expected UTF-8; {e.Message}", number, e);
                }
            }
        }
    }

    /// <summary>The text of a UTF-8 file, without a byte order mark.</summary>
    /// <exception cref="DecoderFallbackException">It is not UTF-8.</exception>
    public static string ReadText(string path) => StrictUtf8.GetString(File.ReadAllBytes(path)).TrimStart('\uFEFF');

    private (string Name, List<LineSample> Samples, List<SkippedLine> Skipped) Lists(string split)
    {
        int index = _splits.FindIndex(known => known.Name == split);
        if (index >= 0)
            return _splits[index];
        _splits.Add((split, [], []));
        return _splits[^1];
    }
}
