using System.ComponentModel;
using Ductus.Documents;
using Ductus.Server.Reading;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Ductus.Server.Http;

/// <summary>What can be asked of a reading, in the query.</summary>
internal sealed record ReadQuery
{
    [FromQuery(Name = "extent"), Description("What the image holds: page, line or character.")]
    public string? Extent { get; init; }

    [FromQuery(Name = "model"), Description("Name of an installed model; without one it is chosen by the language.")]
    public string? Model { get; init; }

    [FromQuery(Name = "language"), Description("Code of the language, such as en, or auto.")]
    public string? Language { get; init; }

    [FromQuery(Name = "lm"), Description("Name of an installed language model, or none.")]
    public string? Lm { get; init; }

    [FromQuery(Name = "correct"), Description("Language of the dictionary that spelling is corrected by, such as en; what was read stays beside it.")]
    public string? Correct { get; init; }

    public ReadingRequest ToRequest() => new()
    {
        Extent = Extent is null ? default : Enum.GetValues<Extent>().Cast<Extent?>().FirstOrDefault(extent => Extent.Equals($"{extent}", StringComparison.OrdinalIgnoreCase))
            ?? throw new ReadingRequestException($"extent is page, line or character; got \"{Extent}\"."),
        Model = Model,
        Language = Language,
        LanguageModel = Lm,
        Correct = Correct,
    };
}

/// <summary>What can be asked of an answer that is a document, in the query.</summary>
internal sealed record AnswerQuery
{
    [FromQuery(Name = "format"), Description("Format of the answer by its name, such as alto, for callers that cannot send Accept.")]
    public string? Format { get; init; }

    [FromQuery(Name = "minConfidence"), Description("Words that were read with less confidence, 0 to 1, are marked.")]
    public double? MinConfidence { get; init; }

    /// <exception cref="ReadingRequestException">What it asks for is no confidence.</exception>
    public DocumentOptions Marks(ServerOptions options) => new()
    {
        LeastConfidence = MinConfidence is null or (>= 0 and <= 1) ? MinConfidence ?? 0 : throw new ReadingRequestException($"minConfidence is 0 to 1; got {MinConfidence}."),
        Images = options.Images,
    };
}

/// <summary><c>POST /api/v1/read</c>: a file in, its text out, nothing kept.</summary>
internal static class ReadEndpoints
{
    public static void MapRead(this IEndpointRouteBuilder routes) => routes.MapPost("/api/v1/read", Read).WithName("Read").WithTags("Reading")
        .WithSummary("Reads an image or a PDF and answers with its text, in the format that Accept names. Nothing is kept.")
        .Produces<Stream>(StatusCodes.Status200OK, contentType: Negotiation.All[0], additionalContentTypes: [.. Negotiation.All.Skip(1)])
        .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status406NotAcceptable).ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity).ProducesProblem(StatusCodes.Status429TooManyRequests)
        // SameOrigin turns the forms of other pages away, and the cookie is only sent from pages of this server.
        .DisableAntiforgery();

    private static async Task<IResult> Read(IFormFile file, [AsParameters] ReadQuery query, [AsParameters] AnswerQuery answer, HttpRequest http, ReadingService service, ServerOptions options, CancellationToken cancel)
    {
        if (Negotiation.FormatFor(answer.Format, http) is not { } format)
            return Negotiation.NotAcceptable();
        ReadingRequest request = query.ToRequest();
        DocumentOptions marks = answer.Marks(options);
        using UploadedFile upload = await UploadedFile.ReceiveAsync(file, cancel);
        ReadingResult read = await service.ReadAsync(upload, request, cancel);
        return DocumentResult.Of(read.Pages, format, upload.Name, read.Origin, marks, upload.Path);
    }
}
