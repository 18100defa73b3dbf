using System.Threading.RateLimiting;
using Ductus.Documents;
using Ductus.Imaging;
using Ductus.Layout;

namespace Ductus.Server.Reading;

/// <summary>Pages as they were read.</summary>
/// <param name="Pages">In order.</param>
/// <param name="Origin">Who read them.</param>
internal sealed record ReadingResult(IReadOnlyList<Page> Pages, DocumentOrigin Origin);

/// <summary>More requests wait to be read than the server lets wait.</summary>
internal sealed class TooManyReadingsException(int waiting) : Exception($"{waiting} files wait to be read already; try again in a while.");

/// <summary>The reading of a file took longer than it may.</summary>
internal sealed class ReadingTimeoutException(TimeSpan longest, Exception cause)
    : Exception($"Reading the file took longer than {longest.TotalSeconds:0} seconds and was given up; send fewer or smaller pages.", cause);

/// <summary>Reads files on a bounded number of workers, those that come first first. Thread-safe; dispose it after the last reading.</summary>
internal sealed class ReadingService(ReaderShelf shelf, ServerOptions options, TimeProvider clock, ReadingMetrics metrics) : IDisposable
{
    private readonly ConcurrencyLimiter _workers = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = options.Workers,
        QueueLimit = options.MaxWaiting,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    /// <summary>Reads every page of a file.</summary>
    /// <param name="file">Is opened once a worker is free.</param>
    /// <param name="request">How.</param>
    /// <param name="cancel">Ends the waiting, and the reading after the batch of lines in work.</param>
    /// <exception cref="TooManyReadingsException">The queue is full.</exception>
    /// <exception cref="ReadingTimeoutException">It took too long.</exception>
    /// <exception cref="UploadException">A page is no image, damaged or too large.</exception>
    /// <exception cref="ReadingRequestException">The request cannot be fulfilled.</exception>
    public Task<ReadingResult> ReadAsync(UploadedFile file, ReadingRequest request, CancellationToken cancel) => WorkAsync(file, token =>
    {
        ImagePages images = file.Open(options.Images);
        if (images.Count > options.MaxPages)
            throw new ReadingRequestException($"{file.Name} has {images.Count} pages; {options.MaxPages} are read at once.");
        var pages = new List<Page>();
        ShelfReader? reader = null;
        for (int number = 1; number <= images.Count; number++)
            pages.Add(Read(file, images, number, request, ref reader, progress: null, token));
        return new ReadingResult(pages, Origin(reader));
    }, cancel);

    /// <summary>Reads one page of a file.</summary>
    /// <param name="file">Is opened once a worker is free.</param>
    /// <param name="number">Of the page, from 1.</param>
    /// <param name="request">How.</param>
    /// <param name="progress">Told after each batch of lines.</param>
    /// <param name="cancel">Ends the waiting, and the reading after the batch of lines in work.</param>
    /// <exception cref="TooManyReadingsException">The queue is full.</exception>
    /// <exception cref="ReadingTimeoutException">It took too long.</exception>
    /// <exception cref="UploadException">The page is no image, damaged or too large.</exception>
    /// <exception cref="ReadingRequestException">The request cannot be fulfilled.</exception>
    public Task<(Page Page, DocumentOrigin Origin)> ReadPageAsync(UploadedFile file, int number, ReadingRequest request, IProgress<ReadingProgress> progress, CancellationToken cancel) => WorkAsync(file, token =>
    {
        ShelfReader? reader = null;
        Page page = Read(file, file.Open(options.Images), number, request, ref reader, progress, token);
        return (page, Origin(reader));
    }, cancel);

    /// <summary>Counts the pages of a file, and looks whether it is one at all.</summary>
    /// <exception cref="UploadException">It is no image, or damaged.</exception>
    public Task<int> CountPagesAsync(UploadedFile file, CancellationToken cancel) => WorkAsync(file, _ => file.Open(options.Images).Count, cancel);

    /// <summary>A page as a PNG file, for files that browsers do not show.</summary>
    /// <exception cref="UploadException">It is no image, damaged or too large.</exception>
    public Task<byte[]> PictureAsync(UploadedFile file, int number, CancellationToken cancel) => WorkAsync(file, _ => ImageFile.ToPng(file.Open(options.Images).Read(number)), cancel);

    public void Dispose() => _workers.Dispose();

    private Page Read(UploadedFile file, ImagePages images, int number, ReadingRequest request, ref ShelfReader? reader, IProgress<ReadingProgress>? progress, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        GreyImage image = images.Read(number);
        reader ??= shelf.Take(request, image, cancel);
        long started = clock.GetTimestamp();
        Page page = request.Extent == Extent.Page ? reader.Reader.Read(image, progress, cancel) : reader.Reader.ReadLine(image, cancel);
        metrics.PageRead(page.Lines.Count(), clock.GetElapsedTime(started));
        return page with { ImageName = file.Name };
    }

    private DocumentOrigin Origin(ShelfReader? reader) => new()
    {
        Created = clock.GetUtcNow(),
        Software = DocumentOrigin.ThisSoftware,
        Model = reader?.Model.Name,
        ModelVersion = reader?.Model.Version,
        Decoder = reader?.DecoderName,
        IsCalibrated = reader?.IsCalibrated ?? false,
    };

    /// <summary>Does something with a file as soon as a worker is free.</summary>
    private async Task<T> WorkAsync<T>(UploadedFile file, Func<CancellationToken, T> work, CancellationToken cancel)
    {
        using RateLimitLease lease = await _workers.AcquireAsync(1, cancel);
        if (!lease.IsAcquired)
            throw new TooManyReadingsException(options.MaxWaiting);
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limited.CancelAfter(options.LongestReading);
        try
        {
            return await Task.Run(() => work(limited.Token), limited.Token);
        }
        catch (OperationCanceledException late) when (!cancel.IsCancellationRequested)
        {
            throw new ReadingTimeoutException(options.LongestReading, late);
        }
        catch (ImageFormatException error)
        {
            throw file.Renamed(error);
        }
    }
}
