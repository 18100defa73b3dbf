using Ductus.Documents;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Ductus.Server.Http;

/// <summary>Which format an answer is in: what <c>?format=</c> names, else the first that <c>Accept</c> likes best, else JSON.</summary>
internal static class Negotiation
{
    private static readonly (string Format, string MediaType)[] MediaTypes =
    [
        ("json", "application/json"), ("txt", "text/plain"), ("page", "application/vnd.prima.page+xml"), ("alto", "application/alto+xml"),
        ("hocr", "text/html"), ("tei", "application/tei+xml"), ("md", "text/markdown"), ("csv", "text/csv"), ("pdf", "application/pdf"),
    ];

    /// <summary>Every media type, for the description of the interface.</summary>
    public static IReadOnlyList<string> All { get; } = [.. MediaTypes.Select(type => type.MediaType)];

    /// <returns><see langword="null"/> where there is no such format.</returns>
    /// <param name="name">What the query says; <see langword="null"/> where it says nothing.</param>
    /// <param name="request">Whose headers are looked at.</param>
    public static DocumentFormat? FormatFor(string? name, HttpRequest request)
    {
        if (!string.IsNullOrEmpty(name))
            return DocumentFormat.Named(name);
        IList<MediaTypeHeaderValue> accepted = request.GetTypedHeaders().Accept;
        if (accepted.Count == 0)
            return DocumentFormat.Json;
        return accepted.OrderByDescending(type => type.Quality ?? 1).Where(type => type.Quality is not 0)
            .SelectMany(type => MediaTypes.Where(offered => new MediaTypeHeaderValue(offered.MediaType).IsSubsetOf(type)))
            .Select(offered => DocumentFormat.Named(offered.Format)).FirstOrDefault();
    }

    /// <summary>The answer where there is no such format.</summary>
    public static ProblemHttpResult NotAcceptable() => TypedResults.Problem(
        $"Nothing that was asked for can be written; there is {string.Join(", ", MediaTypes.Select(type => $"{type.MediaType} ({type.Format})"))}.", statusCode: StatusCodes.Status406NotAcceptable);

    /// <summary>With the encoding, where it is text.</summary>
    public static string MediaTypeOf(DocumentFormat format)
    {
        string type = MediaTypes.Single(one => one.Format == format.Name).MediaType;
        return type.StartsWith("text/", StringComparison.Ordinal) ? type + "; charset=utf-8" : type;
    }
}
