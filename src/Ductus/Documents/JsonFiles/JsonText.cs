using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Ductus.Layout;

namespace Ductus.Documents.JsonFiles;

/// <summary>What objects in JSON have in common.</summary>
internal static class JsonText
{
    // Text in any script stays readable; the output is a file or a pipe, never part of an HTML page.
    private static readonly JsonWriterOptions OnALine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }, Indented = OnALine with { Indented = true, NewLine = "\n" };

    /// <param name="members">Writes the object's.</param>
    /// <param name="isIndented">A member on a line; else all on one line.</param>
    /// <returns>An object, and a line feed.</returns>
    public static byte[] Of(Action<Utf8JsonWriter> members, bool isIndented = false)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, isIndented ? Indented : OnALine))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }
        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    public static string Line(Action<Utf8JsonWriter> members) => Encoding.UTF8.GetString(Of(members));

    /// <summary>Confidences and the like, to four digits.</summary>
    public static void WriteShort(this Utf8JsonWriter json, string name, double number) => json.WriteNumber(name, Math.Round(number, 4));

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
            json.WriteShort("confidence", alternative.Confidence);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>Pixels to a tenth.</summary>
    public static void Write(this Utf8JsonWriter json, string name, IReadOnlyList<Point> points)
    {
        // On one line, also where members stand on lines of their own.
        json.WritePropertyName(name);
        json.WriteRawValue($"[{string.Join(',', points.Select(point => string.Create(CultureInfo.InvariantCulture, $"[{Math.Round(point.X, 1)},{Math.Round(point.Y, 1)}]")))}]");
    }
}
