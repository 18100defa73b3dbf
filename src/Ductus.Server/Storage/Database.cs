using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Ductus.Server.Storage;

/// <summary>The database cannot be used; the message says why.</summary>
public sealed class DatabaseException(string message, Exception? cause = null) : Exception(message, cause);

/// <summary>SQLite in a file, or PostgreSQL: the same tables and the same statements. Thread-safe; dispose it at the end.</summary>
internal sealed class Database : IAsyncDisposable
{
    private readonly DbDataSource _source;
    private readonly bool _isPostgres;

    private Database(DbDataSource source, bool isPostgres) => (_source, _isPostgres) = (source, isPostgres);

    /// <summary>Opens it and brings its tables up to date.</summary>
    /// <param name="location"><c>postgres://USER:PASSWORD@HOST/NAME</c>; <see langword="null"/>: a file in the folder.</param>
    /// <param name="folder">Of the server's data; exists.</param>
    /// <exception cref="DatabaseException">It is not there, damaged, or of a newer version of Ductus.</exception>
    public static Database Open(string? location, string folder)
    {
        Database database;
        if (location is not null)
        {
            database = new Database(NpgsqlDataSource.Create(PostgresLocation.ConnectionString(location)), isPostgres: true);
        }
        else
        {
            SqliteLibrary.Load();
            // synchronous stays FULL, SQLite's own: what was answered is on the disk.
            var connection = new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, "ductus.db"), ForeignKeys = true, DefaultTimeout = 30 };
            database = new Database(SqliteFactory.Instance.CreateDataSource(connection.ConnectionString), isPostgres: false);
        }
        try
        {
            database.Migrate();
            return database;
        }
        catch (DbException error)
        {
            throw new DatabaseException($"{(location is null ? Path.Combine(folder, "ductus.db") : PostgresLocation.WithoutPassword(location))}: {error.Message}", error);
        }
    }

    /// <summary>An open connection; dispose it soon.</summary>
    public async Task<DbConnection> ConnectAsync(CancellationToken cancel) => await _source.OpenConnectionAsync(cancel);

    /// <summary>Runs statements that are all done or none.</summary>
    public async Task<T> InTransactionAsync<T>(Func<DbConnection, DbTransaction, Task<T>> work, CancellationToken cancel)
    {
        await using DbConnection connection = await ConnectAsync(cancel);
        await using DbTransaction transaction = await connection.BeginTransactionAsync(cancel);
        T result = await work(connection, transaction);
        await transaction.CommitAsync(cancel);
        return result;
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private void Migrate()
    {
        using DbConnection connection = _source.OpenConnection();
        if (!_isPostgres)
            // Readers do not wait for the writer.
            connection.Execute("PRAGMA journal_mode = WAL");
        using DbTransaction transaction = connection.BeginTransaction();
        if (_isPostgres)
            // Two servers that start at a time take turns.
            connection.Execute("SELECT pg_advisory_xact_lock(5757)", transaction: transaction);
        connection.Execute("CREATE TABLE IF NOT EXISTS migrations (version BIGINT PRIMARY KEY)", transaction: transaction);
        long version = connection.ExecuteScalar<long?>("SELECT MAX(version) FROM migrations", transaction: transaction) ?? 0;
        if (version > Migrations.All.Count)
            throw new DatabaseException($"The database is of version {version}, which a newer Ductus made; this one knows {Migrations.All.Count}.");
        for (; version < Migrations.All.Count; version++)
        {
            // The one type that the two call differently.
            connection.Execute(_isPostgres ? Migrations.All[(int)version].Replace("BLOB", "BYTEA", StringComparison.Ordinal) : Migrations.All[(int)version], transaction: transaction);
            connection.Execute("INSERT INTO migrations (version) VALUES (@version)", new { version = version + 1 }, transaction);
        }
        transaction.Commit();
    }
}
