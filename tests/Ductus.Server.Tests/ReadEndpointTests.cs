using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Ductus.Server.Tests;

public sealed class ReadEndpointTests
{
    [Fact]
    public async Task Read_Line_AnswersWithItsTextAsJson()
    {
        await using RunningServer server = await RunningServer.StartAsync();

        using HttpResponseMessage response = await server.ReadAsync(RunningServer.Line());

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.ToString());
        JsonElement read = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("english", read.GetProperty("model").GetProperty("name").GetString());
        JsonElement page = read.GetProperty("pages")[0];
        Assert.Equal("line.png", page.GetProperty("image").GetString());
        Assert.Equal("ai", page.GetProperty("lines")[0].GetProperty("text").GetString());
    }

    [Theory]
    [InlineData("text/plain", "text/plain; charset=utf-8", "ai\n")]
    [InlineData("text/csv", "text/csv; charset=utf-8", "line.png")]
    [InlineData("text/markdown", "text/markdown; charset=utf-8", "ai")]
    [InlineData("application/alto+xml", "application/alto+xml", "<alto")]
    [InlineData("application/vnd.prima.page+xml", "application/vnd.prima.page+xml", "<PcGts")]
    [InlineData("text/html", "text/html; charset=utf-8", "ocr_line")]
    [InlineData("application/tei+xml", "application/tei+xml", "<TEI")]
    [InlineData("application/pdf", "application/pdf", "%PDF-")]
    [InlineData("text/html;q=0.1, text/plain", "text/plain; charset=utf-8", "ai\n")]
    [InlineData("image/png, */*;q=0.5", "application/json", "\"lines\"")]
    public async Task Read_Accept_ChoosesTheFormat(string accept, string type, string part)
    {
        await using RunningServer server = await RunningServer.StartAsync();

        using HttpResponseMessage response = await server.ReadAsync(RunningServer.Line(), accept: accept);

        Assert.Equal(type, response.Content.Headers.ContentType?.ToString());
        Assert.Contains(part, Encoding.Latin1.GetString(await response.Content.ReadAsByteArrayAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_FormatInTheQuery_BeatsAccept()
    {
        await using RunningServer server = await RunningServer.StartAsync();

        using HttpResponseMessage response = await server.ReadAsync(RunningServer.Line(), "?extent=line&format=txt", accept: "application/pdf", name: "Bréf 1.png");

        Assert.Equal("ai\n", await response.Content.ReadAsStringAsync());
        Assert.Equal("Bréf 1.txt", response.Content.Headers.ContentDisposition?.FileNameStar);
    }

    [Fact]
    public async Task Read_SeveralPagesInAFormatOfOne_IsAZipOfThem()
    {
        await using RunningServer server = await RunningServer.StartAsync();

        using HttpResponseMessage response = await server.ReadAsync(RunningServer.Pages(2), accept: "application/vnd.prima.page+xml", name: "../../etc/box.tif");

        Assert.Equal("application/zip", response.Content.Headers.ContentType?.ToString());
        using var archive = new ZipArchive(await response.Content.ReadAsStreamAsync());
        Assert.Equal(["box-p001.page.xml", "box-p002.page.xml"], archive.Entries.Select(entry => entry.FullName));
    }

    [Theory]
    [InlineData("?extent=line&model=other", "other")]
    [InlineData("?extent=line&language=vi", "other")]
    [InlineData("?extent=line&language=en", "english")]
    [InlineData("?extent=line&language=auto", "english")]
    [InlineData("?extent=character", "strokes")]
    public async Task Read_ModelOrLanguage_ChoosesWhoReads(string query, string model)
    {
        await using RunningServer server = await RunningServer.StartAsync();

        using HttpResponseMessage response = await server.ReadAsync(RunningServer.Line(), query);

        JsonElement read = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(model, read.GetProperty("model").GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("?extent=line&model=../../etc/passwd", "Expected the name of something installed")]
    [InlineData("?extent=line&model=nobody", "There is no model \"nobody\"; installed: characters, english, other, small")]
    [InlineData("?extent=line&lm=nobody", "There is no language model \"nobody\"")]
    [InlineData("?extent=line&language=xx", "No installed model reads the language \"xx\"")]
    [InlineData("?extent=line&correct=xx", "No dictionary of \"xx\" is installed")]
    [InlineData("?extent=line&model=characters", "reads single characters")]
    [InlineData("?extent=character&model=small", "reads lines")]
    [InlineData("?extent=line&minConfidence=7", "minConfidence is 0 to 1; got 7")]
    [InlineData("?extent=book", "extent is page, line or character; got \"book\"")]
    public async Task Read_RequestThatNobodyCanFulfil_IsABadRequest(string query, string detail)
    {
        await using RunningServer server = await RunningServer.StartAsync();

        using HttpResponseMessage response = await server.ReadAsync(RunningServer.Line(), query);

        await AssertProblem(response, HttpStatusCode.BadRequest, detail);
    }

    [Fact]
    public async Task Read_FormatThatThereIsNot_IsNotAcceptable()
    {
        await using RunningServer server = await RunningServer.StartAsync();

        using HttpResponseMessage byQuery = await server.ReadAsync(RunningServer.Line(), "?extent=line&format=docx");
        using HttpResponseMessage byAccept = await server.ReadAsync(RunningServer.Line(), accept: "image/png");

        await AssertProblem(byQuery, HttpStatusCode.NotAcceptable, "application/alto+xml (alto)");
        await AssertProblem(byAccept, HttpStatusCode.NotAcceptable, "application/alto+xml (alto)");
    }

    [Fact]
    public async Task Read_NoImage_SaysWhatCameAndNotWhereItLies()
    {
        await using RunningServer server = await RunningServer.StartAsync();

        using HttpResponseMessage response = await server.ReadAsync("hello"u8.ToArray(), name: "letter.png");

        string detail = await AssertProblem(response, HttpStatusCode.UnprocessableEntity, "letter.png: expected an image");
        Assert.DoesNotContain(Path.GetTempPath(), detail, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(Path.GetTempPath(), $"ductus-{new string('?', 32)}"));
    }

    [Fact]
    public async Task Read_BrokenPdf_SaysWhatCameAndNotWhereItLies()
    {
        await using RunningServer server = await RunningServer.StartAsync();

        using HttpResponseMessage response = await server.ReadAsync("%PDF-1.7 and nothing else"u8.ToArray(), name: "letter.pdf");

        string detail = await AssertProblem(response, HttpStatusCode.UnprocessableEntity, "letter.pdf");
        Assert.DoesNotContain(Path.GetTempPath(), detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_NoFile_IsABadRequest()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using var form = new MultipartFormDataContent { { new StringContent("x"), "other" } };

        using HttpResponseMessage response = await server.Client.PostAsync("/api/v1/read", form);

        await AssertProblem(response, HttpStatusCode.BadRequest, "\"IFormFile file\"");
    }

    [Fact]
    public async Task Read_MoreBytesPixelsOrPagesThanAllowed_IsRefused()
    {
        await using RunningServer server = await RunningServer.StartAsync(options => options with
        {
            MaxUploadBytes = 1000,
            MaxPages = 1,
            Images = options.Images with { MaxPixels = 64 * 16 },
        });

        using HttpResponseMessage bytes = await server.ReadAsync(new byte[1001]);
        using HttpResponseMessage pixels = await server.ReadAsync(RunningServer.Line(width: 80));
        using HttpResponseMessage pages = await server.ReadAsync(RunningServer.Pages(2));

        await AssertProblem(bytes, HttpStatusCode.RequestEntityTooLarge, "at most 1000 bytes");
        await AssertProblem(pixels, HttpStatusCode.UnprocessableEntity, "at most 1024 pixels");
        await AssertProblem(pages, HttpStatusCode.BadRequest, "has 2 pages; 1 are read at once");
    }

    [Fact]
    public async Task Read_ManyAtOnce_AreReadOneAfterTheOther()
    {
        await using RunningServer server = await RunningServer.StartAsync(options => options with { Workers = 1 });

        HttpResponseMessage[] responses = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => server.ReadAsync(RunningServer.Line(), accept: "text/plain")));

        foreach (HttpResponseMessage response in responses)
            using (response)
                Assert.Equal("ai\n", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Read_MoreThanMayWait_AreTurnedAwayOrRead()
    {
        await using RunningServer server = await RunningServer.StartAsync(options => options with { Workers = 1, MaxWaiting = 0 });

        HttpResponseMessage[] responses = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => server.ReadAsync(RunningServer.Line())));

        Assert.Contains(responses, response => response.StatusCode == HttpStatusCode.OK);
        foreach (HttpResponseMessage response in responses)
            using (response)
            {
                if (response.StatusCode == HttpStatusCode.OK)
                    continue;
                await AssertProblem(response, HttpStatusCode.TooManyRequests, "try again");
                Assert.NotNull(response.Headers.RetryAfter);
            }
    }

    [Fact]
    public async Task Read_LongerThanItMayTake_IsGivenUp()
    {
        await using RunningServer server = await RunningServer.StartAsync(options => options with { LongestReading = TimeSpan.FromMilliseconds(1), MaxPages = 3000 });

        using HttpResponseMessage response = await server.ReadAsync(RunningServer.Pages(3000));

        await AssertProblem(response, HttpStatusCode.GatewayTimeout, "was given up");
    }

    internal static async Task<string> AssertProblem(HttpResponseMessage response, HttpStatusCode status, string detail)
    {
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        JsonElement problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        string said = problem.TryGetProperty("detail", out JsonElement text) ? text.GetString() ?? "" : "";
        Assert.Contains(detail, said, StringComparison.Ordinal);
        return said;
    }
}
