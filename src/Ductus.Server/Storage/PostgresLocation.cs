using Npgsql;

namespace Ductus.Server.Storage;

/// <summary>Where a PostgreSQL database is, as people write it.</summary>
internal static class PostgresLocation
{
    /// <param name="location"><c>postgres://USER:PASSWORD@HOST:PORT/NAME</c>; user and password may be left out, and what PGUSER, PGPASSWORD and ~/.pgpass say is taken.</param>
    /// <exception cref="DatabaseException">It is written differently.</exception>
    public static string ConnectionString(string location)
    {
        if (!Uri.TryCreate(location, UriKind.Absolute, out Uri? uri) || uri.Scheme is not ("postgres" or "postgresql") || uri.AbsolutePath.Length < 2)
            throw new DatabaseException($"Expected a database such as postgres://user:password@localhost/ductus; got {WithoutPassword(location)}.");
        string[] user = uri.UserInfo.Split(':', 2);
        var connection = new NpgsqlConnectionStringBuilder { Host = uri.Host, Port = uri.IsDefaultPort || uri.Port < 0 ? NpgsqlConnection.DefaultPort : uri.Port, Database = Uri.UnescapeDataString(uri.AbsolutePath[1..]) };
        if (user[0].Length > 0)
            connection.Username = Uri.UnescapeDataString(user[0]);
        if (user.Length > 1)
            connection.Password = Uri.UnescapeDataString(user[1]);
        return connection.ConnectionString;
    }

    /// <summary>For messages and logs.</summary>
    public static string WithoutPassword(string location)
    {
        int at = location.LastIndexOf('@'), start = location.IndexOf("://", StringComparison.Ordinal);
        return at < 0 || start < 0 || start > at ? location : location[..(start + 3)] + location[start..at].Split(':')[1][2..] + location[at..];
    }
}
