using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ductus.Imaging;
using Ductus.Layout;

namespace Ductus.Forms;

/// <summary>
/// A form: its image, blank or nearly so, and the fields on it. A JSON file, comments allowed: <c>image</c>, relative to the file, and <c>fields</c>,
/// each with <c>name</c>, <c>box</c> (left, top, width, height in pixels of the image), <c>model</c>, and where wanted <c>cells</c> and <c>list</c>,
/// texts or the name of a file with one on each line. Immutable, share it.
/// </summary>
public sealed class FormTemplate
{
    private static readonly FormJson Json = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        RespectNullableAnnotations = true,
    });

    /// <summary>Columns of a record that are no field's.</summary>
    private static readonly string[] Taken = ["file", "page", "problem"];

    private const int LeastCell = 4;

    private readonly Lazy<FormLines> _lines;

    /// <param name="name">Of the form, for people.</param>
    /// <param name="image">Blank or nearly so.</param>
    /// <param name="fields">At least one; each lies on the image and has a name of its own.</param>
    /// <exception cref="ArgumentException">There is no field, two have one name, or one lies outside the image.</exception>
    public FormTemplate(string name, GreyImage image, IReadOnlyList<FormField> fields)
    {
        if (Fault(image, fields) is { } fault)
            throw new ArgumentException(fault, nameof(fields));
        (Name, Image, Fields) = (name, Polarity.ToDarkOnLight(image), fields);
        _lines = new(() => FormLines.Of(Image));
    }

    /// <summary>The file's name without its ending.</summary>
    public string Name { get; }

    /// <summary>The form before anyone wrote on it, dark on light.</summary>
    public GreyImage Image { get; }

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<FormField> Fields { get; }

    /// <summary>Whether the form has printed lines enough that a scan can be registered by them.</summary>
    public bool CanBeRegistered => Lines.Level.Sum(line => line.Length) + Lines.Upright.Sum(line => line.Length) >= Math.Min(Lines.Width, Lines.Height) / 4;

    internal FormLines Lines => _lines.Value;

    /// <summary>The fields on the small image of <see cref="Lines"/>.</summary>
    internal IReadOnlyList<Box> SmallFields => field ??= [.. Fields.Select(one =>
    {
        Point first = Lines.ToSmall.Apply(one.Box.X, one.Box.Y), last = Lines.ToSmall.Apply(one.Box.Right, one.Box.Bottom);
        return new Box((int)first.X, (int)first.Y, (int)(last.X - first.X), (int)(last.Y - first.Y));
    })];

    /// <summary>Reads a template and its image.</summary>
    /// <exception cref="FormTemplateException">The file is no template, or its fields do not fit its image; the message names the place.</exception>
    /// <exception cref="ImageFormatException">The image is none.</exception>
    public static FormTemplate Load(string path)
    {
        TemplateFile file;
        try
        {
            file = JsonSerializer.Deserialize(File.ReadAllText(path), Json.TemplateFile) ?? throw new JsonException("the file says null");
        }
        catch (JsonException e)
        {
            string place = e.LineNumber is { } line ? $"{path}:{line + 1}" : path;
            throw new FormTemplateException($"{place}: expected the template of a form; {e.Message}", e);
        }
        string folder = Path.GetDirectoryName(path) ?? "", image = Path.Combine(folder, file.Image);
        if (!File.Exists(image))
            throw new FormTemplateException($"{path}: expected the image of the form, {image}; there is no such file.");
        try
        {
            return new FormTemplate(Path.GetFileNameWithoutExtension(path), ImageFile.Read(image), [.. file.Fields.Select((field, i) => Field(field ?? throw new ArgumentException($"field {i + 1} is null."), folder))]);
        }
        catch (ArgumentException e)
        {
            throw new FormTemplateException($"{path}: {e.Message.Split(" (Parameter", 2)[0]}", e);
        }
    }

    private static FormField Field(FieldEntry entry, string folder)
    {
        if (entry.Box is not [var left, var top, var width, var height])
            throw new ArgumentException($"field \"{entry.Name}\": a box is left, top, width and height; got {entry.Box.Length} numbers.");
        return new FormField
        {
            Name = entry.Name,
            Box = new Box(left, top, width, height),
            // The path of a model is relative to the template, too; a name is not.
            Model = entry.Model.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase) ? Path.Combine(folder, entry.Model) : entry.Model,
            Cells = entry.Cells is >= 0 and <= FormField.MostCells ? entry.Cells
                : throw new ArgumentException($"field \"{entry.Name}\": a field has 0…{FormField.MostCells} cells; got {entry.Cells}."),
            Texts = Texts(entry, folder),
        };
    }

    private static string[] Texts(FieldEntry entry, string folder)
    {
        if (entry.List is not { } list)
            return [];
        if (list.ValueKind == JsonValueKind.Array && list.GetArrayLength() > 0 && list.EnumerateArray().All(text => text.ValueKind == JsonValueKind.String))
            return [.. list.EnumerateArray().Select(text => text.GetString() ?? "")];
        if (list.ValueKind != JsonValueKind.String)
            throw new ArgumentException($"field \"{entry.Name}\": a list is texts, at least one, or the name of a file; got {list.GetRawText()}.");
        string file = Path.Combine(folder, list.GetString() ?? "");
        if (!File.Exists(file))
            throw new ArgumentException($"field \"{entry.Name}\": expected the list {file}; there is no such file.");
        try
        {
            string[] texts = [.. File.ReadLines(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true)).Where(text => !string.IsNullOrWhiteSpace(text))];
            return texts.Length > 0 ? texts : throw new ArgumentException($"field \"{entry.Name}\": expected texts in the list {file}; it is empty.");
        }
        catch (DecoderFallbackException e)
        {
            throw new ArgumentException($"field \"{entry.Name}\": expected UTF-8 in the list {file}; {e.Message}", e);
        }
    }

    private static string? Fault(GreyImage image, IReadOnlyList<FormField> fields)
    {
        if (fields.Count == 0)
            return "a form needs at least 1 field; it has none.";
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (FormField field in fields)
        {
            if (string.IsNullOrWhiteSpace(field.Name))
                return "every field needs a name; one has none.";
            if (!names.Add(field.Name))
                return $"two fields are called \"{field.Name}\".";
            if (Taken.Contains(field.Name) || fields.Any(other => field.Name == $"{other.Name}_confidence"))
                return $"a field cannot be called \"{field.Name}\": records have a column of that name.";
            Box box = field.Box;
            if (box.Width < LeastCell * Math.Max(1, field.Cells) || box.Height < LeastCell)
                return $"field \"{field.Name}\": a box, or each of its cells, is at least {LeastCell} × {LeastCell} pixels; got {box.Width} × {box.Height}{(field.Cells > 0 ? $" for {field.Cells} cells" : "")}.";
            if (box.X < 0 || box.Y < 0 || (long)box.X + box.Width > image.Width || (long)box.Y + box.Height > image.Height)
                return $"field \"{field.Name}\": its box {box.X}, {box.Y}, {box.Width} × {box.Height} reaches beyond the image of {image.Width} × {image.Height} pixels.";
        }
        return null;
    }
}

/// <summary>A template that cannot be used.</summary>
public sealed class FormTemplateException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>A template as it stands in its file.</summary>
internal sealed record TemplateFile
{
    public required string Image { get; set; }

    public required FieldEntry[] Fields { get; set; }
}

/// <summary>A field as it stands in the file.</summary>
internal sealed record FieldEntry
{
    public required string Name { get; set; }

    public required int[] Box { get; set; }

    public required string Model { get; set; }

    public int Cells { get; set; }

    /// <summary>Texts, or the name of a file.</summary>
    public JsonElement? List { get; set; }
}

[JsonSerializable(typeof(TemplateFile))]
internal sealed partial class FormJson : JsonSerializerContext;
