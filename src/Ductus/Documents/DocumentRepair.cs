namespace Ductus.Documents;

/// <summary>Something in a document that is not as its format wants it, and what was made of it. The file itself stays as it is.</summary>
/// <param name="Line">1-based.</param>
/// <param name="What">As in <c>the outline of line l3 has two points: the box between them is taken</c>.</param>
public readonly record struct DocumentRepair(int Line, string What)
{
    /// <summary>Where nobody wants to know.</summary>
    internal static void Untold(DocumentRepair repair)
    {
    }
}
