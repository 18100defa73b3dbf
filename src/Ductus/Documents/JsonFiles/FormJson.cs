using System.Text.Json;
using Ductus.Forms;

namespace Ductus.Documents.JsonFiles;

/// <summary>The record of a filled form, in JSON. Thread-safe.</summary>
public static class FormJson
{
    /// <param name="file">As named by the user.</param>
    /// <param name="page">1-based, within the file.</param>
    /// <param name="form">Name of its template.</param>
    /// <param name="record">What was read; <see langword="null"/> where nothing could be.</param>
    /// <param name="problem">Why not; <see langword="null"/> where all is well.</param>
    /// <returns>JSON without line breaks, and a line feed.</returns>
    public static string Line(string file, int page, string form, FormRecord? record, string? problem) => JsonText.Line(json =>
    {
        json.WriteString("file", file);
        json.WriteNumber("page", page);
        json.WriteString("form", form);
        if (problem is not null)
            json.WriteString("problem", problem);
        if (record is null)
            return;
        json.WriteShort("scale", record.Placement.Scale);
        json.WriteNumber("angle_degrees", Math.Round(record.Placement.AngleDegrees, 3));
        json.WriteShort("lines_found", record.Placement.LinesFound);
        json.WriteStartArray("fields");
        foreach (FieldReading field in record.Fields)
            WriteField(json, field);
        json.WriteEndArray();
    });

    private static void WriteField(Utf8JsonWriter json, FieldReading field)
    {
        json.WriteStartObject();
        json.WriteString("name", field.Field.Name);
        json.Write("polygon", field.Boundary.Points);
        json.WriteString("text", field.Text);
        json.WriteShort("confidence", field.Confidence);
        json.Write(field.Alternatives);
        if (field.Cells.Count > 0)
        {
            json.WriteStartArray("cells");
            foreach (CellReading cell in field.Cells)
            {
                json.WriteStartObject();
                json.WriteString("text", cell.Text);
                json.WriteShort("confidence", cell.Confidence);
                json.Write(cell.Alternatives);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }
}
