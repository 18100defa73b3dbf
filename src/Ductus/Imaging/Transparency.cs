namespace Ductus.Imaging;

/// <summary>What the fourth channel of a colour image means.</summary>
internal enum Transparency
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Opacity, which the colours are still to be multiplied with.</summary>
    Straight,

    /// <summary>Opacity, which the colours are already multiplied with.</summary>
    Premultiplied,
}
