namespace Ductus.Documents;

/// <summary>Size of a page's image in pixels.</summary>
public readonly record struct PageSize(int Width, int Height);
