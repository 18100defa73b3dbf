using Ductus.Layout;
using Ductus.Server.Reading;
using Ductus.Server.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Ductus.Server.Http;

/// <summary>A version of what a page says.</summary>
/// <param name="Version">From 1.</param>
/// <param name="Created">When it came.</param>
/// <param name="Job">Id of the job that read it; absent for a person's.</param>
public sealed record PageVersion(long Version, DateTimeOffset Created, string? Job);

/// <summary>What a line says now.</summary>
/// <param name="Id">Of the line.</param>
/// <param name="Text">All of it.</param>
public sealed record LineCorrection(string Id, string Text);

/// <summary>What a person changed on a page.</summary>
/// <param name="BasedOn">The version that was changed.</param>
/// <param name="Lines">Those that changed.</param>
public sealed record PageCorrection(long BasedOn, IReadOnlyList<LineCorrection> Lines);

/// <summary><c>/api/v1/documents/ID/pages/N</c>: what a page shows and says, in all versions.</summary>
internal static class PageEndpoints
{
    /// <summary>What browsers show by themselves, by the first bytes of the file.</summary>
    private static readonly (string MediaType, byte[] Start)[] Shown = [("image/png", [0x89, (byte)'P', (byte)'N', (byte)'G']), ("image/jpeg", [0xFF, 0xD8, 0xFF])];

    public static void MapPages(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder pages = routes.MapGroup("/api/v1/documents/{id}/pages/{number:int}").WithTags("Pages");
        pages.MapGet("/image", Image).WithName("GetPageImage").WithSummary("The picture of a page.").Produces<Stream>(StatusCodes.Status200OK, "image/png", "image/jpeg");
        pages.MapGet("/content", Content).WithName("GetPageContent").WithSummary("What a page says, in its newest version or in any other, in the format that Accept names.")
            .Produces<Stream>(StatusCodes.Status200OK, Negotiation.All[0], [.. Negotiation.All.Skip(1)]).ProducesProblem(StatusCodes.Status406NotAcceptable);
        pages.MapGet("/versions", Versions).WithName("ListPageVersions").WithSummary("Every version of what a page says, the newest first.");
        pages.MapPost("/versions", Correct).WithName("CorrectPage").WithSummary("Keeps a corrected version. Where somebody else was quicker, nothing is kept, and the answer is 409.").ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<Results<PhysicalFileHttpResult, FileContentHttpResult, NotFound>> Image(
        string id, int number, Storage.Documents documents, StoredFiles files, ReadingService service, CancellationToken cancel)
    {
        if (await documents.FindAsync(id, cancel) is not { } document || number < 1 || number > document.PageCount)
            return TypedResults.NotFound();
        string path = files.PathOf(document.File);
        if (ShownType(path) is { } type)
            return TypedResults.PhysicalFile(path, type);
        using var file = UploadedFile.Kept(document.Name, path);
        return TypedResults.File(await service.PictureAsync(file, number, cancel), "image/png");
    }

    private static async Task<IResult> Content(
        string id, int number, HttpRequest http, Storage.Documents documents, Transcriptions transcriptions, StoredFiles files, ServerOptions options, [AsParameters] AnswerQuery answer, CancellationToken cancel,
        [FromQuery] long? version = null)
    {
        if (Negotiation.FormatFor(answer.Format, http) is not { } format || (format.HoldsImages && number > 1))
            return Negotiation.NotAcceptable();
        if (await documents.FindAsync(id, cancel) is not { } document || await transcriptions.FindAsync(id, number, version, cancel) is not { } found)
            return TypedResults.NotFound();
        http.HttpContext.Response.Headers.ETag = $"\"{found.Version}\"";
        return DocumentResult.Of([found.Page with { ImageName = document.Name }], format, document.Name, found.Origin, answer.Marks(options), files.PathOf(document.File));
    }

    private static async Task<Ok<PageVersion[]>> Versions(string id, int number, Transcriptions transcriptions, CancellationToken cancel) => TypedResults.Ok(
        (await transcriptions.ListAsync(id, number, cancel)).Select(row => new PageVersion(row.Version, DateTimeOffset.FromUnixTimeMilliseconds(row.Created), row.JobId)).ToArray());

    private static async Task<Results<Created<PageVersion>, NotFound, ProblemHttpResult>> Correct(string id, int number, PageCorrection correction, Transcriptions transcriptions, CancellationToken cancel)
    {
        if (await transcriptions.FindAsync(id, number, correction.BasedOn, cancel) is not { } old)
            return TypedResults.NotFound();
        Dictionary<string, string> texts = new(StringComparer.Ordinal);
        foreach (LineCorrection line in correction.Lines)
            if (!old.Page.Lines.Any(one => one.Id == line.Id) || !texts.TryAdd(line.Id, line.Text))
                throw new ReadingRequestException($"Expected each line of the page once at most; got \"{line.Id}\".");
        Page changed = old.Page with
        {
            Regions = [.. old.Page.Regions.Select(region => region with { Lines = [.. region.Lines.Select(line => texts.TryGetValue(line.Id, out string? text) ? line.WithText(text) : line)] })],
        };
        if (await transcriptions.CorrectAsync(id, number, old.Version, changed, old.Origin, cancel) is not { } version)
            return TypedResults.Problem($"Version {correction.BasedOn} is not the newest any more: somebody has changed the page meanwhile.", statusCode: StatusCodes.Status409Conflict);
        TranscriptionRow row = (await transcriptions.ListAsync(id, number, cancel)).First(one => one.Version == version);
        return TypedResults.Created($"/api/v1/documents/{id}/pages/{number}/content?version={version}", new PageVersion(version, DateTimeOffset.FromUnixTimeMilliseconds(row.Created), Job: null));
    }

    private static string? ShownType(string path)
    {
        var start = new byte[4];
        using FileStream file = File.OpenRead(path);
        int read = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        return Shown.FirstOrDefault(type => start.AsSpan(0, read).StartsWith(type.Start)).MediaType;
    }
}
