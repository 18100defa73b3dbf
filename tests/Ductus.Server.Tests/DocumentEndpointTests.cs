using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Ductus.Server.Http;
using Ductus.Server.Jobs;

namespace Ductus.Server.Tests;

/// <summary>The same on both databases.</summary>
public sealed class DocumentEndpointTests(PostgresServer postgres) : IClassFixture<PostgresServer>
{
    public enum Kind
    {
        Sqlite,
        Postgres,
    }

    public static IEnumerable<object[]> Kinds => PostgresServer.IsInstalled ? [[Kind.Sqlite], [Kind.Postgres]] : [[Kind.Sqlite]];

    [PostgresFact]
    public async Task Postgres_IsAmongTheDatabases()
    {
        await using RunningServer server = await StartAsync(Kind.Postgres);

        Assert.Contains(Kinds, row => row is [Kind.Postgres]);
        Assert.False(File.Exists(Path.Combine(server.DataFolder, "ductus.db")));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Send_Image_IsKeptAndRead(Kind kind)
    {
        await using RunningServer server = await StartAsync(kind);

        SentDocument sent = await server.SendAsync(RunningServer.Line(), "Bréf.png");
        Job job = await server.FinishedAsync(sent.Job.Id);
        DocumentDetails? details = await server.Client.GetFromJsonAsync<DocumentDetails>($"/api/v1/documents/{sent.Document.Id}");

        Assert.Equal(("waiting", 1, 0), (sent.Job.State, sent.Document.PageCount, sent.Document.PagesRead));
        Assert.Equal(("done", 1, 1), (job.State, job.PagesDone, job.Pages));
        Assert.NotNull(job.Finished);
        Assert.Equal(("Bréf.png", 1), (details?.Document.Name, details?.Document.PagesRead));
        Assert.Equal(new PageSummary(1, 1, "ai\n"), details?.Pages.Single());
        Assert.Equal(RunningServer.Line(), await server.Client.GetByteArrayAsync($"/api/v1/documents/{sent.Document.Id}/file"));
        Assert.Equal(RunningServer.Line(), await server.Client.GetByteArrayAsync($"/api/v1/documents/{sent.Document.Id}/pages/1/image"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Send_SeveralPages_EachIsReadAndWrittenInAnyFormat(Kind kind)
    {
        await using RunningServer server = await StartAsync(kind);

        SentDocument sent = await server.SendAsync(RunningServer.Pages(3), "box.tif", "?extent=page");
        Job job = await server.FinishedAsync(sent.Job.Id);

        Assert.Equal(("done", 3), (job.State, job.PagesDone));
        foreach (string format in new[] { "json", "alto", "txt", "csv", "tei", "hocr", "md", "pdf", "page" })
        {
            using HttpResponseMessage response = await server.Client.GetAsync($"/api/v1/documents/{sent.Document.Id}/content?format={format}");
            Assert.True(response.IsSuccessStatusCode, format);
            Assert.NotEmpty(await response.Content.ReadAsByteArrayAsync() is { Length: > 0 } some ? some : format == "txt" || format == "md" ? [1] : []);
        }
        using HttpResponseMessage image = await server.Client.GetAsync($"/api/v1/documents/{sent.Document.Id}/pages/2/image");
        Assert.Equal("image/png", image.Content.Headers.ContentType?.MediaType);
        using HttpResponseMessage none = await server.Client.GetAsync($"/api/v1/documents/{sent.Document.Id}/pages/4/image");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Send_NoImage_IsRefusedAndNothingIsKept(Kind kind)
    {
        await using RunningServer server = await StartAsync(kind);

        using HttpResponseMessage response = await server.Client.PostAsync("/api/v1/documents", RunningServer.Form("hello"u8.ToArray(), "letter.png"));

        string detail = await ReadEndpointTests.AssertProblem(response, HttpStatusCode.UnprocessableEntity, "letter.png: expected an image");
        Assert.DoesNotContain(server.DataFolder, detail, StringComparison.Ordinal);
        Assert.Empty(server.Files());
        Assert.Empty((await server.ListAsync()).Documents);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Send_PageThatCannotBeRead_IsNamedAndTheOthersAreRead(Kind kind)
    {
        await using RunningServer server = await StartAsync(kind);
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
    [MemberData(nameof(Kinds))]
    public async Task Read_FileThatIsGone_FailsThatPageAndNoOther(Kind kind)
    {
        await using RunningServer server = await StartAsync(kind);
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
    [MemberData(nameof(Kinds))]
    public async Task Send_ModelThatThereIsNot_FailsTheJob(Kind kind)
    {
        await using RunningServer server = await StartAsync(kind);

        SentDocument sent = await server.SendAsync(RunningServer.Line(), query: "?extent=line&model=nobody");
        Job job = await server.FinishedAsync(sent.Job.Id);

        Assert.Equal("failed", job.State);
        Assert.StartsWith("There is no model \"nobody\"", job.Error, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Correct_Line_IsANewVersionAndTheOldOneStays(Kind kind)
    {
        await using RunningServer server = await StartAsync(kind);
        SentDocument sent = await server.SendAsync(RunningServer.Line());
        await server.FinishedAsync(sent.Job.Id);
        string page = $"/api/v1/documents/{sent.Document.Id}/pages/1";

        using HttpResponseMessage corrected = await server.Client.PostAsJsonAsync($"{page}/versions", new PageCorrection(1, [new LineCorrection("l1", "Dương  ai ")]));
        using HttpResponseMessage tooLate = await server.Client.PostAsJsonAsync($"{page}/versions", new PageCorrection(1, [new LineCorrection("l1", "x")]));
        using HttpResponseMessage noLine = await server.Client.PostAsJsonAsync($"{page}/versions", new PageCorrection(2, [new LineCorrection("l9", "x")]));
        using HttpResponseMessage noVersion = await server.Client.PostAsJsonAsync($"{page}/versions", new PageCorrection(7, []));

        Assert.Equal(HttpStatusCode.Created, corrected.StatusCode);
        Assert.Equal(2, (await corrected.Content.ReadFromJsonAsync<PageVersion>())?.Version);
        Assert.Equal("Dương ai\n", await server.Client.GetStringAsync($"{page}/content?format=txt"));
        Assert.Equal("Dương ai\n", await server.Client.GetStringAsync($"{corrected.Headers.Location}&format=txt"));
        Assert.Equal("ai\n", await server.Client.GetStringAsync($"{page}/content?format=txt&version=1"));
        PageVersion[]? versions = await server.Client.GetFromJsonAsync<PageVersion[]>($"{page}/versions");
        Assert.Equal([(2, null), (1, sent.Job.Id)], versions?.Select(version => (version.Version, version.Job)));
        await ReadEndpointTests.AssertProblem(tooLate, HttpStatusCode.Conflict, "Version 1 is not the newest any more");
        await ReadEndpointTests.AssertProblem(noLine, HttpStatusCode.BadRequest, "\"l9\"");
        Assert.Equal(HttpStatusCode.NotFound, noVersion.StatusCode);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Correct_ManyAtOnce_OneIsKept(Kind kind)
    {
        await using RunningServer server = await StartAsync(kind);
        SentDocument sent = await server.SendAsync(RunningServer.Line());
        await server.FinishedAsync(sent.Job.Id);

        HttpResponseMessage[] all = await Task.WhenAll(Enumerable.Range(0, 16).Select(number =>
            server.Client.PostAsJsonAsync($"/api/v1/documents/{sent.Document.Id}/pages/1/versions", new PageCorrection(1, [new LineCorrection("l1", $"{number}")]))));

        Assert.Single(all, response => response.StatusCode == HttpStatusCode.Created);
        Assert.Equal(15, all.Count(response => response.StatusCode == HttpStatusCode.Conflict));
        foreach (HttpResponseMessage response in all)
            response.Dispose();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task ReadAgain_WithAnotherModel_IsANewVersion(Kind kind)
    {
        await using RunningServer server = await StartAsync(kind);
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
    [MemberData(nameof(Kinds))]
    public async Task List_Search_FindsWordsOfNameAndPagesWithoutMarksAndCapitals(Kind kind)
    {
        await using RunningServer server = await StartAsync(kind);
        SentDocument first = await server.SendAsync(RunningServer.Line(), "Bréf frá Önnu.png");
        SentDocument second = await server.SendAsync(RunningServer.Line(), "100%_box.png");
        foreach (SentDocument sent in new[] { first, second })
            await server.FinishedAsync(sent.Job.Id);
        (await server.Client.PostAsJsonAsync($"/api/v1/documents/{second.Document.Id}/pages/1/versions", new PageCorrection(1, [new LineCorrection("l1", "Phạm Thị Đào")]))).Dispose();

        async Task Finds(string search, params SentDocument[] documents) => Assert.Equal(documents.Select(one => one.Document.Id), (await server.ListAsync($"?search={Uri.EscapeDataString(search)}")).Documents.Select(one => one.Id));
        await Finds("", second, first);
        await Finds("onnu BREF", first);
        await Finds("pham dao", second);
        await Finds("pham bref");
        await Finds("0%_b", second);
        await Finds("1%x");
        await Finds("AI", first);
        await Finds("' OR 1=1 --");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task List_MoreThanAsked_GoesOnWhereItEnded(Kind kind)
    {
        await using RunningServer server = await StartAsync(kind);
        var ids = new List<string>();
        for (int i = 0; i < 5; i++)
            ids.Insert(0, (await server.SendAsync(RunningServer.Line(), $"{i}.png")).Document.Id);

        DocumentList first = await server.ListAsync("?limit=2"), second = await server.ListAsync($"?limit=2&before={first.Before}"), third = await server.ListAsync($"?limit=2&before={second.Before}");

        Assert.Equal(ids, first.Documents.Concat(second.Documents).Concat(third.Documents).Select(document => document.Id));
        Assert.Null(third.Before);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Delete_OneOfTwoWithTheSameFile_KeepsTheFile(Kind kind)
    {
        await using RunningServer server = await StartAsync(kind);
        SentDocument first = await server.SendAsync(RunningServer.Line()), second = await server.SendAsync(RunningServer.Line());
        Assert.Single(server.Files());

        Assert.Equal(HttpStatusCode.NoContent, (await server.Client.DeleteAsync($"/api/v1/documents/{first.Document.Id}")).StatusCode);
        Assert.Single(server.Files());
        Assert.Equal(HttpStatusCode.NotFound, (await server.Client.DeleteAsync($"/api/v1/documents/{first.Document.Id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await server.Client.GetAsync($"/api/v1/documents/{first.Document.Id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await server.Client.GetAsync($"/api/v1/jobs/{first.Job.Id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await server.Client.DeleteAsync($"/api/v1/documents/{second.Document.Id}")).StatusCode);
        Assert.Empty(server.Files());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Delete_WhileItIsRead_NeverFails(Kind kind)
    {
        await using RunningServer server = await StartAsync(kind);
        for (int i = 0; i < 30; i++)
        {
            SentDocument sent = await server.SendAsync(RunningServer.Pages(20), "box.tif");
            await Task.Delay(i);
            using HttpResponseMessage deleted = await server.Client.DeleteAsync($"/api/v1/documents/{sent.Document.Id}");
            Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        }

        Assert.Empty((await server.ListAsync()).Documents);
        SentDocument next = await server.SendAsync(RunningServer.Line());
        Assert.Equal("done", (await server.FinishedAsync(next.Job.Id)).State);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Rename_Document_HasTheNewNameEverywhere(Kind kind)
    {
        await using RunningServer server = await StartAsync(kind);
        SentDocument sent = await server.SendAsync(RunningServer.Line());
        await server.FinishedAsync(sent.Job.Id);

        using HttpResponseMessage renamed = await server.Client.PatchAsJsonAsync($"/api/v1/documents/{sent.Document.Id}", new Renaming("../Önnu.png"));
        using HttpResponseMessage empty = await server.Client.PatchAsJsonAsync($"/api/v1/documents/{sent.Document.Id}", new Renaming(" "));

        Assert.Equal("Önnu.png", (await renamed.Content.ReadFromJsonAsync<DocumentSummary>())?.Name);
        Assert.Equal(HttpStatusCode.BadRequest, empty.StatusCode);
        Assert.Single((await server.ListAsync("?search=onnu")).Documents);
        JsonElement content = await server.Client.GetFromJsonAsync<JsonElement>($"/api/v1/documents/{sent.Document.Id}/content");
        Assert.Equal("Önnu.png", content.GetProperty("pages")[0].GetProperty("image").GetString());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Events_OfAJob_EndWithItsEnd(Kind kind)
    {
        await using RunningServer server = await StartAsync(kind);
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
    [MemberData(nameof(Kinds))]
    public async Task Cancel_Job_EndsItAndKeepsWhatWasRead(Kind kind)
    {
        await using RunningServer server = await StartAsync(kind);
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
    [MemberData(nameof(Kinds))]
    public async Task Restart_InTheMiddleOfAJob_GoesOnAndReadsEveryPageOnce(Kind kind)
    {
        using var data = new TemporaryFolder();
        string? database = kind == Kind.Postgres ? postgres.NewDatabase() : null;
        string id, job;
        await using (RunningServer first = await RunningServer.StartAsync(options => options with { DataFolder = data.Path, Database = database }))
        {
            SentDocument sent = await first.SendAsync(RunningServer.Pages(60), "box.tif");
            (id, job) = (sent.Document.Id, sent.Job.Id);
        }
        File.WriteAllText(Path.Combine(data.Path, "files/incoming/left"), "half");
        Directory.CreateDirectory(Path.Combine(data.Path, "files/aa"));
        File.WriteAllText(Path.Combine(data.Path, "files/aa", new string('a', 64)), "nobody's");
        await using RunningServer second = await RunningServer.StartAsync(options => options with { DataFolder = data.Path, Database = database });

        Job finished = await second.FinishedAsync(job);

        Assert.Equal(("done", 60), (finished.State, finished.PagesDone));
        DocumentDetails? details = await second.Client.GetFromJsonAsync<DocumentDetails>($"/api/v1/documents/{id}");
        Assert.All(details?.Pages ?? [], page => Assert.Equal(1, page.Version));
        Assert.Equal(60, details?.Pages.Count);
        Assert.Single(second.Files());
    }

    [Theory]
    [InlineData("http://localhost/x", "got http://localhost/x")]
    [InlineData("postgres://me:secret@localhost", "got postgres://me@localhost")]
    [InlineData("postgres://me:secret@127.0.0.1:1/ductus", "postgres://me@127.0.0.1:1/ductus: ")]
    public async Task Start_DatabaseThatIsNotThere_SaysSoWithoutThePassword(string database, string message)
    {
        using var data = new TemporaryFolder();

        var error = await Assert.ThrowsAsync<Storage.DatabaseException>(() => RunningServer.StartAsync(options => options with { DataFolder = data.Path, Database = database }));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_DatabaseOfANewerVersion_IsRefused()
    {
        using var data = new TemporaryFolder();
        await using (await RunningServer.StartAsync(options => options with { DataFolder = data.Path }))
        {
        }
        using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={data["ductus.db"]}"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "INSERT INTO migrations VALUES (99)";
            command.ExecuteNonQuery();
        }

        var error = await Assert.ThrowsAsync<Storage.DatabaseException>(() => RunningServer.StartAsync(options => options with { DataFolder = data.Path }));

        Assert.Contains("is of version 99, which a newer Ductus made", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_FolderOfAnotherServer_IsRefused()
    {
        using var data = new TemporaryFolder();
        await using RunningServer first = await RunningServer.StartAsync(options => options with { DataFolder = data.Path });

        var error = await Assert.ThrowsAsync<Storage.DatabaseException>(() => RunningServer.StartAsync(options => options with { DataFolder = data.Path }));

        Assert.Contains("expected to be the only server of this folder", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_DatabaseThatIsNone_SaysWhichFile()
    {
        using var data = new TemporaryFolder();
        string file = data.Write("ductus.db", new string('x', 5000));

        var error = await Assert.ThrowsAsync<Storage.DatabaseException>(() => RunningServer.StartAsync(options => options with { DataFolder = data.Path }));

        Assert.StartsWith($"{file}: ", error.Message, StringComparison.Ordinal);
    }

    private Task<RunningServer> StartAsync(Kind kind) => RunningServer.StartAsync(options => options with { Database = kind == Kind.Postgres ? postgres.NewDatabase() : null });
}
