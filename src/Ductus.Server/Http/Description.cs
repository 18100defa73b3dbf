using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Ductus.Server.Http;

/// <summary>What the description of the interface says of itself.</summary>
internal sealed class Description : IOpenApiDocumentTransformer
{
    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo { Title = "Ductus", Version = "v1", Description = "Reads handwriting: pages, lines and characters. Errors are problem details (RFC 9457)." };
        // Whoever asks knows where.
        document.Servers = [];
        return Task.CompletedTask;
    }
}
