using Microsoft.AspNetCore.Http;

namespace Ductus.Server.Http;

/// <summary>Lets in who shows the token, if there is one. Whether the server is well, and its pages, which say nothing of anybody, are for everyone.</summary>
internal sealed class TokenCheck(RequestDelegate next, SharedToken token)
{
    private static readonly PathString[] Guarded = ["/api", "/openapi", "/metrics"];

    public Task InvokeAsync(HttpContext context)
    {
        PathString path = context.Request.Path;
        if (!Guarded.Any(guarded => path.StartsWithSegments(guarded)) || path == SessionEndpoints.Path || token.IsShownBy(context.Request))
            return next(context);
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return Problems.Write(context, StatusCodes.Status401Unauthorized, "This server wants a token: send Authorization: Bearer TOKEN.");
    }
}
