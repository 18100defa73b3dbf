namespace Ductus.Server.Storage;

/// <summary>The tables, step by step; a step that was released is never changed, the next one is added.</summary>
/// <remarks>
/// Only what SQLite and PostgreSQL have in common: whole numbers are BIGINT, times are milliseconds since 1970 in UTC, ids are hexadecimal and
/// ordered by time (UUID version 7).
/// </remarks>
internal static class Migrations
{
    public static IReadOnlyList<string> All { get; } =
    [
        """
        CREATE TABLE documents (
            id         TEXT PRIMARY KEY,
            name       TEXT NOT NULL,
            folded     TEXT NOT NULL,              -- the name, to be searched
            created    BIGINT NOT NULL,
            file       TEXT NOT NULL,              -- SHA-256 of the file that was sent
            bytes      BIGINT NOT NULL,
            page_count BIGINT NOT NULL
        );
        CREATE INDEX documents_file ON documents (file);

        CREATE TABLE pages (
            document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
            number      BIGINT NOT NULL,           -- from 1
            version     BIGINT NOT NULL,           -- the newest transcription; 0 where there is none
            text        TEXT NOT NULL,             -- of the newest transcription
            folded      TEXT NOT NULL,             -- the text, to be searched
            PRIMARY KEY (document_id, number)
        );

        CREATE TABLE jobs (
            id          TEXT PRIMARY KEY,
            document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
            created     BIGINT NOT NULL,
            finished    BIGINT,
            state       TEXT NOT NULL,             -- waiting, done, failed, cancelled
            request     TEXT NOT NULL,             -- JSON
            pages_done  BIGINT NOT NULL,
            error       TEXT                       -- why a job failed as a whole
        );
        CREATE INDEX jobs_state ON jobs (state, pages_done, id);
        CREATE INDEX jobs_document ON jobs (document_id);

        CREATE TABLE job_failures (
            job_id  TEXT NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
            page    BIGINT NOT NULL,
            message TEXT NOT NULL,
            PRIMARY KEY (job_id, page)
        );

        CREATE TABLE transcriptions (
            document_id TEXT NOT NULL,
            page        BIGINT NOT NULL,
            version     BIGINT NOT NULL,           -- from 1
            created     BIGINT NOT NULL,
            job_id      TEXT,                      -- that read it; a person's have none
            content     BLOB NOT NULL,             -- JSON of the page, Brotli
            PRIMARY KEY (document_id, page, version),
            UNIQUE (document_id, page, job_id),    -- a job reads a page once, whatever happens
            FOREIGN KEY (document_id, page) REFERENCES pages (document_id, number) ON DELETE CASCADE
        );
        """,
    ];
}
