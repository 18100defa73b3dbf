using Ductus.Server.Storage;

namespace Ductus.Server.Tests;

/// <summary>What a server needs of its folder and its database, and says where it does not find it.</summary>
public sealed class StartTests(PostgresServer postgres) : IClassFixture<PostgresServer>
{
    [Theory]
    [InlineData("http://localhost/x", "got http://localhost/x")]
    [InlineData("postgres://me:secret@localhost", "got postgres://me@localhost")]
    [InlineData("postgres://me:secret@127.0.0.1:1/ductus", "postgres://me@127.0.0.1:1/ductus: ")]
    public async Task Start_DatabaseThatIsNotThere_SaysSoWithoutThePassword(string database, string message)
    {
        using var data = new TemporaryFolder();

        var error = await Assert.ThrowsAsync<DatabaseException>(() => RunningServer.StartAsync(options => options with { DataFolder = data.Path, Database = database }));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_DatabaseOfANewerVersion_IsRefused()
    {
        using var data = new TemporaryFolder();
        await using (await RunningServer.StartAsync(options => options with { DataFolder = data.Path }))
        {
        }
        using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={data["ductus.db"]}"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "INSERT INTO migrations VALUES (99)";
            command.ExecuteNonQuery();
        }

        var error = await Assert.ThrowsAsync<DatabaseException>(() => RunningServer.StartAsync(options => options with { DataFolder = data.Path }));

        Assert.Contains("is of version 99, which a newer Ductus made", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_FolderOfAnotherServer_IsRefused()
    {
        using var data = new TemporaryFolder();
        await using RunningServer first = await RunningServer.StartAsync(options => options with { DataFolder = data.Path });

        var error = await Assert.ThrowsAsync<DatabaseException>(() => RunningServer.StartAsync(options => options with { DataFolder = data.Path }));

        Assert.Contains("expected to be the only server of this folder", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_DatabaseThatIsNone_SaysWhichFile()
    {
        using var data = new TemporaryFolder();
        string file = data.Write("ductus.db", new string('x', 5000));

        var error = await Assert.ThrowsAsync<DatabaseException>(() => RunningServer.StartAsync(options => options with { DataFolder = data.Path }));

        Assert.StartsWith($"{file}: ", error.Message, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Postgres_IsAmongTheDatabases()
    {
        await using RunningServer server = await RunningServer.StartAsync(DatabaseKind.Postgres, postgres);

        Assert.Contains(PostgresServer.Kinds, row => row is [DatabaseKind.Postgres]);
        Assert.False(File.Exists(Path.Combine(server.DataFolder, "ductus.db")));
    }
}
