using Ductus.Decoding.LanguageModels;
using Ductus.Recognition;
using Ductus.Server.Reading;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ductus.Server.Http;

/// <summary>An installed model.</summary>
/// <param name="Name">That requests take.</param>
/// <param name="Version">Of the model.</param>
/// <param name="Reads"><c>lines</c>, <c>words</c> or <c>characters</c>.</param>
/// <param name="Languages">Codes such as <c>en</c>.</param>
/// <param name="LanguageModel">That reads with it where nobody asks for another; absent where there is none.</param>
/// <param name="Data">What it learned from.</param>
/// <param name="Terms">That its training data passes on to its users.</param>
/// <param name="CommercialUse"><c>yes</c>, <c>no</c> or <c>unknown</c>.</param>
/// <param name="Bytes">Of its file.</param>
public sealed record InstalledModel(
    string Name, string Version, string Reads, IReadOnlyList<string> Languages, string? LanguageModel, string Data, string Terms, string CommercialUse, long Bytes);

/// <summary><c>/api/v1/models</c>: what can be read with, and the files for programs that read themselves.</summary>
internal static class ModelEndpoints
{
    public static void MapModels(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder models = routes.MapGroup("/api/v1/models").WithTags("Models");
        models.MapGet("", List).WithName("ListModels").WithSummary("Lists the installed models.");
        models.MapGet("/{name}", Send).WithName("GetModelFile").WithSummary("The ONNX file of a model, whose metadata say how it is used.").Produces<Stream>(StatusCodes.Status200OK, contentType: "application/octet-stream");
    }

    private static Ok<InstalledModel[]> List(ReaderShelf shelf) => TypedResults.Ok(InstalledModels.Files(shelf.Folders).Select(file => Describe(file, shelf.Folders)).DistinctBy(model => model.Name).ToArray());

    private static InstalledModel Describe(string file, IReadOnlyList<string> folders)
    {
        ModelMetadata model = ModelMetadata.Read(file);
        string? languageModel = model.Task == ModelTask.Characters ? null : InstalledLanguageModels.For(model, model.Languages, folders);
        return new InstalledModel(Path.GetFileNameWithoutExtension(file), model.Version, Word(model.Task), model.Languages,
            Path.GetFileNameWithoutExtension(languageModel), model.Data, model.LicenceTerms, Word(model.CommercialUse), new FileInfo(file).Length);
    }

    // By the list of what is installed: the name in the address is compared, never made a path of.
    private static Results<PhysicalFileHttpResult, NotFound> Send(string name, ReaderShelf shelf) =>
        InstalledModels.Files(shelf.Folders).FirstOrDefault(file => Path.GetFileNameWithoutExtension(file) == name) is { } found
            ? TypedResults.PhysicalFile(found, "application/octet-stream", Path.GetFileName(found), File.GetLastWriteTimeUtc(found)) : TypedResults.NotFound();

    private static string Word(Enum value) => value.ToString().ToLowerInvariant();
}
