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

    /// <summary>Highest <see cref="Looks"/>.</summary>
    public const int MostLooks = LineVariants.Most;

    /// <summary>Times that a line is looked at, 1…7: as it is, and slightly changed; what the network believes is averaged. Each costs as much as the first.</summary>
    public int Looks
    {
        get; init => field = value is >= 1 and <= MostLooks ? value
        : throw new ArgumentOutOfRangeException(nameof(Looks), value, $"A line is looked at 1…{MostLooks} times.");
    } = 1;
}

/// <summary>One of several models that read together.</summary>
/// <param name="Model">Stays the caller's, who disposes it after the last page.</param>
/// <param name="Decoder">Makes text of what it says.</param>
public sealed record PageReaderMember(RecognitionModel Model, IDecoder Decoder);

/// <summary>How far a page or a list of lines has been read.</summary>
/// <param name="Read">Lines recognised so far.</param>
/// <param name="Lines">Lines there are.</param>
public readonly record struct ReadingProgress(int Read, int Lines);

/// <summary>The whole way from pixels to text: finds the lines of a page, recognises them, puts the text in. Cheap to make; immutable, share it.</summary>
public sealed class PageReader
{
    /// <summary>Pixels of a batch, padding included: at some 270 bytes each for intermediate results 35 MB a thread. Larger ones are no faster.</summary>
    private const int BatchPixels = 128 * 1024;

    private readonly PageReaderMember[] _members;
    private readonly JointDecoder _decoder;
    private readonly PageReaderOptions _options;

    /// <param name="model">Stays the caller's, who disposes it after the last page.</param>
    /// <param name="options">Threads and looks.</param>
    /// <param name="decoder">Makes text of what the model says; <see langword="null"/>: greedy.</param>
    public PageReader(RecognitionModel model, PageReaderOptions? options = null, IDecoder? decoder = null)
        : this([new PageReaderMember(model, decoder ?? new GreedyDecoder(model.Codec, model.Metadata.Temperature))], options)
    {
    }

    /// <param name="members">Models that read together, at least one; see <see cref="JointDecoder"/>. Each costs as much as if it read alone.</param>
    /// <param name="options">Threads and looks.</param>
    public PageReader(IReadOnlyList<PageReaderMember> members, PageReaderOptions? options = null)
    {
        (_members, _options) = ([.. members], options ?? new());
        _decoder = new JointDecoder([.. _members.Select(member => (member.Model.Codec, member.Decoder))]);
    }

    /// <summary>Reads a page of any number of lines, none included.</summary>
    /// <returns>Regions and lines in reading order, each with its text, which may be empty, and its confidence.</returns>
    public Page Read(GreyImage image, IProgress<ReadingProgress>? progress = null, CancellationToken cancel = default)
    {
        image = Polarity.ToDarkOnLight(image);
        return ReadLines(image, LineSegmenter.Segment(image), progress, cancel);
    }

    /// <summary>Reads a page whose lines are known, or at least its regions: from another program, or from a person.</summary>
    /// <param name="image">Of the page.</param>
    /// <param name="layout">Lines to read; what they say already is replaced. Where there is no line at all, the regions are searched for them.</param>
    /// <param name="progress">Told after each batch of lines.</param>
    /// <param name="cancel">Looked at once per batch.</param>
    /// <returns>The same page with texts, in the pixels of the image.</returns>
    /// <exception cref="ArgumentException">The image has another shape than the page.</exception>
    public Page Read(GreyImage image, Page layout, IProgress<ReadingProgress>? progress = null, CancellationToken cancel = default)
    {
        Page page = layout.ScaledTo(image.Width, image.Height)
            ?? throw new ArgumentException($"Expected an image of the shape of its page, {layout.Width} × {layout.Height}; it has {image.Width} × {image.Height} pixels.", nameof(image));
        image = Polarity.ToDarkOnLight(image);
        return ReadLines(image, page.Lines.Any() ? page : RegionLines.Segment(image, page), progress, cancel);
    }

    private Page ReadLines(GreyImage image, Page page, IProgress<ReadingProgress>? progress, CancellationToken cancel)
    {
        TextLine[] found = [.. page.Lines];
        var strips = new LineStrip[found.Length];
        InParallel(Enumerable.Range(0, found.Length), i => strips[i] = LineImage.CutStrip(image, found[i]), cancel);
        return WithText(page, strips, ReadStrips(strips, progress, cancel));
    }

    /// <summary>Reads an image that holds a single line and nothing else.</summary>
    /// <returns>A page of one line that fills it.</returns>
    public Page ReadLine(GreyImage image, CancellationToken cancel = default)
    {
        image = Polarity.ToDarkOnLight(image);
        var boundary = Boundary.FromBox(new Box(0, 0, image.Width, image.Height));
        var region = new TextRegion { Id = "r1", Boundary = boundary, Lines = [new TextLine { Id = "l1", Boundary = boundary }] };
        var page = new Page { Width = image.Width, Height = image.Height, Regions = [region] };
        LineStrip[] strips = [LineStrip.Whole(image)];
        return WithText(page, strips, ReadStrips(strips, progress: null, cancel));
    }

