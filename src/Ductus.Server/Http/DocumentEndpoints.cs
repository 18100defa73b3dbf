using System.ComponentModel;
using System.Text.Json;
using Ductus.Server.Jobs;
using Ductus.Server.Reading;
using Ductus.Server.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ductus.Server.Http;

/// <summary>A document that is kept.</summary>
/// <param name="Id">That addresses have.</param>
/// <param name="Name">As its sender calls it, or as it was renamed.</param>
/// <param name="Created">When it was sent.</param>
/// <param name="Bytes">Of its file.</param>
/// <param name="PageCount">1 or more.</param>
/// <param name="PagesRead">Pages that have a transcription.</param>
public sealed record DocumentSummary(string Id, string Name, DateTimeOffset Created, long Bytes, long PageCount, long PagesRead);

/// <summary>Some of the documents, the newest first.</summary>
/// <param name="Documents">In order.</param>
/// <param name="Before">What to ask for to get the next ones; absent where there are none.</param>
public sealed record DocumentList(IReadOnlyList<DocumentSummary> Documents, string? Before);

/// <summary>A page of a document.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Version">Its newest transcription; 0 where there is none.</param>
/// <param name="Text">What that says.</param>
public sealed record PageSummary(long Number, long Version, string Text);

/// <summary>A document with what it says.</summary>
/// <param name="Document">The document.</param>
/// <param name="Pages">In order.</param>
/// <param name="Jobs">Its readings, the newest first.</param>
public sealed record DocumentDetails(DocumentSummary Document, IReadOnlyList<PageSummary> Pages, IReadOnlyList<Job> Jobs);

/// <summary>A document that was sent, and the job that reads it.</summary>
public sealed record SentDocument(DocumentSummary Document, Job Job);

/// <summary>Another name for a document.</summary>
public sealed record Renaming(string Name);

/// <summary><c>/api/v1/documents</c>: files that are kept and read in turn.</summary>
internal static class DocumentEndpoints
{
    private const int MostInList = 200;

