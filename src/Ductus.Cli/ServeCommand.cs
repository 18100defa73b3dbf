using System.CommandLine;
using Ductus.Server;
using Microsoft.AspNetCore.Builder;

namespace Ductus.Cli;

/// <summary><c>ductus serve</c>: the server, until it is stopped.</summary>
internal static class ServeCommand
{
    public static Command Create(Terminal terminal, CancellationToken cancel)
    {
        var defaults = new ServerOptions();
        var urls = new Option<string[]>("--urls")
        {
            Description = "Where to listen, such as http://127.0.0.1:8080. May be given several times; port 0 takes any that is free.",
            HelpName = "URL",
            DefaultValueFactory = _ => [.. defaults.Urls],
        };
        var data = new Option<string>("--data") { Description = "Folder of the documents that are kept; made if it is not there.", HelpName = "DIR", DefaultValueFactory = _ => defaults.DataFolder };
        var database = new Option<string?>("--database")
        {
            Description = "A PostgreSQL database instead of a file in that folder: postgres://USER:PASSWORD@HOST/NAME. What PGUSER, PGPASSWORD and ~/.pgpass say may be left out.",
            HelpName = "URL",
        };
        var token = new Option<FileInfo?>("--token-file")
        {
            Description = $"File whose first line is a token of at least {ServerOptions.LeastToken} characters that every request has to show (Authorization: Bearer …). Addresses that other machines reach want one.",
            HelpName = "FILE",
        };
        Option<long> upload = WholeNumber.Option("--max-upload", "Most bytes of a file that is sent.", minimum: 1, fallback: defaults.MaxUploadBytes, maximum: 1L << 31);
        Option<long> pages = WholeNumber.Option("--max-pages", "Most pages of a file that is read while its sender waits.", minimum: 1, fallback: defaults.MaxPages, maximum: 10_000);
        Option<long> documentPages = WholeNumber.Option("--max-document-pages", "Most pages of a document that is kept.", minimum: 1, fallback: defaults.MaxDocumentPages, maximum: 100_000);
        Option<long> pixels = WholeNumber.Option("--max-pixels", "Most pixels of a page.", minimum: 1, fallback: defaults.Images.MaxPixels, maximum: 2_147_483_591);
        Option<long> workers = WholeNumber.Option("--workers", "Files that are read at a time. The default is what the machine has processors.", minimum: 1, fallback: defaults.Workers, maximum: 256);
        var command = new ExplainedCommand("serve",
            "Serves reading in the browser and over HTTP. Its pages take images and PDFs, show what is read in them, and take corrections. For programs, POST /api/v1/read takes an image or a PDF and answers with its text in the format that Accept names; POST /api/v1/documents keeps it, reads it in turn and "
            + "takes corrections; /openapi/v1.json describes the rest. Ctrl-C stops it; what was not read yet is read after the next start.",
            ("ductus serve", $"Listens at {defaults.Urls[0]}, for this machine only; open that in a browser."),
            ($"curl -F file=@letter.png -H 'Accept: text/plain' {defaults.Urls[0]}/api/v1/read", "Asks it to read a page."),
            ("ductus serve --urls http://0.0.0.0:5757 --token-file token.txt", "Listens to other machines, which have to show the token."))
        {
            urls, data, database, token, upload, pages, documentPages, pixels, workers,
        };
        command.SetAction(parsed => Run(terminal, new ServerOptions
        {
            Urls = parsed.GetRequiredValue(urls),
            Token = parsed.GetValue(token) is { } file ? TokenOf(file) : null,
            DataFolder = parsed.GetRequiredValue(data),
            Database = parsed.GetValue(database),
            MaxUploadBytes = parsed.GetValue(upload),
            MaxPages = (int)parsed.GetValue(pages),
            MaxDocumentPages = (int)parsed.GetValue(documentPages),
            Images = defaults.Images with { MaxPixels = parsed.GetValue(pixels) },
            Workers = (int)parsed.GetValue(workers),
        }, cancel));
        return command;
    }

    private static int Run(Terminal terminal, ServerOptions options, CancellationToken cancel)
    {
        using WebApplication server = DuctusServer.Build(options);
        server.StartAsync(cancel).GetAwaiter().GetResult();
        foreach (string url in server.Urls)
            terminal.Error.WriteLine($"Listening at {url} (Ctrl-C stops)");
        // It also stops by itself, where it cannot go on.
        WaitHandle.WaitAny([cancel.WaitHandle, server.Lifetime.ApplicationStopping.WaitHandle]);
        // What is being read is finished, within the host's half a minute.
        server.StopAsync(CancellationToken.None).GetAwaiter().GetResult();
        return cancel.IsCancellationRequested ? ExitStatus.Done : ExitStatus.Failed;
    }

    private static string TokenOf(FileInfo file)
    {
        string token = File.ReadLines(file.FullName).FirstOrDefault()?.Trim() ?? "";
        return token.Length >= ServerOptions.LeastToken ? token
            : throw new ServerOptionsException($"{file}: expected a token of at least {ServerOptions.LeastToken} characters on its first line; it has {token.Length}. openssl rand -hex 32 makes one.");
    }
}
