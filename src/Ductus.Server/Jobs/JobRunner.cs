using System.Data.Common;
using System.Text.Json;
using Ductus.Documents;
using Ductus.Layout;
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
    /// <summary>How long it waits until it looks again, should nobody wake it: what failed for a while is tried again.</summary>
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

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        // Before requests are taken: nobody may be about to use a file that no document has yet.
        await documents.DeleteLeftFilesAsync();
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            bool worked;
            try
            {
                worked = await WorkAsync(stoppingToken);
            }
            catch (Exception error) when (error is DbException or TooManyReadingsException)
            {
                // The database may come back, the queue become shorter, and the page is still to be read.
                Delayed(logger, error.Message);
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
        if (await documents.FindAsync(job.DocumentId, cancel) is not { } document)
            return true;
        Page read;
        DocumentOrigin origin;
        try
        {
            using var file = UploadedFile.Kept(document.Name, files.PathOf(document.File));
            ReadingRequest request = JsonSerializer.Deserialize<ReadingRequest>(job.Request) ?? new();
            (read, origin) = await service.ReadPageAsync(file, page, request, new Steps(progress => Tell(job, page - 1, progress)), cancel);
        }
        catch (ReadingRequestException error)
        {
            await EndAsync(job, JobState.Failed, error.Message, cancel);
            return true;
        }
        catch (Exception error) when (error is not (OperationCanceledException or TooManyReadingsException))
        {
            // Whatever it is, it must not keep the other pages and documents waiting forever.
            await jobs.KeepFailureAsync(job.Id, job.DocumentId, page, Reason(error, document.Name, page), cancel);
            Tell(job, page, default);
            return true;
        }
        await transcriptions.KeepReadingAsync(job.Id, job.DocumentId, page, read, origin, cancel);
        Tell(job, page, default);
        return true;
    }

    private string Reason(Exception error, string name, int page)
    {
        if (error is UploadException or ReadingTimeoutException)
            return error.Message;
        if (error is OutOfMemoryException)
            return "The page does not fit into the server's memory.";
        Failed(logger, name, page, error);
        return "The server failed; its log says why.";
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

    [LoggerMessage(LogLevel.Warning, "reading waits: {why}")]
    private static partial void Delayed(ILogger logger, string why);

    [LoggerMessage(LogLevel.Error, "page {page} of {name} could not be read")]
    private static partial void Failed(ILogger logger, string name, int page, Exception error);
}