    public static void MapDocuments(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder documents = routes.MapGroup("/api/v1/documents").WithTags("Documents");
        documents.MapPost("", Send).WithName("SendDocument").WithSummary("Keeps an image or a PDF and has it read; the job tells how far it is.").DisableAntiforgery()
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status413PayloadTooLarge).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        documents.MapGet("", List).WithName("ListDocuments").WithSummary("Lists documents, the newest first, or those that have all the words that are searched for.");
        documents.MapGet("/{id}", Find).WithName("GetDocument").WithSummary("A document with its pages and jobs.");
        documents.MapPatch("/{id}", Rename).WithName("RenameDocument").WithSummary("Gives a document another name.").ProducesProblem(StatusCodes.Status400BadRequest);
        documents.MapDelete("/{id}", Delete).WithName("DeleteDocument").WithSummary("Deletes a document with its file and all of its versions.");
        documents.MapGet("/{id}/file", File).WithName("GetDocumentFile").WithSummary("The file that was sent.").Produces<Stream>(StatusCodes.Status200OK, "application/octet-stream");
        documents.MapGet("/{id}/content", Content).WithName("GetDocumentContent").WithSummary("The newest transcription of every page that has one, in the format that Accept names.")
            .Produces<Stream>(StatusCodes.Status200OK, Negotiation.All[0], [.. Negotiation.All.Skip(1)]).ProducesProblem(StatusCodes.Status406NotAcceptable).ProducesProblem(StatusCodes.Status409Conflict);
        documents.MapPost("/{id}/jobs", ReadAgain).WithName("ReadDocument").WithSummary("Has a document read again, in another way perhaps; what was read or corrected before stays as older versions.");
    }

    private static async Task<Created<SentDocument>> Send(
        IFormFile file, [AsParameters] ReadQuery query, Storage.Documents documents, StoredFiles files, ReadingService service, ReadingJobs jobs, JobRunner runner, ServerOptions options, CancellationToken cancel)
    {
        ReadingRequest request = query.ToRequest();
        string name = UploadedFile.SafeName(file.FileName);
        await using Stream content = file.OpenReadStream();
        string sha = await files.AddAsync(content, cancel);
        string document, job;
        try
        {
            using var stored = UploadedFile.Kept(name, files.PathOf(sha));
            int pages = await service.CountPagesAsync(stored, cancel);
            if (pages > options.MaxDocumentPages)
                throw new ReadingRequestException($"{name} has {pages} pages; a document has at most {options.MaxDocumentPages}.");
            (document, job) = await documents.AddAsync(name, sha, file.Length, pages, JsonSerializer.Serialize(request), cancel);
        }
        finally
        {
            files.Unpin(sha);
            await documents.DeleteUnusedFileAsync(sha);
        }
        runner.Wake();
        // Neither is null: they were made just now, unless somebody was quicker to delete them.
        return TypedResults.Created($"/api/v1/documents/{document}",
            new SentDocument(Summary((await documents.FindAsync(document, cancel))!), Job.Of((await jobs.FindAsync(job, cancel))!, [])));
    }

    private static async Task<Ok<DocumentList>> List(
        Storage.Documents documents, CancellationToken cancel,
        [Description("Words that all have to be in the name or on one page; capitals and marks do not matter.")] string? search = null,
        [Description("Goes on after a list: what its last answer said.")] string? before = null,
        [Description("Documents, at most.")] int limit = 50)
    {
        int most = Math.Clamp(limit, 1, MostInList);
        IReadOnlyList<DocumentRow> found = await documents.ListAsync(search, before, most + 1, cancel);
        return TypedResults.Ok(new DocumentList([.. found.Take(most).Select(Summary)], found.Count > most ? found[most - 1].Id : null));
    }

    private static async Task<Results<Ok<DocumentDetails>, NotFound>> Find(string id, Storage.Documents documents, ReadingJobs jobs, CancellationToken cancel)
    {
        if (await documents.FindAsync(id, cancel) is not { } document)
            return TypedResults.NotFound();
        var readings = new List<Job>();
        foreach (JobRow job in await jobs.OfAsync(id, cancel))
            readings.Add(Job.Of(job, await jobs.FailuresAsync(job.Id, cancel)));
        return TypedResults.Ok(new DocumentDetails(Summary(document), [.. (await documents.PagesAsync(id, cancel)).Select(page => new PageSummary(page.Number, page.Version, page.Text))], readings));
    }

    private static async Task<Results<Ok<DocumentSummary>, NotFound>> Rename(string id, Renaming renaming, Storage.Documents documents, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(renaming.Name))
            throw new ReadingRequestException("Expected a name.");
        return await documents.RenameAsync(id, UploadedFile.SafeName(renaming.Name), cancel) && await documents.FindAsync(id, cancel) is { } document ? TypedResults.Ok(Summary(document)) : TypedResults.NotFound();
    }

    private static async Task<Results<NoContent, NotFound>> Delete(string id, Storage.Documents documents, CancellationToken cancel) =>
        await documents.DeleteAsync(id, cancel) ? TypedResults.NoContent() : TypedResults.NotFound();

    // To be kept, never to be shown: what strangers sent is no page of this server.
    private static async Task<Results<PhysicalFileHttpResult, NotFound>> File(string id, Storage.Documents documents, StoredFiles files, CancellationToken cancel) =>
        await documents.FindAsync(id, cancel) is { } document ? TypedResults.PhysicalFile(files.PathOf(document.File), "application/octet-stream", document.Name) : TypedResults.NotFound();

    private static async Task<IResult> Content(
        string id, HttpRequest http, Storage.Documents documents, Transcriptions transcriptions, StoredFiles files, ServerOptions options, [AsParameters] AnswerQuery answer, CancellationToken cancel)
    {
        if (Negotiation.FormatFor(answer.Format, http) is not { } format)
            return Negotiation.NotAcceptable();
        if (await documents.FindAsync(id, cancel) is not { } document)
            return TypedResults.NotFound();
        IReadOnlyList<Transcription> pages = await transcriptions.NewestAsync(id, cancel);
        if (pages.Count == 0 || (format.HoldsImages && pages.Count < document.PageCount))
            return TypedResults.Problem($"{document.PageCount - pages.Count} of {document.PageCount} pages have not been read yet.", statusCode: StatusCodes.Status409Conflict);
        return DocumentResult.Of([.. pages.Select(page => page.Page with { ImageName = document.Name })], format, document.Name, pages[^1].Origin, answer.Marks(options), files.PathOf(document.File));
    }

    private static async Task<Results<Created<Job>, NotFound>> ReadAgain(string id, [AsParameters] ReadQuery query, Storage.Documents documents, ReadingJobs jobs, JobRunner runner, CancellationToken cancel)
    {
        if (await documents.AddJobAsync(id, JsonSerializer.Serialize(query.ToRequest()), cancel) is not { } added || await jobs.FindAsync(added, cancel) is not { } job)
            return TypedResults.NotFound();
        runner.Wake();
        return TypedResults.Created($"/api/v1/jobs/{added}", Job.Of(job, []));
    }

    private static DocumentSummary Summary(DocumentRow row) => new(row.Id, row.Name, DateTimeOffset.FromUnixTimeMilliseconds(row.Created), row.Bytes, row.PageCount, row.PagesRead);
}
