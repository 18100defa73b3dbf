using System.Globalization;

namespace Ductus.Documents;

/// <summary>Who made a document, and when: what formats want to know beside the page.</summary>
public sealed record DocumentOrigin
{
    /// <summary>This program and its version, as its documents name it.</summary>
    public static string ThisSoftware { get; } = $"Ductus {typeof(DocumentOrigin).Assembly.GetName().Version?.ToString(3)}";

    public required DateTimeOffset Created { get; init; }

    /// <summary>Program and version, such as <c>Ductus 0.4</c>.</summary>
    public string Software { get; init; } = "Ductus";

    /// <summary>Name of the model that read the lines; <see langword="null"/> where none did.</summary>
    public string? Model { get; init; }

    /// <summary>Its version; <see langword="null"/> where nobody says.</summary>
    public string? ModelVersion { get; init; }

    /// <summary>What made text of what the model said, such as <c>beam of 16 with english</c>.</summary>
    public string? Decoder { get; init; }

    /// <summary>Whether confidences are how often such readings are right.</summary>
    public bool IsCalibrated { get; init; }

    /// <summary>What a document says of its origin that Ductus wrote; <see langword="null"/> for others, whose makers have other names for what they did.</summary>
    /// <param name="software">As written.</param>
    /// <param name="time">As <see cref="Time"/>.</param>
    /// <param name="reader">As <see cref="Reader"/>; <see langword="null"/> without.</param>
    internal static DocumentOrigin? Parse(string? software, string? time, string? reader)
    {
        if (software?.StartsWith("Ductus", StringComparison.Ordinal) != true || !DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset created))
            return null;
        string[] parts = reader?.Split(", ", 2) ?? [];
        string[] model = parts.Length > 0 ? parts[0].Split(' ', 2) : [];
        return new DocumentOrigin
        {
            Created = created,
            Software = software,
            Model = model.ElementAtOrDefault(0),
            ModelVersion = model.ElementAtOrDefault(1),
            Decoder = parts.ElementAtOrDefault(1),
        };
    }

    /// <summary><see cref="Created"/> as formats write it: ISO 8601, UTC.</summary>
    internal string Time => Created.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Model and decoder in one; <see langword="null"/> without a model.</summary>
    public string? Reader => Model is null ? null : string.Join(", ", ((string?[])[ModelVersion is null ? Model : $"{Model} {ModelVersion}", Decoder]).OfType<string>());
}
