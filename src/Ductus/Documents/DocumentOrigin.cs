namespace Ductus.Documents;

/// <summary>Who made a document, and when: what formats want to know beside the page.</summary>
public sealed record DocumentOrigin
{
    public required DateTimeOffset Created { get; init; }

    /// <summary>Program and version, such as <c>Ductus 0.4</c>.</summary>
    public string Software { get; init; } = "Ductus";

    /// <summary>Model and decoder that read the lines; <see langword="null"/> where nobody, or a person did.</summary>
    public string? Reader { get; init; }
}
