using System.Data.Common;
using Dapper;

namespace Ductus.Server.Storage;

/// <summary>A file that is kept, as its row says.</summary>
/// <remarks>No positional record: of a result without rows SQLite does not know the type of what is computed, and Dapper then finds no constructor.</remarks>
internal sealed record DocumentRow
{
    /// <summary>Hexadecimal, ordered by time.</summary>
    public required string Id { get; init; }

    /// <summary>As its sender calls it, or as it was renamed.</summary>
    public required string Name { get; init; }

    /// <summary>Milliseconds since 1970, UTC.</summary>
    public required long Created { get; init; }

    /// <summary>SHA-256 of its content.</summary>
    public required string File { get; init; }

    /// <summary>Of its content.</summary>
    public required long Bytes { get; init; }

    /// <summary>1 or more.</summary>
    public required long PageCount { get; init; }

    /// <summary>Pages that have a transcription.</summary>
    public required long PagesRead { get; init; }
}

/// <summary>A page of a document.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Version">Its newest transcription; 0 where there is none.</param>
/// <param name="Text">Of that transcription.</param>
internal sealed record PageRow(long Number, long Version, string Text);

/// <summary>The documents that are kept, and their pages. Thread-safe.</summary>
internal sealed class Documents(Database database, StoredFiles files, TimeProvider clock) : IDisposable
{
    // Between the look whether a document has a file and its deletion none may take it.
    private readonly SemaphoreSlim _taking = new(1, 1);

    private const string Columns = """
        SELECT d.id, d.name, d.created, d.file, d.bytes, d.page_count AS PageCount,
               (SELECT COUNT(*) FROM pages p WHERE p.document_id = d.id AND p.version > 0) AS PagesRead
        FROM documents d
        """;

    /// <summary>Keeps a document and gives it its first job, both or neither.</summary>
    /// <param name="name">Made harmless.</param>
    /// <param name="file">SHA-256 of a file that is stored and pinned.</param>
    /// <param name="bytes">Of the file.</param>
    /// <param name="pages">That it has.</param>
    /// <param name="request">How it is to be read, JSON.</param>
    /// <param name="cancel">Before it is kept.</param>
    /// <returns>The ids of both.</returns>
    public async Task<(string Document, string Job)> AddAsync(string name, string file, long bytes, int pages, string request, CancellationToken cancel)
    {
        await _taking.WaitAsync(cancel);
        try
        {
            return await database.InTransactionAsync(async (connection, transaction) =>
            {
                string id = NewId();
                await connection.ExecuteAsync(
                    "INSERT INTO documents (id, name, folded, created, file, bytes, page_count) VALUES (@id, @name, @folded, @created, @file, @bytes, @pages)",
                    new { id, name, folded = FoldedText.Of(name), created = Now, file, bytes, pages = (long)pages }, transaction);
                await connection.ExecuteAsync("INSERT INTO pages (document_id, number, version, text, folded) VALUES (@id, @number, 0, '', '')",
                    Enumerable.Range(1, pages).Select(number => new { id, number = (long)number }), transaction);
                return (id, await AddJobAsync(connection, transaction, id, request));
            }, cancel);
        }
        finally
        {
            _taking.Release();
        }
    }

    /// <summary>Gives a document another job.</summary>
    /// <returns>Its id; <see langword="null"/> where the document is gone.</returns>
    public Task<string?> AddJobAsync(string document, string request, CancellationToken cancel) => database.InTransactionAsync(async (connection, transaction) =>
        await connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM documents WHERE id = @document", new { document }, transaction) == 0 ? null
            : await AddJobAsync(connection, transaction, document, request), cancel);

    /// <summary>The newest documents first.</summary>
    /// <param name="search">Words that all have to be in the name or in one of the pages; <see langword="null"/> for any document.</param>
    /// <param name="before">Id of a document: those that came before it; <see langword="null"/> from the newest.</param>
    /// <param name="most">Documents, at most.</param>
    /// <param name="cancel">Before the answer.</param>
    public async Task<IReadOnlyList<DocumentRow>> ListAsync(string? search, string? before, int most, CancellationToken cancel)
    {
        IReadOnlyList<string> patterns = FoldedText.Patterns(search ?? "");
        var values = new DynamicParameters(new { before, most = (long)most });
        var conditions = new List<string>();
        if (before is not null)
            conditions.Add("d.id < @before");
        for (int i = 0; i < patterns.Count; i++)
            values.Add($"word{i}", patterns[i]);
        string All(string column) => string.Join(" AND ", patterns.Select((_, i) => $@"{column} LIKE @word{i} ESCAPE '\'"));
        if (patterns.Count > 0)
            conditions.Add($"(({All("d.folded")}) OR d.id IN (SELECT document_id FROM pages WHERE {All("folded")}))");
        string where = conditions.Count == 0 ? "" : " WHERE " + string.Join(" AND ", conditions);
        await using DbConnection connection = await database.ConnectAsync(cancel);
        return [.. await connection.QueryAsync<DocumentRow>(new CommandDefinition($"{Columns}{where} ORDER BY d.id DESC LIMIT @most", values, cancellationToken: cancel))];
    }

