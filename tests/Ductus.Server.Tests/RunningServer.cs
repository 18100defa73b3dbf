using System.Net.Http.Headers;
using Ductus.Imaging;
using Microsoft.AspNetCore.Builder;

namespace Ductus.Server.Tests;

/// <summary>A server on a free port of loopback with small models, and somebody who asks it.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly TemporaryFolder _folder;

    private RunningServer(WebApplication server, TemporaryFolder folder)
    {
        (_server, _folder) = (server, folder);
        Client = new HttpClient { BaseAddress = new Uri(server.Urls.Single()) };
    }

    public HttpClient Client { get; }

    public static async Task<RunningServer> StartAsync(Func<ServerOptions, ServerOptions>? change = null)
    {
        var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["models"]);
        SmallModel.Write(folder["models/small.onnx"]);
        SmallModel.Write(folder["models/other.onnx"], "other", "vi");
        SmallModel.Write(folder["models/english.onnx"], "english", "en");
        StrokeModel.Write(folder["models/characters.onnx"]);
        var options = new ServerOptions { Urls = ["http://127.0.0.1:0"], ModelFolders = [folder["models"]], Workers = 2 };
        WebApplication server = DuctusServer.Build(change?.Invoke(options) ?? options);
        await server.StartAsync();
        return new RunningServer(server, folder);
    }

    /// <summary>A line that reads <c>ai</c>: a cell full of ink, one of paper, one with a thin stroke.</summary>
    public static byte[] Line(int width = 64)
    {
        var pixels = new byte[width * SmallModel.Height];
        Array.Fill(pixels, (byte)255);
        for (int y = 0; y < SmallModel.Height; y++)
        {
            pixels.AsSpan(y * width, SmallModel.Stride).Clear();
            pixels.AsSpan(y * width + 2 * SmallModel.Stride, 4).Clear();
        }
        return ImageFile.ToPng(new GreyImage(width, SmallModel.Height, pixels));
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

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _server.StopAsync();
        await _server.DisposeAsync();
        _folder.Dispose();
    }
}
