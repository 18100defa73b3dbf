using System.Text.Json;
using Ductus.Server.Reading;
using Ductus.Server.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ductus.Server.Jobs;

/// <summary>
/// Reads the documents that wait, a page at a time, turn and turn about. It remembers nothing: which page is next stands in the database, so that a server
/// that was stopped, by whatever, goes on where it was and reads no page of a job twice into it.
/// </summary>
internal sealed partial class JobRunner(ReadingJobs jobs, Storage.Documents documents, Transcriptions transcriptions, StoredFiles files, ReadingService service, JobEvents events, ILogger<JobRunner> logger)
    : BackgroundService
{
    /// <summary>How long it waits until it looks again, should nobody wake it: another server on the same database may have taken a document in.</summary>
    private static readonly TimeSpan LongestSleep = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _work = new(0, 1);

    /// <summary>Says that there is something to do.</summary>
    public void Wake()
    {
        try
        {
            _work.Release();
        }
        catch (SemaphoreFullException)
        {
            // It knows already.
        }
    }

    public override void Dispose()
    {
        _work.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await documents.DeleteLeftFilesAsync();
        while (!stoppingToken.IsCancellationRequested)
        {
            bool worked;
            try
            {
                worked = await WorkAsync(stoppingToken);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                // The database or the disk: it may come back, and the page is still to be read.
                Failed(logger, error);
                worked = false;
            }
            if (!worked)
                await _work.WaitAsync(LongestSleep, stoppingToken);
        }
    }

    /// <summary>Reads the next page.</summary>
    /// <returns>Whether there was one.</returns>
    private async Task<bool> WorkAsync(CancellationToken cancel)
    {
        if (await jobs.NextAsync(cancel) is not { } job)
            return false;
        int page = (int)job.PagesDone + 1;
        if (page > job.PageCount)
        {
            await EndAsync(job, JobState.Done, error: null, cancel);
            return true;
        }
        try
        {
            await ReadAsync(job, page, cancel);
            if (page == job.PageCount)
                await EndAsync(job with { PagesDone = page }, JobState.Done, error: null, cancel);
        }
        catch (Exception error) when (error is UploadException or ReadingTimeoutException or OutOfMemoryException)
        {
            await jobs.KeepFailureAsync(job.Id, page, error is OutOfMemoryException ? "The page does not fit into the server's memory." : error.Message, cancel);
            Tell(job, page, new ReadingProgress(0, 0));
        }
        catch (ReadingRequestException error)
        {
            await EndAsync(job, JobState.Failed, error.Message, cancel);
        }
        return true;
    }

    private async Task ReadAsync(JobRow job, int page, CancellationToken cancel)
    {
        if (await documents.FindAsync(job.DocumentId, cancel) is not { } document)
            return;
        ReadingRequest request = JsonSerializer.Deserialize<ReadingRequest>(job.Request) ?? new();
        using var file = UploadedFile.Kept(document.Name, files.PathOf(document.File));
        var (read, origin) = await service.ReadPageAsync(file, page, request, new Steps(progress => Tell(job, page - 1, progress)), cancel);
        await transcriptions.KeepReadingAsync(job.Id, job.DocumentId, page, read, origin, cancel);
        Tell(job, page, new ReadingProgress(0, 0));
    }

    private async Task EndAsync(JobRow job, string state, string? error, CancellationToken cancel)
    {
        await jobs.FinishAsync(job.Id, state, error, cancel);
        events.Tell(job.Id, new JobProgress(state, job.PagesDone, job.PageCount, 0, 0));
    }

    private void Tell(JobRow job, int pagesDone, ReadingProgress page) => events.Tell(job.Id, new JobProgress(JobState.Waiting, pagesDone, job.PageCount, page.Read, page.Lines));

    /// <summary>Not <see cref="Progress{T}"/>, which tells late and out of order.</summary>
    private sealed class Steps(Action<ReadingProgress> tell) : IProgress<ReadingProgress>
    {
        public void Report(ReadingProgress value) => tell(value);
    }

    [LoggerMessage(LogLevel.Error, "reading stopped; it is tried again")]
    private static partial void Failed(ILogger logger, Exception error);
}
