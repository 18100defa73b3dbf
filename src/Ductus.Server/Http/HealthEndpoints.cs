using Ductus.Documents;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ductus.Server.Http;

/// <summary>That the server is there.</summary>
/// <param name="Status">Always <c>ok</c>: a server that is not does not answer.</param>
/// <param name="Version">Program and version.</param>
public sealed record Health(string Status, string Version);

/// <summary><c>/health</c>, for what watches servers.</summary>
internal static class HealthEndpoints
{
    public const string Path = "/health";

    public static void MapHealth(this IEndpointRouteBuilder routes) => routes.MapGet(Path, Ok<Health> () => TypedResults.Ok(new Health("ok", DocumentOrigin.ThisSoftware)))
        .WithName("GetHealth").WithSummary("Says that the server is there.").WithTags("Server");
}
