using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Ductus.Server.Tests;

/// <summary>A PostgreSQL server of the tests' own, started once, with an empty database for each test that asks.</summary>
public sealed class PostgresServer : IDisposable
{
    /// <summary>Debian runs several versions beside each other and puts none on the path.</summary>
    private static readonly string? Programs = ((string[])["/usr/lib/postgresql", "/usr/pgsql", "/opt/homebrew/opt/postgresql"]).Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateDirectories(folder)).Select(version => Path.Combine(version, "bin")).Where(bin => File.Exists(Path.Combine(bin, "initdb"))).OrderDescending().FirstOrDefault();

    private readonly Lazy<(Process Process, string Folder, int Port)> _server = new(Start);

    private int _databases;

    public static bool IsInstalled => Programs is not null;

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
        var (process, folder, _) = _server.Value;
        process.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static (Process, string, int) Start()
    {
        string folder = Directory.CreateTempSubdirectory("ductus-postgres-").FullName;
        // PostgreSQL refuses to run as root.
        string[] user = Environment.IsPrivilegedProcess ? ["runuser", "-u", "postgres", "--"] : [];
        if (user.Length > 0)
            Run("chown", "postgres", folder);
        Run([.. user, Path.Combine(Programs!, "initdb"), "-D", Path.Combine(folder, "data"), "-A", "trust", "-U", "ductus", "--no-sync", "-E", "UTF8", "--locale", "C"]);
        int port = FreePort();
        string[] start = [.. user, Path.Combine(Programs!, "postgres"), "-D", Path.Combine(folder, "data"), "-p", $"{port}", "-k", folder, "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off"];
        var process = Process.Start(new ProcessStartInfo(start[0], start[1..]) { RedirectStandardError = true, RedirectStandardOutput = true })!;       // never null: a program of its own
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        for (int tries = 0; !Answers(port); tries++)
        {
            Assert.False(process.HasExited || tries > 600, "PostgreSQL did not start.");
            Thread.Sleep(100);
        }
        return (process, folder, port);
    }

    private static bool Answers(int port)
    {
        try
        {
            using var source = NpgsqlDataSource.Create($"Host=127.0.0.1;Port={port};Username=ductus;Database=postgres");
            using NpgsqlConnection connection = source.OpenConnection();
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

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
