using System.Data.Common;
using System.IO.Compression;
using Dapper;
using Ductus.Documents;
using Ductus.Documents.JsonFiles;
using Ductus.Documents.TextFiles;
using Ductus.Layout;

namespace Ductus.Server.Storage;

/// <summary>A version of what a page says.</summary>
/// <param name="Page">Its number in the document.</param>
/// <param name="Version">From 1.</param>
/// <param name="Created">Milliseconds since 1970, UTC.</param>
/// <param name="JobId">Of the job that read it; <see langword="null"/> for a person's.</param>
internal sealed record TranscriptionRow(long Page, long Version, long Created, string? JobId);

/// <summary>What a page says in one version.</summary>
/// <param name="Version">From 1.</param>
/// <param name="Page">Lines and texts.</param>
/// <param name="Origin">Who read it.</param>
internal sealed record Transcription(long Version, Page Page, DocumentOrigin Origin);

/// <summary>What pages say, every version of it. Thread-safe.</summary>
internal sealed class Transcriptions(Database database, TimeProvider clock)
{
    /// <summary>Every version of a page, the newest first.</summary>
    public async Task<IReadOnlyList<TranscriptionRow>> ListAsync(string document, int page, CancellationToken cancel)
    {
        await using DbConnection connection = await database.ConnectAsync(cancel);
        return [.. await connection.QueryAsync<TranscriptionRow>(new CommandDefinition(
            "SELECT page, version, created, job_id AS JobId FROM transcriptions WHERE document_id = @document AND page = @page ORDER BY version DESC", new { document, page = (long)page }, cancellationToken: cancel))];
    }

    /// <summary>One version of a page.</summary>
    /// <param name="document">Id.</param>
    /// <param name="page">Number.</param>
    /// <param name="version"><see langword="null"/> for the newest.</param>
    /// <param name="cancel">Before the answer.</param>
    /// <returns><see langword="null"/> where there is none.</returns>
    public async Task<Transcription?> FindAsync(string document, int page, long? version, CancellationToken cancel)
    {
        await using DbConnection connection = await database.ConnectAsync(cancel);
        ContentRow? row = await connection.QuerySingleOrDefaultAsync<ContentRow>(new CommandDefinition(
            "SELECT version, content FROM transcriptions WHERE document_id = @document AND page = @page"
            + (version is null ? " ORDER BY version DESC LIMIT 1" : " AND version = @version"), new { document, page = (long)page, version }, cancellationToken: cancel));
        return row is null ? null : Unpacked(row);
    }

    /// <summary>The newest version of every page that has one, in order.</summary>
    public async Task<IReadOnlyList<Transcription>> NewestAsync(string document, CancellationToken cancel)
    {
        await using DbConnection connection = await database.ConnectAsync(cancel);
        IEnumerable<ContentRow> rows = await connection.QueryAsync<ContentRow>(new CommandDefinition("""
            SELECT t.version, t.content FROM transcriptions t JOIN pages p ON p.document_id = t.document_id AND p.number = t.page AND p.version = t.version
            WHERE t.document_id = @document ORDER BY t.page
            """, new { document }, cancellationToken: cancel));
        return [.. rows.Select(Unpacked)];
    }

    /// <summary>Keeps a person's version.</summary>
    /// <param name="document">Id.</param>
    /// <param name="page">Number.</param>
    /// <param name="basedOn">The version that was changed.</param>
    /// <param name="changed">What the page says now.</param>
    /// <param name="origin">Who read it at first.</param>
    /// <param name="cancel">Before it is kept.</param>
    /// <returns>The new version; <see langword="null"/> where <paramref name="basedOn"/> is not the newest any more: nothing is kept.</returns>
    public Task<long?> CorrectAsync(string document, int page, long basedOn, Page changed, DocumentOrigin origin, CancellationToken cancel) =>
        database.InTransactionAsync(async (connection, transaction) => await Documents.LockAsync(connection, transaction, document)
            ? await AddAsync(connection, transaction, document, page, basedOn, jobId: null, changed, origin) : null, cancel);

    /// <summary>Keeps what a job has read, and counts the page as done: both or neither.</summary>
    /// <param name="job">Id of the job, which goes on if it is still waiting.</param>
    /// <param name="document">Id.</param>
    /// <param name="page">Number.</param>
    /// <param name="read">What the page says.</param>
    /// <param name="origin">Who read it.</param>
    /// <param name="cancel">Before it is kept.</param>
    /// <returns>Whether it was kept: not where the document or the job went meanwhile, or the job has read the page before.</returns>
    public Task<bool> KeepReadingAsync(string job, string document, int page, Page read, DocumentOrigin origin, CancellationToken cancel) => database.InTransactionAsync(async (connection, transaction) =>
    {
        if (!await Documents.LockAsync(connection, transaction, document) || !await ReadingJobs.CountPageAsync(connection, transaction, job, page))
            return false;
        long newest = await connection.ExecuteScalarAsync<long>("SELECT version FROM pages WHERE document_id = @document AND number = @page", new { document, page = (long)page }, transaction);
        return await AddAsync(connection, transaction, document, page, newest, job, read, origin) is not null;
    }, cancel);

    private async Task<long?> AddAsync(DbConnection connection, DbTransaction transaction, string document, int page, long basedOn, string? jobId, Page content, DocumentOrigin origin)
    {
        string text = PlainText.Of([content]);
        int changed = await connection.ExecuteAsync("UPDATE pages SET version = version + 1, text = @text, folded = @folded WHERE document_id = @document AND number = @page AND version = @basedOn",
            new { document, page = (long)page, basedOn, text, folded = FoldedText.Of(text) }, transaction);
        if (changed == 0)
            return null;
        await connection.ExecuteAsync("INSERT INTO transcriptions (document_id, page, version, created, job_id, content) VALUES (@document, @page, @version, @created, @jobId, @content)",
            new { document, page = (long)page, version = basedOn + 1, created = clock.GetUtcNow().ToUnixTimeMilliseconds(), jobId, content = Packed(content, origin) }, transaction);
        return basedOn + 1;
    }

    private static byte[] Packed(Page page, DocumentOrigin origin)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest))
            brotli.Write(PageJson.ToBytes([page], origin));
        return packed.ToArray();
    }

    private static Transcription Unpacked(ContentRow row)
    {
        using var brotli = new BrotliStream(new MemoryStream(row.Content), CompressionMode.Decompress);
        using var json = new MemoryStream();
        brotli.CopyTo(json);
        var file = DocumentFile.Parse(json.ToArray(), $"version {row.Version}");
        // Never null: Ductus wrote it.
        return new Transcription(row.Version, file.Pages[0], file.Origin!);
    }

    private sealed record ContentRow(long Version, byte[] Content);
}
