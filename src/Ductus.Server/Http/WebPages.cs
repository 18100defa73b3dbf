using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace Ductus.Server.Http;

/// <summary>The pages for people: files that were built once, from a folder of their own and nowhere else.</summary>
internal static class WebPages
{
    private const string Start = "index.html";

    /// <summary>Beside the program, or where the repository it was built from has them; <see langword="null"/> where they are not built.</summary>
    public static string? Find()
    {
        var folders = new List<string> { Path.Combine(AppContext.BaseDirectory, "wwwroot") };
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Ductus.slnx")))
                folders.Add(Path.Combine(folder.FullName, "artifacts", "web"));
        return folders.FirstOrDefault(folder => File.Exists(Path.Combine(folder, Start)));
    }

    public static void UseWebPages(this IApplicationBuilder app, ServerOptions options)
    {
        if (options.WebFolder is not { } folder)
            return;
        var files = new PhysicalFileProvider(Path.GetFullPath(folder));
        app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files, DefaultFileNames = [Start] });
        app.UseStaticFiles(new StaticFileOptions { FileProvider = files, OnPrepareResponse = Cached });
    }

    // What is called after its content never changes; the page that names it is asked for every time.
    private static void Cached(StaticFileResponseContext context) => context.Context.Response.Headers.CacheControl =
        context.Context.Request.Path.StartsWithSegments("/assets") ? "public, max-age=31536000, immutable" : "no-cache";
}
