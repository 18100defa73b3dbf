using Ductus.Layout;

namespace Ductus.Documents.JsonFiles;

/// <summary>What a JSON file says.</summary>
/// <param name="Pages">In order.</param>
/// <param name="Origin">Who read them, and when.</param>
internal sealed record PageJsonContent(IReadOnlyList<Page> Pages, DocumentOrigin Origin);
