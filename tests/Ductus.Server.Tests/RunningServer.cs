using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Ductus.Imaging;
using Ductus.Server.Http;
using Microsoft.AspNetCore.Builder;

namespace Ductus.Server.Tests;

/// <summary>A server on a free port of loopback with small models, and somebody who asks it.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly TemporaryFolder _folder;

    private RunningServer(WebApplication server, TemporaryFolder folder, string dataFolder)
    {
        (_server, _folder, DataFolder) = (server, folder, dataFolder);
        Client = new HttpClient { BaseAddress = new Uri(server.Urls.Single()) };
    }

    public HttpClient Client { get; }

    public string DataFolder { get; }

    /// <summary>Bytes of a page of <see cref="Pages"/> in its file.</summary>
    public const int PageBytes = 2 + 12 * Entries + 4 + Side * Side;

    private const int Side = 16, Entries = 8;

    public static async Task<RunningServer> StartAsync(Func<ServerOptions, ServerOptions>? change = null)
    {
        var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["models"]);
        SmallModel.Write(folder["models/small.onnx"]);
        SmallModel.Write(folder["models/other.onnx"], "other", "vi");
        SmallModel.Write(folder["models/english.onnx"], "english", "en");
        StrokeModel.Write(folder["models/characters.onnx"]);
        var options = new ServerOptions { Urls = ["http://127.0.0.1:0"], ModelFolders = [folder["models"]], DataFolder = folder["data"], Workers = 2 };
        options = change?.Invoke(options) ?? options;
        WebApplication server = DuctusServer.Build(options);
        try
        {
            await server.StartAsync();
        }
        catch
        {
            await server.DisposeAsync();
            folder.Dispose();
            throw;
        }
        return new RunningServer(server, folder, options.DataFolder);
    }

    /// <summary>A server on an empty database of a kind.</summary>
    public static Task<RunningServer> StartAsync(DatabaseKind kind, PostgresServer postgres) =>
        StartAsync(options => options with { Database = kind == DatabaseKind.Postgres ? postgres.NewDatabase() : null });

    /// <summary>A line that reads <c>ai</c>: a cell full of ink, one of paper, one with a thin stroke.</summary>
    /// <param name="width">Of the image at scale 1, whose height is 16.</param>
    /// <param name="scale">Pixels for one.</param>
    public static byte[] Line(int width = 64, int scale = 1)
    {
        var (columns, rows, cell) = (width * scale, SmallModel.Height * scale, SmallModel.Stride * scale);
        var pixels = new byte[columns * rows];
        Array.Fill(pixels, (byte)255);
        for (int y = 0; y < rows; y++)
        {
            pixels.AsSpan(y * columns, cell).Clear();
            pixels.AsSpan(y * columns + 2 * cell, cell / 4).Clear();
        }
        return ImageFile.ToPng(new GreyImage(columns, rows, pixels));
    }

    /// <summary>A TIFF of white pages of 16 × 16 pixels.</summary>
    public static byte[] Pages(int count)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write("II"u8);
        writer.Write((short)42);
        writer.Write(8);
        for (int page = 0; page < count; page++)
        {
            int start = 8 + page * PageBytes;
            writer.Write((short)Entries);
            foreach (var (tag, value) in new[] { (256, Side), (257, Side), (258, 8), (259, 1), (262, 1), (273, start + PageBytes - Side * Side), (278, Side), (279, Side * Side) })
            {
                writer.Write((short)tag);
                writer.Write((short)4);
                writer.Write(1);
                writer.Write(value);
            }
            writer.Write(page + 1 < count ? start + PageBytes : 0);
            writer.Write(Enumerable.Repeat((byte)255, Side * Side).ToArray());
        }
        return stream.ToArray();
    }

    /// <summary>A form with one file.</summary>
    public static MultipartFormDataContent Form(byte[] file, string name = "line.png")
    {
        var content = new ByteArrayContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return new MultipartFormDataContent { { content, "file", name } };
    }

    /// <summary>Sends a line to be read.</summary>
    public async Task<HttpResponseMessage> ReadAsync(byte[] file, string query = "?extent=line", string? accept = null, string name = "line.png", Action<HttpRequestMessage>? change = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/read" + query) { Content = Form(file, name) };
        if (accept is not null)
            request.Headers.Accept.ParseAdd(accept);
        change?.Invoke(request);
        return await Client.SendAsync(request);
    }

    /// <summary>Sends a document to be kept.</summary>
    public async Task<SentDocument> SendAsync(byte[] file, string name = "line.png", string query = "?extent=line")
    {
        using HttpResponseMessage response = await Client.PostAsync("/api/v1/documents" + query, Form(file, name));
        Assert.True(response.StatusCode == HttpStatusCode.Created, await response.Content.ReadAsStringAsync());
        return await response.Content.ReadFromJsonAsync<SentDocument>() ?? throw new InvalidOperationException("null");
    }

    /// <summary>Waits until a job has ended.</summary>
    public async Task<Job> FinishedAsync(string id)
    {
        // The events end with the job; should they not, the client gives up after its 100 seconds.
        await Client.GetStringAsync($"/api/v1/jobs/{id}/events");
        Job job = await Client.GetFromJsonAsync<Job>($"/api/v1/jobs/{id}") ?? throw new InvalidOperationException("null");
        Assert.NotEqual("waiting", job.State);
        return job;
    }

    public async Task<DocumentList> ListAsync(string query = "") =>
        await Client.GetFromJsonAsync<DocumentList>("/api/v1/documents" + query) ?? throw new InvalidOperationException("null");

    /// <summary>Every file that the server keeps.</summary>
    public IReadOnlyList<string> Files() => [.. Directory.EnumerateFiles(Path.Combine(DataFolder, "files"), "*", SearchOption.AllDirectories)];

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _server.StopAsync();
        await _server.DisposeAsync();
        _folder.Dispose();
    }
}
