using System.Data.Common;
using Dapper;

namespace Ductus.Server.Storage;

/// <summary>How far a job is.</summary>
internal static class JobState
{
    public const string Waiting = "waiting", Done = "done", Failed = "failed", Cancelled = "cancelled";
}

/// <summary>The reading of a document.</summary>
/// <param name="Id">Hexadecimal, ordered by time.</param>
/// <param name="DocumentId">What is read.</param>
/// <param name="Created">Milliseconds since 1970, UTC.</param>
/// <param name="Finished">The same, when it ended; <see langword="null"/> before.</param>
/// <param name="State">One of <see cref="JobState"/>.</param>
/// <param name="Request">How it is read, JSON.</param>
/// <param name="PagesDone">Read, or found to be unreadable.</param>
/// <param name="PageCount">Of the document.</param>
/// <param name="Error">Why it failed as a whole.</param>
internal sealed record JobRow(string Id, string DocumentId, long Created, long? Finished, string State, string Request, long PagesDone, long PageCount, string? Error);

/// <summary>A page that could not be read.</summary>
internal sealed record JobFailureRow(long Page, string Message);

/// <summary>The readings that are to be done, are done, or failed. What stands here is all there is to know of a job, so that a server that was stopped goes on. Thread-safe.</summary>
internal sealed class ReadingJobs(Database database, TimeProvider clock)
{
    private const string Columns = """
        SELECT j.id, j.document_id AS DocumentId, j.created, j.finished, j.state, j.request, j.pages_done AS PagesDone, d.page_count AS PageCount, j.error
        FROM jobs j JOIN documents d ON d.id = j.document_id
        """;

    /// <summary>The job to work at: the one with the fewest pages done, so that a short document does not wait for a long one.</summary>
    /// <returns><see langword="null"/> where there is nothing to do.</returns>
    public async Task<JobRow?> NextAsync(CancellationToken cancel)
    {
        await using DbConnection connection = await database.ConnectAsync(cancel);
        return await connection.QueryFirstOrDefaultAsync<JobRow>(new CommandDefinition(
            $"{Columns} WHERE j.state = @waiting ORDER BY j.pages_done, j.id LIMIT 1", new { waiting = JobState.Waiting }, cancellationToken: cancel));
    }

    /// <returns><see langword="null"/> where there is none.</returns>
    public async Task<JobRow?> FindAsync(string id, CancellationToken cancel)
    {
        await using DbConnection connection = await database.ConnectAsync(cancel);
        return await connection.QuerySingleOrDefaultAsync<JobRow>(new CommandDefinition($"{Columns} WHERE j.id = @id", new { id }, cancellationToken: cancel));
    }

    /// <summary>Of a document, the newest first.</summary>
    public async Task<IReadOnlyList<JobRow>> OfAsync(string document, CancellationToken cancel)
    {
        await using DbConnection connection = await database.ConnectAsync(cancel);
        return [.. await connection.QueryAsync<JobRow>(new CommandDefinition($"{Columns} WHERE j.document_id = @document ORDER BY j.id DESC", new { document }, cancellationToken: cancel))];
    }

    /// <summary>Pages that a job could not read, in order.</summary>
    public async Task<IReadOnlyList<JobFailureRow>> FailuresAsync(string job, CancellationToken cancel)
    {
        await using DbConnection connection = await database.ConnectAsync(cancel);
        return [.. await connection.QueryAsync<JobFailureRow>(new CommandDefinition("SELECT page, message FROM job_failures WHERE job_id = @job ORDER BY page", new { job }, cancellationToken: cancel))];
    }

    /// <summary>Notes that a page cannot be read, and counts it as done.</summary>
    public Task<bool> KeepFailureAsync(string job, string document, int page, string message, CancellationToken cancel) => database.InTransactionAsync(async (connection, transaction) =>
        await Documents.LockAsync(connection, transaction, document) && await CountPageAsync(connection, transaction, job, page)
            && await connection.ExecuteAsync("INSERT INTO job_failures (job_id, page, message) VALUES (@job, @page, @message)", new { job, page = (long)page, message }, transaction) > 0, cancel);

    /// <summary>Ends a job that is waiting.</summary>
    /// <param name="id">Of the job.</param>
    /// <param name="state">How it ended.</param>
    /// <param name="error">Why, if it failed.</param>
    /// <param name="cancel">Before it is noted.</param>
    /// <returns>Whether it was waiting.</returns>
    public async Task<bool> FinishAsync(string id, string state, string? error, CancellationToken cancel)
    {
        await using DbConnection connection = await database.ConnectAsync(cancel);
        return await connection.ExecuteAsync(new CommandDefinition("UPDATE jobs SET state = @state, error = @error, finished = @now WHERE id = @id AND state = @waiting",
            new { id, state, error, waiting = JobState.Waiting, now = clock.GetUtcNow().ToUnixTimeMilliseconds() }, cancellationToken: cancel)) > 0;
    }

    /// <summary>Counts a page as done if it is the job's next one: whatever is tried twice is counted once.</summary>
    internal static async Task<bool> CountPageAsync(DbConnection connection, DbTransaction transaction, string job, int page) => await connection.ExecuteAsync(
        "UPDATE jobs SET pages_done = @page WHERE id = @job AND state = @waiting AND pages_done = @page - 1", new { job, page = (long)page, waiting = JobState.Waiting }, transaction) > 0;
}
