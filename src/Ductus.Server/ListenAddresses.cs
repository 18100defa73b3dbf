using System.Net;

namespace Ductus.Server;

/// <summary>A server that is not safe to start as it is asked to; the message says what is missing.</summary>
public sealed class ServerOptionsException(string message) : Exception(message);

/// <summary>Which addresses only this machine can reach.</summary>
internal static class ListenAddresses
{
    /// <exception cref="ServerOptionsException">An address is none, or others can reach it and there is no token.</exception>
    public static void Check(ServerOptions options)
    {
        if (options.Urls.Count == 0)
            throw new ServerOptionsException("Expected an address to listen at, such as http://127.0.0.1:5757.");
        foreach (string url in options.Urls)
        {
            // Stars and plus signs stand for every address, which no URI knows.
            string host = url.Replace("://*", "://0.0.0.0", StringComparison.Ordinal).Replace("://+", "://0.0.0.0", StringComparison.Ordinal);
            if (!Uri.TryCreate(host, UriKind.Absolute, out Uri? address) || address.Scheme is not ("http" or "https"))
                throw new ServerOptionsException($"Expected an address to listen at, such as http://127.0.0.1:5757; got {url}.");
            if (options.Token is null && !IsLoopback(address.Host))
                throw new ServerOptionsException($"Other machines reach {url}: give --token-file FILE, whose token everybody has to show, or listen at http://127.0.0.1:{address.Port} only.");
        }
    }

    /// <summary>Whether a host, to listen at or asked for by a browser, is this machine alone: not so where another's name was made to point here.</summary>
    public static bool IsLoopback(string host) => host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? ip) && IPAddress.IsLoopback(ip));
}
