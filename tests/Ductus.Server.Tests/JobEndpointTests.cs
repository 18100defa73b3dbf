using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Ductus.Server.Http;
using Ductus.Server.Jobs;

namespace Ductus.Server.Tests;

/// <summary>The same on both databases.</summary>
public sealed class JobEndpointTests(PostgresServer postgres) : IClassFixture<PostgresServer>
{
    [Theory]
    [MemberData(nameof(PostgresServer.Kinds), MemberType = typeof(PostgresServer))]
    public async Task Send_PageThatCannotBeRead_IsNamedAndTheOthersAreRead(DatabaseKind kind)
    {
        await using RunningServer server = await RunningServer.StartAsync(kind, postgres);
        byte[] pages = RunningServer.Pages(2);
        // The second page's width becomes larger than any page may be; which is found when it is its turn.
        int second = 8 + RunningServer.PageBytes;
        BitConverter.TryWriteBytes(pages.AsSpan(second + 2 + 8), 1 << 30);

        SentDocument sent = await server.SendAsync(pages, "box.tif");
        Job job = await server.FinishedAsync(sent.Job.Id);

        Assert.Equal(("done", 2), (job.State, job.PagesDone));
        PageFailure failure = Assert.Single(job.Failures);
        Assert.Equal(2, failure.Page);
        Assert.StartsWith("box.tif", failure.Message, StringComparison.Ordinal);
        using HttpResponseMessage pdf = await server.Client.GetAsync($"/api/v1/documents/{sent.Document.Id}/content?format=pdf");
        await ReadEndpointTests.AssertProblem(pdf, HttpStatusCode.Conflict, "1 of 2 pages have not been read yet");
    }

    [Theory]
    [MemberData(nameof(PostgresServer.Kinds), MemberType = typeof(PostgresServer))]
    public async Task Read_FileThatIsGone_FailsThatPageAndNoOther(DatabaseKind kind)
    {
        await using RunningServer server = await RunningServer.StartAsync(kind, postgres);
        SentDocument lost = await server.SendAsync(RunningServer.Line());
        await server.FinishedAsync(lost.Job.Id);
        File.Delete(server.Files().Single());

        using HttpResponseMessage again = await server.Client.PostAsync($"/api/v1/documents/{lost.Document.Id}/jobs", content: null);
        Job job = await server.FinishedAsync((await again.Content.ReadFromJsonAsync<Job>())?.Id ?? "");
        SentDocument next = await server.SendAsync(RunningServer.Line());

        Assert.Equal("The server failed; its log says why.", Assert.Single(job.Failures).Message);
        Assert.Equal("done", (await server.FinishedAsync(next.Job.Id)).State);
    }

    [Theory]
    [MemberData(nameof(PostgresServer.Kinds), MemberType = typeof(PostgresServer))]
    public async Task Send_ModelThatThereIsNot_FailsTheJob(DatabaseKind kind)
    {
        await using RunningServer server = await RunningServer.StartAsync(kind, postgres);

        SentDocument sent = await server.SendAsync(RunningServer.Line(), query: "?extent=line&model=nobody");
        Job job = await server.FinishedAsync(sent.Job.Id);

        Assert.Equal("failed", job.State);
        Assert.StartsWith("There is no model \"nobody\"", job.Error, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(PostgresServer.Kinds), MemberType = typeof(PostgresServer))]
    public async Task ReadAgain_WithAnotherModel_IsANewVersion(DatabaseKind kind)
    {
        await using RunningServer server = await RunningServer.StartAsync(kind, postgres);
        SentDocument sent = await server.SendAsync(RunningServer.Line());
        await server.FinishedAsync(sent.Job.Id);

        using HttpResponseMessage response = await server.Client.PostAsync($"/api/v1/documents/{sent.Document.Id}/jobs?extent=line&model=other", content: null);
        Job? job = await response.Content.ReadFromJsonAsync<Job>();
        await server.FinishedAsync(job?.Id ?? "");

        JsonElement content = await server.Client.GetFromJsonAsync<JsonElement>($"/api/v1/documents/{sent.Document.Id}/content");
        Assert.Equal("other", content.GetProperty("model").GetProperty("name").GetString());
        DocumentDetails? details = await server.Client.GetFromJsonAsync<DocumentDetails>($"/api/v1/documents/{sent.Document.Id}");
        Assert.Equal(2, details?.Pages.Single().Version);
        Assert.Equal([job?.Id, sent.Job.Id], details?.Jobs.Select(one => one.Id));
    }

