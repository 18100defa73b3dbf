using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Ductus.Layout;

namespace Ductus.Cli;

/// <summary>Objects as one line of JSON each, and what several of them hold.</summary>
internal static class JsonLine
{
    // Text in any script stays readable; the output is a file or a pipe, never part of an HTML page.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="members">Writes the object's.</param>
    /// <returns>JSON without line breaks, and a line feed.</returns>
    public static string Of(Action<Utf8JsonWriter> members)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    /// <summary>What else may be written there; nothing without any.</summary>
    public static void Write(this Utf8JsonWriter json, IReadOnlyList<TextAlternative> alternatives)
    {
        if (alternatives.Count == 0)
            return;
        json.WriteStartArray("alternatives");
        foreach (TextAlternative alternative in alternatives)
        {
            json.WriteStartObject();
            json.WriteString("text", alternative.Text);
            json.WriteNumber("confidence", Math.Round(alternative.Confidence, 4));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>The polygon, pixels to a tenth.</summary>
    public static void Write(this Utf8JsonWriter json, Boundary boundary)
    {
        json.WriteStartArray("polygon");
        foreach (Point point in boundary.Points)
        {
            json.WriteStartArray();
            json.WriteNumberValue(Math.Round(point.X, 1));
            json.WriteNumberValue(Math.Round(point.Y, 1));
            json.WriteEndArray();
        }
        json.WriteEndArray();
    }
}
