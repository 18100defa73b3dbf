using System.Text.Json.Serialization;
using Ductus.Server.Http;
using Ductus.Server.Jobs;
using Ductus.Server.Reading;
using Ductus.Server.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;

namespace Ductus.Server;

/// <summary>The server as a whole: what it is made of, and in which order a request passes through it.</summary>
public static class DuctusServer
{
    /// <summary>Makes a server that is not started yet.</summary>
    /// <param name="options">What it is started with.</param>
    /// <param name="clock">The time of documents.</param>
    /// <exception cref="ServerOptionsException">It would listen to other machines without asking anybody for a token.</exception>
    /// <remarks>The data folder and the database are opened when it starts; <see cref="Storage.DatabaseException"/> says why they cannot be.</remarks>
    public static WebApplication Build(ServerOptions options, TimeProvider? clock = null)
    {
        ListenAddresses.Check(options);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = "Ductus.Server", ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders().AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseKestrelHttpsConfiguration().UseUrls([.. options.Urls]).ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // The limit of the file is the form's; what surrounds it in a form is small.
            kestrel.Limits.MaxRequestBodySize = options.MaxUploadBytes + (1 << 20);
        });
        Services(builder.Services, options, clock ?? TimeProvider.System);

        WebApplication app = builder.Build();
        app.UseExceptionHandler().UseStatusCodePages();
        app.UseMiddleware<SecurityHeaders>().UseMiddleware<SameOrigin>().UseMiddleware<TokenCheck>();
        app.UseWebPages(options);
        app.MapOpenApi("/openapi/{documentName}.json");
        app.MapHealth();
        app.MapPrometheusScrapingEndpoint("/metrics");
        app.MapSession();
        app.MapModels();
        app.MapRead();
        app.MapDocuments();
        app.MapPages();
        app.MapJobs();
        return app;
    }

    private static void Services(IServiceCollection services, ServerOptions options, TimeProvider clock)
    {
        services.AddSingleton(options).AddSingleton(clock).AddSingleton(new SharedToken(options.Token));
        services.AddSingleton(_ => new ReaderShelf(options.ModelFolders, options.Workers));
        services.AddSingleton<ReadingMetrics>().AddSingleton<ReadingService>();
        services.AddSingleton(_ => new DataFolder(options.DataFolder));
        services.AddSingleton(provider => Database.Open(options.Database, provider.GetRequiredService<DataFolder>().Path));
        services.AddSingleton(provider => new StoredFiles(Path.Combine(provider.GetRequiredService<DataFolder>().Path, "files")));
        services.AddSingleton<Storage.Documents>().AddSingleton<Transcriptions>().AddSingleton<ReadingJobs>();
        services.AddSingleton<JobEvents>().AddSingleton<JobRunner>().AddHostedService(provider => provider.GetRequiredService<JobRunner>());
        services.AddOpenTelemetry().WithMetrics(metrics => metrics
            .AddMeter(ReadingMetrics.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime").AddPrometheusExporter());
        services.Configure<FormOptions>(form => form.MultipartBodyLengthLimit = options.MaxUploadBytes);
        services.AddProblemDetails().AddExceptionHandler<Problems>();
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict);
        services.AddOpenApi("v1", description => description.AddDocumentTransformer<Description>());
    }
}
