using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Ductus.Server.Http;

/// <summary>Lets in who shows the token, if there is one; whether the server is well, anybody may ask.</summary>
internal sealed class TokenCheck(RequestDelegate next, ServerOptions options)
{
    private const string Scheme = "Bearer ";

    // Hashes are of one length, and comparing them tells nothing of the token by its time.
    private readonly byte[]? _expected = options.Token is { } token ? Hash(token) : null;

    public Task InvokeAsync(HttpContext context)
    {
        if (_expected is null || context.Request.Path == HealthEndpoints.Path || IsShown(context.Request.Headers.Authorization.ToString()))
            return next(context);
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return Problems.Write(context, StatusCodes.Status401Unauthorized, "This server wants a token: send Authorization: Bearer TOKEN.");
    }

    private bool IsShown(string authorization) =>
        authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && CryptographicOperations.FixedTimeEquals(Hash(authorization[Scheme.Length..].Trim()), _expected);

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
