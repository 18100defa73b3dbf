using Microsoft.AspNetCore.Http;

namespace Ductus.Server.Http;

/// <summary>
/// Keeps pages of other servers from using this one through somebody's browser: they cannot change anything, and where no token is asked for they
/// cannot even ask under a name of theirs. Programs, which send neither Origin nor Sec-Fetch-Site, are not concerned.
/// </summary>
/// <remarks>Source: Fetch Metadata Request Headers, W3C working draft, section 2.1; OWASP cheat sheet on cross-site request forgery, fetch metadata.</remarks>
internal sealed class SameOrigin(RequestDelegate next, ServerOptions options)
{
    public Task InvokeAsync(HttpContext context)
    {
        HttpRequest request = context.Request;
        if (options.Token is null && !ListenAddresses.IsLoopback(request.Host.Host))
            return Problems.Write(context, StatusCodes.Status421MisdirectedRequest, $"This server answers to localhost; it was asked for as {request.Host.Host}.");
        bool changes = !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && !HttpMethods.IsOptions(request.Method);
        return changes && IsCrossSite(request) ? Problems.Write(context, StatusCodes.Status403Forbidden, "Pages of other servers cannot change anything here.") : next(context);
    }

    private static bool IsCrossSite(HttpRequest request) => request.Headers["Sec-Fetch-Site"] is [{ Length: > 0 } site] ? site is not ("same-origin" or "none")
        : request.Headers.Origin is [{ Length: > 0 } origin] && !origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
}
