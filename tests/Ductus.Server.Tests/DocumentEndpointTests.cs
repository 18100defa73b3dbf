using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Ductus.Server.Http;

namespace Ductus.Server.Tests;

/// <summary>The same on both databases.</summary>
public sealed class DocumentEndpointTests(PostgresServer postgres) : IClassFixture<PostgresServer>
{
    [Theory]
    [MemberData(nameof(PostgresServer.Kinds), MemberType = typeof(PostgresServer))]
    public async Task Send_Image_IsKeptAndRead(DatabaseKind kind)
    {
        await using RunningServer server = await RunningServer.StartAsync(kind, postgres);

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
    [MemberData(nameof(PostgresServer.Kinds), MemberType = typeof(PostgresServer))]
    public async Task Send_SeveralPages_EachIsReadAndWrittenInAnyFormat(DatabaseKind kind)
    {
        await using RunningServer server = await RunningServer.StartAsync(kind, postgres);

        SentDocument sent = await server.SendAsync(RunningServer.Pages(3), "box.tif", "?extent=page");
        Job job = await server.FinishedAsync(sent.Job.Id);

        Assert.Equal(("done", 3), (job.State, job.PagesDone));
        foreach (string format in new[] { "json", "alto", "txt", "csv", "tei", "hocr", "md", "pdf", "page" })
        {
            using HttpResponseMessage response = await server.Client.GetAsync($"/api/v1/documents/{sent.Document.Id}/content?format={format}");
            Assert.True(response.IsSuccessStatusCode, format);
            // White pages say nothing: their text is empty, all else is not.
            Assert.Equal(format is "txt" or "md", (await response.Content.ReadAsStringAsync()).Trim().Length == 0);
        }
        using HttpResponseMessage image = await server.Client.GetAsync($"/api/v1/documents/{sent.Document.Id}/pages/2/image");
        Assert.Equal("image/png", image.Content.Headers.ContentType?.MediaType);
        using HttpResponseMessage none = await server.Client.GetAsync($"/api/v1/documents/{sent.Document.Id}/pages/4/image");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [Theory]
    [MemberData(nameof(PostgresServer.Kinds), MemberType = typeof(PostgresServer))]
    public async Task Send_NoImage_IsRefusedAndNothingIsKept(DatabaseKind kind)
    {
        await using RunningServer server = await RunningServer.StartAsync(kind, postgres);

        using HttpResponseMessage response = await server.Client.PostAsync("/api/v1/documents", RunningServer.Form("hello"u8.ToArray(), "letter.png"));

        string detail = await ReadEndpointTests.AssertProblem(response, HttpStatusCode.UnprocessableEntity, "letter.png: expected an image");
        Assert.DoesNotContain(server.DataFolder, detail, StringComparison.Ordinal);
        Assert.Empty(server.Files());
        Assert.Empty((await server.ListAsync()).Documents);
    }

    [Theory]
    [MemberData(nameof(PostgresServer.Kinds), MemberType = typeof(PostgresServer))]
    public async Task List_Search_FindsWordsOfNameAndPagesWithoutMarksAndCapitals(DatabaseKind kind)
    {
        await using RunningServer server = await RunningServer.StartAsync(kind, postgres);
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
    [MemberData(nameof(PostgresServer.Kinds), MemberType = typeof(PostgresServer))]
    public async Task List_MoreThanAsked_GoesOnWhereItEnded(DatabaseKind kind)
    {
        await using RunningServer server = await RunningServer.StartAsync(kind, postgres);
        var ids = new List<string>();
        for (int i = 0; i < 5; i++)
            ids.Insert(0, (await server.SendAsync(RunningServer.Line(), $"{i}.png")).Document.Id);

        DocumentList first = await server.ListAsync("?limit=2"), second = await server.ListAsync($"?limit=2&before={first.Before}"), third = await server.ListAsync($"?limit=2&before={second.Before}");

        Assert.Equal(ids, first.Documents.Concat(second.Documents).Concat(third.Documents).Select(document => document.Id));
        Assert.Null(third.Before);
    }

    [Theory]
    [MemberData(nameof(PostgresServer.Kinds), MemberType = typeof(PostgresServer))]
    public async Task Delete_OneOfTwoWithTheSameFile_KeepsTheFile(DatabaseKind kind)
    {
        await using RunningServer server = await RunningServer.StartAsync(kind, postgres);
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
    [MemberData(nameof(PostgresServer.Kinds), MemberType = typeof(PostgresServer))]
    public async Task Delete_WhileItIsRead_NeverFails(DatabaseKind kind)
    {
        await using RunningServer server = await RunningServer.StartAsync(kind, postgres);
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
    [MemberData(nameof(PostgresServer.Kinds), MemberType = typeof(PostgresServer))]
    public async Task Rename_Document_HasTheNewNameEverywhere(DatabaseKind kind)
    {
        await using RunningServer server = await RunningServer.StartAsync(kind, postgres);
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
}
