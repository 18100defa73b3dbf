using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ductus.Server.Http;

/// <summary>The token, as a person types it.</summary>
public sealed record SignIn(string Token);

/// <summary><c>POST /api/v1/session</c>: the token for a cookie, since browsers cannot show a token with every picture.</summary>
internal static class SessionEndpoints
{
    public const string Path = "/api/v1/session";

    private static readonly TimeSpan Lasting = TimeSpan.FromDays(30);

    public static void MapSession(this IEndpointRouteBuilder routes) => routes.MapPost(Path, Start).WithName("SignIn").WithTags("Server")
        .WithSummary("Gives a browser a cookie for the token.").ProducesProblem(StatusCodes.Status401Unauthorized);

    private static Results<NoContent, ProblemHttpResult> Start(SignIn signIn, SharedToken token, HttpContext context)
    {
        if (token.IsWanted && !token.Is(signIn.Token))
            return TypedResults.Problem("This is not the token.", statusCode: StatusCodes.Status401Unauthorized);
        context.Response.Cookies.Append(SharedToken.Cookie, token.CookieValue, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, MaxAge = Lasting, Path = "/" });
        return TypedResults.NoContent();
    }
}
