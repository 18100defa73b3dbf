using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ductus.Training;

/// <summary>Changes single values of a recipe's JSON, so that a series of runs needs one file.</summary>
internal static class RecipeChanges
{
    private static readonly JsonDocumentOptions Reading = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <param name="json">A recipe.</param>
    /// <param name="changes">Keys, dots between those on the way, and their values: JSON, or else taken as text.</param>
    /// <exception cref="JsonException">The text is no JSON object, or a key on the way leads to no object.</exception>
    public static string Apply(string json, IReadOnlyList<(string Key, string Value)> changes)
    {
        JsonObject recipe = JsonNode.Parse(json, documentOptions: Reading) as JsonObject ?? throw new JsonException("the file holds no JSON object");
        foreach (var (key, value) in changes)
        {
            string[] way = key.Split('.');
            JsonObject parent = recipe;
            foreach (string step in way[..^1])
            {
                parent = (parent[step] ??= new JsonObject()) as JsonObject
                    ?? throw new JsonException($"\"{key}\" cannot be set: \"{step}\" holds no further keys.");
            }
            parent[way[^1]] = Value(value);
        }
        return recipe.ToJsonString();
    }

    private static JsonNode? Value(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }
}
