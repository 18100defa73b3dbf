using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Ductus.Server.Http;

/// <summary>What everybody has to show, if anything. Immutable, share it.</summary>
/// <param name="token"><see langword="null"/>: nobody is asked.</param>
internal sealed class SharedToken(string? token)
{
    private const string Scheme = "Bearer ";

    /// <summary>Of the cookie that browsers show instead.</summary>
    public const string Cookie = "ductus";

    // Hashes are of one length, and comparing them tells nothing of the token by its time.
    private readonly byte[]? _hash = token is null ? null : Hash(token);

    /// <summary>What a browser keeps in its cookie: made of the token, which cannot be told from it.</summary>
    public string CookieValue { get; } = token is null ? "" : Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(token), "cookie"u8));

    public bool IsWanted => _hash is not null;

    /// <summary>Whether somebody has the token.</summary>
    public bool Is(string shown) => _hash is not null && CryptographicOperations.FixedTimeEquals(Hash(shown), _hash);

    /// <summary>Whether a request shows the token, or the cookie that was given for it; so does any where nobody is asked.</summary>
    public bool IsShownBy(HttpRequest request)
    {
        if (!IsWanted)
            return true;
        string authorization = request.Headers.Authorization.ToString();
        return (authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && Is(authorization[Scheme.Length..].Trim()))
            || (request.Cookies[Cookie] is { } cookie && CryptographicOperations.FixedTimeEquals(Hash(cookie), Hash(CookieValue)));
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
