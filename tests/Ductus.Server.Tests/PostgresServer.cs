using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Ductus.Server.Tests;

/// <summary>Where a server keeps what it is told.</summary>
public enum DatabaseKind
{
    Sqlite,
    Postgres,
}

/// <summary>A PostgreSQL server of the tests' own, started once, with an empty database for each test that asks.</summary>
public sealed class PostgresServer : IDisposable
{
    /// <summary>Debian runs several versions beside each other and puts none on the path.</summary>
    private static readonly string? Programs = ((string[])["/usr/lib/postgresql", "/usr/pgsql", "/opt/homebrew/opt/postgresql"]).Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateDirectories(folder)).Select(version => Path.Combine(version, "bin")).Where(bin => File.Exists(Path.Combine(bin, "initdb"))).OrderDescending().FirstOrDefault();

    /// <summary>PostgreSQL refuses to run as root.</summary>
    private static readonly string[] User = Environment.IsPrivilegedProcess ? ["runuser", "-u", "postgres", "--"] : [];

    private readonly Lazy<(string Folder, int Port)> _server = new(Start);

    private int _databases;

    public static bool IsInstalled => Programs is not null;

    /// <summary>Every kind that there is here.</summary>
    public static IEnumerable<object[]> Kinds => IsInstalled ? [[DatabaseKind.Sqlite], [DatabaseKind.Postgres]] : [[DatabaseKind.Sqlite]];

    /// <summary>An empty database.</summary>
    public string NewDatabase()
    {
        string name = $"test{Interlocked.Increment(ref _databases)}";
        using var source = NpgsqlDataSource.Create($"Host=127.0.0.1;Port={_server.Value.Port};Username=ductus;Database=postgres");
        using NpgsqlCommand create = source.CreateCommand($"CREATE DATABASE {name}");
        create.ExecuteNonQuery();
        return $"postgres://ductus@127.0.0.1:{_server.Value.Port}/{name}";
    }

    public void Dispose()
    {
        if (!_server.IsValueCreated)
            return;
        Run([.. User, Program("pg_ctl"), "stop", "-D", Path.Combine(_server.Value.Folder, "data"), "-m", "immediate"]);
        Directory.Delete(_server.Value.Folder, recursive: true);
    }

    private static (string, int) Start()
    {
        string folder = Directory.CreateTempSubdirectory("ductus-postgres-").FullName, data = Path.Combine(folder, "data");
        if (User.Length > 0)
            Run("chown", "postgres", folder);
        Run([.. User, Program("initdb"), "-D", data, "-A", "trust", "-U", "ductus", "--no-sync", "-E", "UTF8", "--locale", "C"]);
        int port = FreePort();
        // Comes back when it takes connections.
        Run([.. User, Program("pg_ctl"), "start", "-D", data, "-w", "-l", Path.Combine(folder, "log"), "-o", $"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"]);
        return (folder, port);
    }

    private static string Program(string name) => Path.Combine(Programs!, name);      // never null: asked for where it is installed

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static void Run(params string[] command)
    {
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true, RedirectStandardOutput = true })!;     // never null: a program of its own
        string said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{string.Join(' ', command)}: {said}");
    }
}

/// <summary>A fact about PostgreSQL; skipped where that is not installed.</summary>
public sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute()
    {
        if (!PostgresServer.IsInstalled)
            Skip = "PostgreSQL is not installed.";
    }
}
