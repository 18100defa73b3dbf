namespace Ductus.Server.Reading;

/// <summary>What an image holds.</summary>
public enum Extent
{
    /// <summary>A page of any number of lines.</summary>
    Page,

    /// <summary>One line and nothing else.</summary>
    Line,

    /// <summary>One letter or digit.</summary>
    Character,
}

/// <summary>How a file is to be read, as programs and people ask for it. Compared by value: what is alike is loaded once.</summary>
public sealed record ReadingRequest
{
    public Extent Extent { get; init; }

    /// <summary>Name of an installed model, never a path; <see langword="null"/>: by the language, or the usual one.</summary>
    public string? Model { get; init; }

    /// <summary>A code such as <c>en</c>, or <c>auto</c>, for which some lines of the first page are read with each language's model.</summary>
    public string? Language { get; init; }

    /// <summary>Name of an installed language model, or <c>none</c>; <see langword="null"/>: the language's, where there is one.</summary>
    public string? LanguageModel { get; init; }

    /// <summary>Language of the dictionary that spelling is corrected by, such as <c>en</c>; <see langword="null"/>: nothing is corrected.</summary>
    public string? Correct { get; init; }
}

/// <summary>A request that nobody can fulfil as it is; the message says what is wrong with it.</summary>
public sealed class ReadingRequestException(string message, Exception? cause = null) : Exception(message, cause);
