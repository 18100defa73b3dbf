using Ductus.Server.Jobs;
using Ductus.Server.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ductus.Server.Http;

/// <summary>A page that could not be read.</summary>
/// <param name="Page">Its number.</param>
/// <param name="Message">Why.</param>
public sealed record PageFailure(long Page, string Message);

/// <summary>The reading of a document.</summary>
/// <param name="Id">That addresses have.</param>
/// <param name="Document">Id of what is read.</param>
/// <param name="Created">When it was asked for.</param>
/// <param name="Finished">When it ended; absent before.</param>
/// <param name="State"><c>waiting</c>, <c>done</c>, <c>failed</c> or <c>cancelled</c>.</param>
/// <param name="PagesDone">Pages read, or found to be unreadable.</param>
/// <param name="Pages">Pages there are.</param>
/// <param name="Error">Why it failed as a whole.</param>
/// <param name="Failures">Pages that could not be read; the others were.</param>
public sealed record Job(string Id, string Document, DateTimeOffset Created, DateTimeOffset? Finished, string State, long PagesDone, long Pages, string? Error, IReadOnlyList<PageFailure> Failures)
{
    internal static Job Of(JobRow row, IReadOnlyList<JobFailureRow> failures) => new(row.Id, row.DocumentId, DateTimeOffset.FromUnixTimeMilliseconds(row.Created),
        row.Finished is { } finished ? DateTimeOffset.FromUnixTimeMilliseconds(finished) : null, row.State, row.PagesDone, row.PageCount, row.Error,
        [.. failures.Select(failure => new PageFailure(failure.Page, failure.Message))]);
}

/// <summary><c>/api/v1/jobs</c>: how far readings are.</summary>
internal static class JobEndpoints
{
    public static void MapJobs(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder group = routes.MapGroup("/api/v1/jobs/{id}").WithTags("Jobs");
        group.MapGet("", Find).WithName("GetJob").WithSummary("How far a reading is.");
        group.MapGet("/events", Listen).WithName("ListenToJob").WithSummary("How far a reading is, as it happens: server-sent events called progress, the last one when it has ended.")
            .Produces<JobProgress>(StatusCodes.Status200OK, "text/event-stream");
        group.MapDelete("", Cancel).WithName("CancelJob").WithSummary("Ends a reading after the page in work; what was read stays.").ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<Results<Ok<Job>, NotFound>> Find(string id, ReadingJobs jobs, CancellationToken cancel) =>
        await jobs.FindAsync(id, cancel) is { } job ? TypedResults.Ok(Job.Of(job, await jobs.FailuresAsync(id, cancel))) : TypedResults.NotFound();

    private static async Task<IResult> Listen(string id, ReadingJobs jobs, JobEvents events, CancellationToken cancel)
    {
        if (await jobs.FindAsync(id, cancel) is null)
            return TypedResults.NotFound();
        return TypedResults.ServerSentEvents(events.ListenAsync(id, async () => await jobs.FindAsync(id, cancel) is { } job ? new JobProgress(job.State, job.PagesDone, job.PageCount, 0, 0) : null, cancel), "progress");
    }

    private static async Task<Results<NoContent, NotFound, ProblemHttpResult>> Cancel(string id, ReadingJobs jobs, JobEvents events, CancellationToken cancel)
    {
        if (await jobs.FindAsync(id, cancel) is not { } job)
            return TypedResults.NotFound();
        if (!await jobs.FinishAsync(id, JobState.Cancelled, error: null, cancel))
            return TypedResults.Problem("The job has ended already.", statusCode: StatusCodes.Status409Conflict);
        events.Tell(id, new JobProgress(JobState.Cancelled, job.PagesDone, job.PageCount, 0, 0));
        return TypedResults.NoContent();
    }
}
