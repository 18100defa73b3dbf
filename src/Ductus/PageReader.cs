using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Ductus.Decoding;
using Ductus.Imaging;
using Ductus.Layout;
using Ductus.Recognition;

namespace Ductus;

/// <summary>How the work of a <see cref="PageReader"/> is shared out; what is read does not depend on it.</summary>
public sealed record PageReaderOptions
{
    /// <summary>Batches of lines that are recognised at a time, 1…256; each computes on one thread.</summary>
    public int Threads
    {
        get; init => field = value is >= 1 and <= 256 ? value
        : throw new ArgumentOutOfRangeException(nameof(Threads), value, "A page is read on 1…256 threads.");
    } = Math.Min(Environment.ProcessorCount, 256);
}

/// <summary>How far a page or a list of lines has been read.</summary>
/// <param name="Read">Lines recognised so far.</param>
/// <param name="Lines">Lines there are.</param>
public readonly record struct ReadingProgress(int Read, int Lines);

/// <summary>The whole way from pixels to text: finds the lines of a page, recognises them, puts the text in. Cheap to make; immutable, share it.</summary>
/// <param name="model">Stays the caller's, who disposes it after the last page.</param>
/// <param name="options">Number of threads.</param>
/// <param name="decoder">Makes text of what the model says; <see langword="null"/>: greedy.</param>
public sealed class PageReader(RecognitionModel model, PageReaderOptions? options = null, IDecoder? decoder = null)
{
    /// <summary>Pixels of a batch, padding included: at some 270 bytes each for intermediate results 35 MB a thread. Larger ones are no faster.</summary>
    private const int BatchPixels = 128 * 1024;

    private readonly PageReaderOptions _options = options ?? new();
    private readonly IDecoder _decoder = decoder ?? new GreedyDecoder(model.Codec, model.Metadata.Temperature);

    /// <summary>Reads a page of any number of lines, none included.</summary>
    /// <returns>Regions and lines in reading order, each with its text, which may be empty, and its confidence.</returns>
    public Page Read(GreyImage image, IProgress<ReadingProgress>? progress = null, CancellationToken cancel = default)
    {
        image = Polarity.ToDarkOnLight(image);
        Page page = LineSegmenter.Segment(image);
        TextLine[] found = [.. page.Lines];
        var strips = new LineStrip[found.Length];
        var lines = new NormalizedLine[found.Length];
        InParallel(Enumerable.Range(0, found.Length), i => lines[i] = model.Metadata.Normalization.Apply((strips[i] = LineImage.CutStrip(image, found[i])).Image), cancel);
        return WithText(page, strips, ReadLines(lines, progress, cancel));
    }

    /// <summary>Reads an image that holds a single line and nothing else.</summary>
    /// <returns>A page of one line that fills it.</returns>
    public Page ReadLine(GreyImage image, CancellationToken cancel = default)
    {
        image = Polarity.ToDarkOnLight(image);
        var boundary = Boundary.FromBox(new Box(0, 0, image.Width, image.Height));
        var region = new TextRegion { Id = "r1", Boundary = boundary, Lines = [new TextLine { Id = "l1", Boundary = boundary }] };
        var page = new Page { Width = image.Width, Height = image.Height, Regions = [region] };
        return WithText(page, [LineStrip.Whole(image)], ReadLines([model.Metadata.Normalization.Apply(image)], progress: null, cancel));
    }

    /// <summary>Reads lines that are cut out and normalised for this model already.</summary>
    /// <returns>One reading for each line, in their order; none depends on the other lines.</returns>
    public IReadOnlyList<RecognizedText> ReadLines(
        IReadOnlyList<NormalizedLine> lines, IProgress<ReadingProgress>? progress = null, CancellationToken cancel = default)
    {
        var texts = new RecognizedText[lines.Count];
        Run(lines, (line, logits) => texts[line] = _decoder.Decode(logits), progress, cancel);
        return texts;
    }

    /// <summary>What the model says of lines that are normalised for it already, before it is decoded: for several decoders at once.</summary>
    /// <returns>One for each line, in their order.</returns>
    public IReadOnlyList<Logits> RunLines(IReadOnlyList<NormalizedLine> lines, IProgress<ReadingProgress>? progress = null, CancellationToken cancel = default)
    {
        var all = new Logits[lines.Count];
        Run(lines, (line, logits) => all[line] = logits, progress, cancel);
        return all;
    }

    /// <summary>Calls back with the logits of each line, on any thread.</summary>
    private void Run(IReadOnlyList<NormalizedLine> lines, Action<int, Logits> use, IProgress<ReadingProgress>? progress, CancellationToken cancel)
    {
        int read = 0;
        // Widest first: a long batch begun last would leave the other threads waiting for it.
        InParallel(LineBatch.Pack(lines, BatchPixels).Reverse(), Read, cancel);

        void Read(LineBatch batch)
        {
            IReadOnlyList<Logits> logits = model.Run(batch, cancel);
            for (int i = 0; i < logits.Count; i++)
                use(batch.Indices[i], logits[i]);
            progress?.Report(new ReadingProgress(Interlocked.Add(ref read, logits.Count), lines.Count));
        }
    }

    private void InParallel<T>(IEnumerable<T> items, Action<T> work, CancellationToken cancel)
    {
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = _options.Threads, CancellationToken = cancel };
        try
        {
            Parallel.ForEach(Partitioner.Create(items, EnumerablePartitionerOptions.NoBuffering), parallel, work);
        }
        catch (AggregateException errors)
        {
            // One failure is enough to know, and callers expect it as it was thrown.
            ExceptionDispatchInfo.Throw(errors.InnerExceptions[0]);
        }
    }

    private Page WithText(Page page, LineStrip[] strips, IReadOnlyList<RecognizedText> texts)
    {
        int next = 0;
        var regions = new List<TextRegion>();
        foreach (TextRegion region in page.Regions)
        {
            var lines = new List<TextLine>();
            foreach (TextLine line in region.Lines)
            {
                lines.Add(WithText(line, strips[next], texts[next]));
                next++;
            }
            regions.Add(region with { Lines = lines });
        }
        return page with { Regions = regions };
    }

    private TextLine WithText(TextLine line, LineStrip strip, RecognizedText text)
    {
        double columns = model.Metadata.Normalization.ColumnsOf(strip.Image.Width, strip.Image.Height);
        double Share(double frame) => Math.Clamp(frame * model.Metadata.FrameStride / columns, 0, 1);
        return line with
        {
            Text = text.Text,
            Confidence = text.Confidence,
            Corrected = text.Corrected,
            Margin = text.Margin,
            Alternatives = text.Alternatives,
            Words =
            [
                .. text.Words.Select(word => new TextWord
                {
                    Text = word.Text,
                    Boundary = strip.Part(Share(word.FirstFrame), Share(word.EndFrame)),
                    Confidence = word.Confidence,
                    Alternatives = word.Alternatives,
                }),
            ],
        };
    }
}