    [Theory]
    [MemberData(nameof(PostgresServer.Kinds), MemberType = typeof(PostgresServer))]
    public async Task Events_OfAJob_EndWithItsEnd(DatabaseKind kind)
    {
        await using RunningServer server = await RunningServer.StartAsync(kind, postgres);
        SentDocument sent = await server.SendAsync(RunningServer.Pages(4), "box.tif");

        string events = await server.Client.GetStringAsync($"/api/v1/jobs/{sent.Job.Id}/events");
        string afterwards = await server.Client.GetStringAsync($"/api/v1/jobs/{sent.Job.Id}/events");

        JobProgress[] told = [.. events.Split('\n').Where(line => line.StartsWith("data: ", StringComparison.Ordinal)).Select(line => JsonSerializer.Deserialize<JobProgress>(line[6..], JsonSerializerOptions.Web)!)];
        Assert.Equal(new JobProgress("done", 4, 4, 0, 0), told[^1]);
        Assert.All(told[..^1], progress => Assert.Equal("waiting", progress.State));
        Assert.Equal(told.Select(progress => progress.PagesDone).Order(), told.Select(progress => progress.PagesDone));
        Assert.Contains("\"done\"", afterwards, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(PostgresServer.Kinds), MemberType = typeof(PostgresServer))]
    public async Task Cancel_Job_EndsItAndKeepsWhatWasRead(DatabaseKind kind)
    {
        await using RunningServer server = await RunningServer.StartAsync(kind, postgres);
        SentDocument sent = await server.SendAsync(RunningServer.Pages(2000), "box.tif");

        using HttpResponseMessage cancelled = await server.Client.DeleteAsync($"/api/v1/jobs/{sent.Job.Id}");
        Job job = await server.FinishedAsync(sent.Job.Id);
        using HttpResponseMessage again = await server.Client.DeleteAsync($"/api/v1/jobs/{sent.Job.Id}");

        Assert.Equal(HttpStatusCode.NoContent, cancelled.StatusCode);
        Assert.Equal("cancelled", job.State);
        Assert.InRange(job.PagesDone, 0, 1999);
        await ReadEndpointTests.AssertProblem(again, HttpStatusCode.Conflict, "ended already");
    }

    [Theory]
    [MemberData(nameof(PostgresServer.Kinds), MemberType = typeof(PostgresServer))]
    public async Task Restart_InTheMiddleOfAJob_GoesOnAndReadsEveryPageOnce(DatabaseKind kind)
    {
        using var data = new TemporaryFolder();
        string? database = kind == DatabaseKind.Postgres ? postgres.NewDatabase() : null;
        string id, job;
        await using (RunningServer first = await RunningServer.StartAsync(options => options with { DataFolder = data.Path, Database = database }))
        {
            SentDocument sent = await first.SendAsync(RunningServer.Pages(300), "box.tif");
            (id, job) = (sent.Document.Id, sent.Job.Id);
            Assert.Equal("waiting", (await first.Client.GetFromJsonAsync<Job>($"/api/v1/jobs/{job}"))?.State);
        }
        File.WriteAllText(Path.Combine(data.Path, "files/incoming/left"), "half");
        Directory.CreateDirectory(Path.Combine(data.Path, "files/aa"));
        File.WriteAllText(Path.Combine(data.Path, "files/aa", new string('a', 64)), "nobody's");
        await using RunningServer second = await RunningServer.StartAsync(options => options with { DataFolder = data.Path, Database = database });

        Job finished = await second.FinishedAsync(job);

        Assert.Equal(("done", 300), (finished.State, finished.PagesDone));
        DocumentDetails? details = await second.Client.GetFromJsonAsync<DocumentDetails>($"/api/v1/documents/{id}");
        Assert.All(details?.Pages ?? [], page => Assert.Equal(1, page.Version));
        Assert.Equal(300, details?.Pages.Count);
        Assert.Single(second.Files());
    }
}
