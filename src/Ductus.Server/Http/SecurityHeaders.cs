using Microsoft.AspNetCore.Http;

namespace Ductus.Server.Http;

/// <summary>Tells browsers what pages of this server may do: nothing but what comes from itself.</summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    // wasm-unsafe-eval lets WebAssembly be compiled and nothing else; blob: and data: are pictures that the page itself has made.
    // The hash is that of a style sheet with nothing in it, which keeps the page viewer from adding one of its own.
    private const string Policy = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; img-src 'self' blob: data:; media-src 'self' blob:; worker-src 'self' blob:; "
        + "style-src 'self' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext context)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(self), microphone=(), geolocation=()";
        return next(context);
    }
}