    /// <summary>Reads lines that are cut out and normalised for the one model already.</summary>
    /// <returns>One reading for each line, in their order; none depends on the other lines.</returns>
    /// <exception cref="InvalidOperationException">Several models read together, each of which wants lines of its own.</exception>
    public IReadOnlyList<RecognizedText> ReadLines(
        IReadOnlyList<NormalizedLine> lines, IProgress<ReadingProgress>? progress = null, CancellationToken cancel = default)
    {
        if (_members.Length > 1)
            throw new InvalidOperationException($"{_members.Length} models read together; lines normalised for one of them do not fit all.");
        var texts = new RecognizedText[lines.Count];
        Run(_members[0].Model, lines, (line, logits) => texts[line] = _members[0].Decoder.Decode(logits), progress, cancel);
        return texts;
    }

    /// <summary>What the first model says of lines that are normalised for it already, before it is decoded: for several decoders at once.</summary>
    /// <returns>One for each line, in their order.</returns>
    public IReadOnlyList<Logits> RunLines(IReadOnlyList<NormalizedLine> lines, IProgress<ReadingProgress>? progress = null, CancellationToken cancel = default)
    {
        var all = new Logits[lines.Count];
        Run(_members[0].Model, lines, (line, logits) => all[line] = logits, progress, cancel);
        return all;
    }

    private RecognizedText[] ReadStrips(LineStrip[] strips, IProgress<ReadingProgress>? progress, CancellationToken cancel)
    {
        var logits = new Logits[strips.Length][];
        // A classifier of characters sees one in anything: where there is no ink, nobody is asked.
        var blank = new bool[strips.Length];
        for (int i = 0; i < strips.Length; i++)
            logits[i] = new Logits[_members.Length];
        for (int member = 0; member < _members.Length; member++)
        {
            RecognitionModel model = _members[member].Model;
            int place = member;
            var lines = new NormalizedLine[strips.Length];
            InParallel(Enumerable.Range(0, strips.Length), i => lines[i] = model.Metadata.Normalization.Apply(strips[i].Image), cancel);
            for (int i = 0; i < lines.Length && model.Metadata.Task == ModelTask.Characters; i++)
                blank[i] = !lines[i].Ink.ContainsAnyExcept((byte)0);
            // The bar moves with the last, which is when lines are done.
            Run(model, lines, (line, said) => logits[line][place] = said, member == _members.Length - 1 ? progress : null, cancel);
        }
        var texts = new RecognizedText[strips.Length];
        InParallel(Enumerable.Range(0, strips.Length), i => texts[i] = blank[i] ? new RecognizedText("", 1, []) : _decoder.Decode(logits[i]), cancel);
        return texts;
    }

    /// <summary>Calls back with the logits of each line, on any thread.</summary>
    private void Run(RecognitionModel model, IReadOnlyList<NormalizedLine> lines, Action<int, Logits> use, IProgress<ReadingProgress>? progress, CancellationToken cancel)
    {
        int read = 0;
        // Widest first: a long batch begun last would leave the other threads waiting for it.
        InParallel(LineBatch.Pack(lines, BatchPixels).Reverse(), Read, cancel);

        void Read(LineBatch batch)
        {
            IReadOnlyList<Logits>[] looks = [.. Enumerable.Range(0, _options.Looks).Select(look =>
                model.Run(look == 0 ? batch : new LineBatch([.. batch.Lines.Select(line => LineVariants.Of(line, look))]), cancel))];
            for (int i = 0; i < looks[0].Count; i++)
                use(batch.Indices[i], looks.Length == 1 ? looks[0][i] : LogProbabilities.Mean([.. looks.Select(look => LogProbabilities.Of(look[i]))]).ToLogits());
            progress?.Report(new ReadingProgress(Interlocked.Add(ref read, looks[0].Count), lines.Count));
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

    private Page WithText(Page page, LineStrip[] strips, RecognizedText[] texts)
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
        // Places are told in frames of the first model.
        ModelMetadata model = _members[0].Model.Metadata;
        double columns = model.Normalization.ColumnsOf(strip.Image.Width, strip.Image.Height);
        double Share(double frame) => Math.Clamp(frame * model.FrameStride / columns, 0, 1);
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
                    CharacterConfidences = [.. text.Characters.Skip(word.FirstCharacter).Take(word.EndCharacter - word.FirstCharacter).Select(one => one.Confidence)],
                    Alternatives = word.Alternatives,
                }),
            ],
        };
    }
}