    /// <returns><see langword="null"/> where there is none.</returns>
    public async Task<DocumentRow?> FindAsync(string id, CancellationToken cancel)
    {
        await using DbConnection connection = await database.ConnectAsync(cancel);
        return await connection.QuerySingleOrDefaultAsync<DocumentRow>(new CommandDefinition($"{Columns} WHERE d.id = @id", new { id }, cancellationToken: cancel));
    }

    /// <summary>In order; none where there is no such document.</summary>
    public async Task<IReadOnlyList<PageRow>> PagesAsync(string id, CancellationToken cancel)
    {
        await using DbConnection connection = await database.ConnectAsync(cancel);
        return [.. await connection.QueryAsync<PageRow>(new CommandDefinition("SELECT number, version, text FROM pages WHERE document_id = @id ORDER BY number", new { id }, cancellationToken: cancel))];
    }

    /// <returns>Whether there is such a document.</returns>
    public async Task<bool> RenameAsync(string id, string name, CancellationToken cancel)
    {
        await using DbConnection connection = await database.ConnectAsync(cancel);
        return await connection.ExecuteAsync(new CommandDefinition("UPDATE documents SET name = @name, folded = @folded WHERE id = @id", new { id, name, folded = FoldedText.Of(name) }, cancellationToken: cancel)) > 0;
    }

    /// <summary>Deletes a document with all of its transcriptions and jobs, and its file unless another document has the same.</summary>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> DeleteAsync(string id, CancellationToken cancel)
    {
        string? file = await database.InTransactionAsync(async (connection, transaction) =>
        {
            string? of = await connection.ExecuteScalarAsync<string?>("SELECT file FROM documents WHERE id = @id", new { id }, transaction);
            await connection.ExecuteAsync("DELETE FROM documents WHERE id = @id", new { id }, transaction);
            return of;
        }, cancel);
        if (file is null)
            return false;
        await DeleteUnusedFileAsync(file);
        return true;
    }

    /// <summary>Deletes a file if no document has it.</summary>
    public async Task DeleteUnusedFileAsync(string file)
    {
        await _taking.WaitAsync();
        try
        {
            await using DbConnection connection = await database.ConnectAsync(CancellationToken.None);
            if (!(await connection.QueryAsync<string>("SELECT id FROM documents WHERE file = @file LIMIT 1", new { file })).Any())
                files.Delete(file);
        }
        finally
        {
            _taking.Release();
        }
    }

    /// <summary>Deletes files that no document has: what an upload or a deletion left that was cut short. Only before requests are taken.</summary>
    public async Task DeleteLeftFilesAsync()
    {
        await using DbConnection connection = await database.ConnectAsync(CancellationToken.None);
        var known = (await connection.QueryAsync<string>("SELECT DISTINCT file FROM documents")).ToHashSet(StringComparer.Ordinal);
        foreach (string file in files.All().Where(file => !known.Contains(file)).ToList())
            files.Delete(file);
    }

    public void Dispose() => _taking.Dispose();

    /// <summary>
    /// Makes others wait who change or delete a document, until the end of the transaction. Whoever changes rows of a document takes it first: PostgreSQL ends one of two who
    /// take rows in different orders. SQLite has one writer at a time anyway.
    /// </summary>
    /// <returns>Whether the document is still there.</returns>
    internal static async Task<bool> LockAsync(DbConnection connection, DbTransaction transaction, string document) =>
        await connection.ExecuteAsync("UPDATE documents SET page_count = page_count WHERE id = @document", new { document }, transaction) > 0;

    private async Task<string> AddJobAsync(DbConnection connection, DbTransaction transaction, string document, string request)
    {
        string id = NewId();
        await connection.ExecuteAsync("INSERT INTO jobs (id, document_id, created, state, request, pages_done) VALUES (@id, @document, @created, @state, @request, 0)",
            new { id, document, created = Now, state = JobState.Waiting, request }, transaction);
        return id;
    }

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    private string NewId() => Guid.CreateVersion7(clock.GetUtcNow()).ToString("N");
}
