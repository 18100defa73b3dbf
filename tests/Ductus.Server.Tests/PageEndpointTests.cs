using System.Net;
using System.Net.Http.Json;
using Ductus.Server.Http;

namespace Ductus.Server.Tests;

/// <summary>The same on both databases.</summary>
public sealed class PageEndpointTests(PostgresServer postgres) : IClassFixture<PostgresServer>
{
    [Theory]
    [MemberData(nameof(PostgresServer.Kinds), MemberType = typeof(PostgresServer))]
    public async Task Correct_Line_IsANewVersionAndTheOldOneStays(DatabaseKind kind)
    {
        await using RunningServer server = await RunningServer.StartAsync(kind, postgres);
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
    [MemberData(nameof(PostgresServer.Kinds), MemberType = typeof(PostgresServer))]
    public async Task Correct_ManyAtOnce_OneIsKept(DatabaseKind kind)
    {
        await using RunningServer server = await RunningServer.StartAsync(kind, postgres);
        SentDocument sent = await server.SendAsync(RunningServer.Line());
        await server.FinishedAsync(sent.Job.Id);

        HttpResponseMessage[] all = await Task.WhenAll(Enumerable.Range(0, 16).Select(number =>
            server.Client.PostAsJsonAsync($"/api/v1/documents/{sent.Document.Id}/pages/1/versions", new PageCorrection(1, [new LineCorrection("l1", $"{number}")]))));

        Assert.Single(all, response => response.StatusCode == HttpStatusCode.Created);
        Assert.Equal(15, all.Count(response => response.StatusCode == HttpStatusCode.Conflict));
        foreach (HttpResponseMessage response in all)
            response.Dispose();
    }
}
