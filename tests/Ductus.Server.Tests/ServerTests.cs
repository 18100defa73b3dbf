using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Ductus.Server.Http;

namespace Ductus.Server.Tests;

public sealed class ServerTests
{
    private const string Token = "0123456789abcdef";

    [Fact]
    public async Task Health_AlwaysAnswers()
    {
        await using RunningServer server = await RunningServer.StartAsync(options => options with { Token = Token });

        Health? health = await server.Client.GetFromJsonAsync<Health>("/health");

        Assert.Equal("ok", health?.Status);
    }

    [Fact]
    public async Task Models_AreListedAndSent()
    {
        await using RunningServer server = await RunningServer.StartAsync();

        InstalledModel[]? models = await server.Client.GetFromJsonAsync<InstalledModel[]>("/api/v1/models");

        Assert.Equal(["characters", "english", "other", "small"], models?.Select(model => model.Name));
        InstalledModel other = Assert.Single(models ?? [], model => model.Name == "other");
        Assert.Equal(("lines", "yes", "vi"), (other.Reads, other.CommercialUse, Assert.Single(other.Languages)));
        Assert.Equal(other.Bytes, (await server.Client.GetByteArrayAsync("/api/v1/models/other")).Length);
        using HttpResponseMessage none = await server.Client.GetAsync("/api/v1/models/..%2F..%2Fetc%2Fpasswd");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [Fact]
    public async Task Description_IsOpenApi31AndNamesEveryWay()
    {
        await using RunningServer server = await RunningServer.StartAsync();

        JsonElement description = await server.Client.GetFromJsonAsync<JsonElement>("/openapi/v1.json");

        Assert.StartsWith("3.1", description.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        Assert.Equal(
            [
                "/api/v1/documents", "/api/v1/documents/{id}", "/api/v1/documents/{id}/content", "/api/v1/documents/{id}/file", "/api/v1/documents/{id}/jobs",
                "/api/v1/documents/{id}/pages/{number}/content", "/api/v1/documents/{id}/pages/{number}/image", "/api/v1/documents/{id}/pages/{number}/versions",
                "/api/v1/jobs/{id}", "/api/v1/jobs/{id}/events", "/api/v1/models", "/api/v1/models/{name}", "/api/v1/read", "/api/v1/session", "/health",
            ],
            description.GetProperty("paths").EnumerateObject().Select(path => path.Name).Order(StringComparer.Ordinal));
        JsonElement answers = description.GetProperty("paths").GetProperty("/api/v1/read").GetProperty("post").GetProperty("responses").GetProperty("200").GetProperty("content");
        Assert.Contains("application/alto+xml", answers.EnumerateObject().Select(type => type.Name));
    }

    [Fact]
    public async Task Metrics_CountWhatWasRead()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        (await server.ReadAsync(RunningServer.Line())).Dispose();

        string metrics = await server.Client.GetStringAsync("/metrics");

        // Not how many: other tests' servers count in the same process.
        Assert.Matches(@"(?m)^ductus_lines_read_total\S* [1-9]", metrics);
        Assert.Contains("http_server_request_duration_seconds", metrics, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Origin", "http://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "null", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-origin", HttpStatusCode.OK)]
    [InlineData("Sec-Fetch-Site", "none", HttpStatusCode.OK)]
    [InlineData("Host", "evil.example", HttpStatusCode.MisdirectedRequest)]
    [InlineData("Host", "localhost", HttpStatusCode.OK)]
    public async Task Read_FromPagesOfOthers_IsRefused(string header, string value, HttpStatusCode status)
    {
        await using RunningServer server = await RunningServer.StartAsync();

        using HttpResponseMessage response = await server.ReadAsync(RunningServer.Line(), change: request => request.Headers.Add(header, value));

        Assert.Equal(status, response.StatusCode);
    }

    [Fact]
    public async Task Read_FromItsOwnPages_IsTaken()
    {
        await using RunningServer server = await RunningServer.StartAsync();

        using HttpResponseMessage response = await server.ReadAsync(RunningServer.Line(), change: request => request.Headers.Add("Origin", server.Client.BaseAddress!.GetLeftPart(UriPartial.Authority)));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("", HttpStatusCode.Unauthorized)]
    [InlineData("fedcba9876543210", HttpStatusCode.Unauthorized)]
    [InlineData(Token, HttpStatusCode.OK)]
    public async Task Token_WhereThereIsOne_HasToBeShown(string shown, HttpStatusCode status)
    {
        await using RunningServer server = await RunningServer.StartAsync(options => options with { Token = Token });
        if (shown.Length > 0)
            server.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", shown);

        foreach (string path in new[] { "/api/v1/models", "/openapi/v1.json", "/metrics" })
        {
            using HttpResponseMessage response = await server.Client.GetAsync(path);
            Assert.Equal(status, response.StatusCode);
        }
    }

    [Fact]
    public async Task Token_GivenForACookie_LetsTheBrowserIn()
    {
        await using RunningServer server = await RunningServer.StartAsync(options => options with { Token = Token });

        using HttpResponseMessage wrong = await server.Client.PostAsJsonAsync("/api/v1/session", new SignIn("fedcba9876543210"));
        using HttpResponseMessage before = await server.Client.GetAsync("/api/v1/documents");
        using HttpResponseMessage right = await server.Client.PostAsJsonAsync("/api/v1/session", new SignIn(Token));
        using HttpResponseMessage after = await server.Client.GetAsync("/api/v1/documents");
        using var forged = new HttpRequestMessage(HttpMethod.Get, "/api/v1/documents") { Headers = { { "Cookie", $"ductus={Token}" } } };
        using var noJar = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = server.Client.BaseAddress };
        using HttpResponseMessage withForged = await noJar.SendAsync(forged);

        Assert.Equal(
            [HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.NoContent, HttpStatusCode.OK, HttpStatusCode.Unauthorized],
            new[] { wrong, before, right, after, withForged }.Select(response => response.StatusCode));
        string cookie = right.Headers.GetValues("Set-Cookie").Single();
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Token, cookie, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_AreSentFromTheirFolderAndNowhereElse()
    {
        using var web = new TemporaryFolder();
        web.Write("secret.txt", "secret");
        web.Write("pages/index.html", "<p>hello");
        web.Write("pages/assets/a-1.js", "1");
        await using RunningServer server = await RunningServer.StartAsync(options => options with { WebFolder = web["pages"], Token = Token });

        using HttpResponseMessage start = await server.Client.GetAsync("/");
        using HttpResponseMessage script = await server.Client.GetAsync("/assets/a-1.js");
        using HttpResponseMessage outside = await server.Client.GetAsync("/%2e%2e/secret.txt");
        using HttpResponseMessage folder = await server.Client.GetAsync("/assets/");

        Assert.Equal("<p>hello", await start.Content.ReadAsStringAsync());
        Assert.Contains("no-cache", start.Headers.GetValues("Cache-Control").Single(), StringComparison.Ordinal);
        Assert.Contains("immutable", script.Headers.GetValues("Cache-Control").Single(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, outside.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, folder.StatusCode);
    }

    [Fact]
    public async Task Answers_TellBrowsersToTrustNobodyElse()
    {
        await using RunningServer server = await RunningServer.StartAsync();

        using HttpResponseMessage response = await server.Client.GetAsync("/nothing");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        string policy = response.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("script-src 'self' 'wasm-unsafe-eval'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe-inline", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.False(response.Headers.Contains("Server"));
    }

    [Theory]
    [InlineData("http://0.0.0.0:1")]
    [InlineData("http://*:1")]
    [InlineData("http://+:1")]
    [InlineData("http://[::]:1")]
    [InlineData("http://192.168.1.4:1")]
    [InlineData("http://example.org:1")]
    public void Build_AddressOfOthersWithoutToken_IsRefused(string url)
    {
        var error = Assert.Throws<ServerOptionsException>(() => DuctusServer.Build(new ServerOptions { Urls = ["http://127.0.0.1:1", url] }));

        Assert.Contains("--token-file", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ftp://127.0.0.1")]
    [InlineData("5757")]
    public void Build_NoAddress_IsRefused(string url) => Assert.Throws<ServerOptionsException>(() => DuctusServer.Build(new ServerOptions { Urls = [url] }));
}
