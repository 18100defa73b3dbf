using System.Text.Json;
using System.Text.RegularExpressions;

namespace Ductus.Tests.Documents;

/// <summary>As much of JSON Schema 2020-12 as the published schemas use: enough to tell that what is written is what they say.</summary>
internal static class JsonSchema
{
    public static IReadOnlyList<string> Faults(JsonElement schema, JsonElement value)
    {
        var faults = new List<string>();
        Check(schema, schema, value, "", faults);
        return faults;
    }

    private static void Check(JsonElement root, JsonElement schema, JsonElement value, string place, List<string> faults)
    {
        foreach (JsonProperty rule in schema.EnumerateObject())
        {
            switch (rule.Name)
            {
                case "$ref":
                    Check(root, root.GetProperty("$defs").GetProperty(rule.Value.GetString()!["#/$defs/".Length..]), value, place, faults);
                    break;
                case "type":
                    string[] types = rule.Value.ValueKind == JsonValueKind.Array ? [.. rule.Value.EnumerateArray().Select(type => type.GetString()!)] : [rule.Value.GetString()!];
                    if (!types.Any(type => Is(type, value)))
                    {
                        faults.Add($"{place}: {value.ValueKind} is no {string.Join(" or ", types)}");
                        return;                                             // what else is wanted, it cannot be
                    }
                    break;
                case "required":
                    faults.AddRange(rule.Value.EnumerateArray().Where(name => value.ValueKind == JsonValueKind.Object && !value.TryGetProperty(name.GetString()!, out _)).Select(name => $"{place}: no {name}"));
                    break;
                case "additionalProperties":
                    faults.AddRange(value.EnumerateObject().Where(member => !schema.GetProperty("properties").TryGetProperty(member.Name, out _)).Select(member => $"{place}: {member.Name} is not in the schema"));
                    break;
                case "properties":
                    foreach (JsonProperty member in rule.Value.EnumerateObject())
                        if (value.TryGetProperty(member.Name, out JsonElement inner))
                            Check(root, member.Value, inner, place.Length > 0 ? $"{place}.{member.Name}" : member.Name, faults);
                    break;
                case "items":
                    int i = 0;
                    foreach (JsonElement item in value.EnumerateArray())
                        Check(root, rule.Value, item, $"{place}[{i++}]", faults);
                    break;
                case "minimum" when value.GetDouble() < rule.Value.GetDouble():
                case "maximum" when value.GetDouble() > rule.Value.GetDouble():
                case "minItems" when value.GetArrayLength() < rule.Value.GetInt32():
                case "maxItems" when value.GetArrayLength() > rule.Value.GetInt32():
                case "pattern" when !Regex.IsMatch(value.GetString()!, rule.Value.GetString()!):
                    faults.Add($"{place}: {value} against {rule.Name} {rule.Value}");
                    break;
                case "minimum" or "maximum" or "minItems" or "maxItems" or "pattern" or "$schema" or "$id" or "$defs" or "title" or "description" or "format":
                    break;
                default:
                    throw new NotSupportedException($"{rule.Name} is not checked here");
            }
        }
    }

    private static bool Is(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        _ => throw new NotSupportedException(type),
    };
}
