using System.Text;

namespace Ductus.Documents.TextFiles;

/// <summary>Rows of comma-separated values, as RFC 4180 has them, but with a line feed alone at their end. Thread-safe.</summary>
public static class Csv
{
    /// <summary>A row with its line feed.</summary>
    public static string Row(IEnumerable<string> fields) => string.Join(',', fields.Select(field =>
        field.AsSpan().ContainsAny(",\"\r\n") ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field)) + "\n";

    /// <summary>The fields of a row: commas between them, quotes around those that hold commas or quotes.</summary>
    /// <param name="row">Without its line feed; none is inside of it.</param>
    public static IReadOnlyList<string> Fields(string row)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        bool isQuoted = false;
        for (int i = 0; i < row.Length; i++)
        {
            if (row[i] == '"' && isQuoted && i + 1 < row.Length && row[i + 1] == '"')
                field.Append(row[++i]);
            else if (row[i] == '"')
                isQuoted = !isQuoted;
            else if (row[i] == ',' && !isQuoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else
                field.Append(row[i]);
        }
        fields.Add(field.ToString());
        return fields;
    }
}
