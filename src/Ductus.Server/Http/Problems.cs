using Ductus.Decoding.LanguageModels;
using Ductus.Recognition;
using Ductus.Server.Reading;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Ductus.Server.Http;

/// <summary>Every error as problem details (RFC 9457): what the caller did wrong is told, what the server did wrong is logged.</summary>
internal sealed partial class Problems(ILogger<Problems> logger, ServerOptions options) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception error, CancellationToken cancel)
    {
        if (error is OperationCanceledException && context.RequestAborted.IsCancellationRequested)
            return true;
        var (status, detail) = error switch
        {
            BadHttpRequestException { InnerException: InvalidDataException } or BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }
                => (StatusCodes.Status413PayloadTooLarge, $"Expected a form with one file of at most {options.MaxUploadBytes} bytes."),
            BadHttpRequestException bad => (bad.StatusCode, bad.Message),
            ReadingRequestException => (StatusCodes.Status400BadRequest, error.Message),
            UploadException => (StatusCodes.Status422UnprocessableEntity, error.Message),
            TooManyReadingsException => (StatusCodes.Status429TooManyRequests, error.Message),
            ReadingTimeoutException => (StatusCodes.Status504GatewayTimeout, error.Message),
            OutOfMemoryException => (StatusCodes.Status507InsufficientStorage, "The page does not fit into the server's memory."),
            ModelFormatException or LanguageModelException => (StatusCodes.Status500InternalServerError, "A model of this server is damaged; its log says which."),
            _ => (StatusCodes.Status500InternalServerError, "The server failed; its log says why."),
        };
        if (status >= StatusCodes.Status500InternalServerError)
            Failed(logger, context.Request.Method, context.Request.Path, error);
        if (status == StatusCodes.Status429TooManyRequests)
            context.Response.Headers.RetryAfter = "5";
        await Write(context, status, detail);
        return true;
    }

    /// <summary>Answers with a problem.</summary>
    public static async Task Write(HttpContext context, int status, string detail)
    {
        context.Response.StatusCode = status;
        await context.RequestServices.GetRequiredService<IProblemDetailsService>().WriteAsync(new ProblemDetailsContext
        {
            HttpContext = context,
            ProblemDetails = new ProblemDetails { Status = status, Detail = detail },
        });
    }

    [LoggerMessage(LogLevel.Error, "{method} {path} failed")]
    private static partial void Failed(ILogger logger, string method, string path, Exception error);
}
