using System.Text.Json;

namespace Ductus.Training.Data;

/// <summary>
/// <c>labels.json</c>, the text of each image by its file's name, beside the images, as the data of Cinnamon's marathon of 2018 are handed around: in the
/// folder itself, or in folders in it, each of which is a split of its name.
/// </summary>
internal static class LabelFiles
{
    private const string Name = "labels.json";

    /// <returns>The files, in the order of their folders' names; empty when there are none.</returns>
    public static IReadOnlyList<string> Find(string folder) => File.Exists(Path.Combine(folder, Name)) ? [Path.Combine(folder, Name)]
        : [.. Directory.GetDirectories(folder).Order(StringComparer.Ordinal).Select(inner => Path.Combine(inner, Name)).Where(File.Exists)];

    /// <exception cref="LineDataException">A file is no object of texts, or names an image twice.</exception>
    public static LineCollector Read(string folder, IReadOnlyList<string> files)
    {
        var lines = new LineCollector();
        foreach (string file in files)
        {
            string images = Path.GetDirectoryName(file) ?? "", part = Path.GetRelativePath(folder, images);
            bool isWhole = part == ".";
            using JsonDocument labels = Parse(file);
            foreach (JsonProperty label in labels.RootElement.EnumerateObject())
            {
                if (label.Value.ValueKind != JsonValueKind.String)
                    throw new LineDataException(file, $"expected the text of {label.Name}; got {label.Value.ValueKind.ToString().ToLowerInvariant()}.");
                if (!lines.TryAdd(isWhole ? LineSplit.None : part, isWhole ? label.Name : $"{part}/{label.Name}", Path.Combine(images, label.Name), label.Value.GetString() ?? "", writer: null))
                    throw new LineDataException(file, $"expected every image once; \"{label.Name}\" stands here a second time.");
            }
        }
        return lines;
    }

    private static JsonDocument Parse(string file)
    {
        try
        {
            byte[] content = File.ReadAllBytes(file);
            JsonDocument document = JsonDocument.Parse(content.AsSpan().StartsWith("\uFEFF"u8) ? content.AsMemory(3) : content);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return document;
            document.Dispose();
            throw new LineDataException(file, "expected an object with the text of each image by its name.");
        }
        catch (JsonException error)
        {
            throw new LineDataException(file, $"expected well-formed JSON; {error.Message.Split(" LineNumber:", 2)[0]}", (int)(error.LineNumber ?? 0) + 1, error);
        }
    }
}
