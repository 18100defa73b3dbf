using System.Globalization;

namespace Ductus.Forms;

/// <summary>How well a scan lies upon a blank form, shares 0…1.</summary>
/// <param name="Lines">Of the blank form's printed lines that are found in the scan.</param>
/// <param name="Print">Of its other print.</param>
/// <param name="Own">Of the scan's printed lines that are the form's.</param>
internal readonly record struct FormLikeness(double Lines, double Print, double Own)
{
    // Blots and writing hide some of a form.
    private const double LeastLines = 0.7, LeastPrint = 0.6, LeastOwn = 0.6;

    /// <summary>Why the scan is not that form; <see langword="null"/> where it is.</summary>
    public string? Fault =>
        Lines < LeastLines ? Because("of the form's printed lines", Lines, LeastLines, "are found in it")
        : Print < LeastPrint ? Because("of the form's print", Print, LeastPrint, "is found in it")
        : Own < LeastOwn ? Because("of its printed lines", Own, LeastOwn, "are the form's")
        : null;

    private static string Because(string what, double share, double least, string where) =>
        string.Create(CultureInfo.InvariantCulture, $"{100 * share:F0} % {what} {where}, {100 * least:F0} % are expected");
}
