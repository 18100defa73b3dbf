using System.Xml.Linq;
using Ductus.Layout;

namespace Ductus.Documents.AltoFiles;

/// <summary>Pages that were read, and the elements of the file that their parts come from.</summary>
/// <param name="Pages">What was read.</param>
/// <param name="Elements">Of the pages.</param>
/// <param name="Scale">Pixels to a unit of the file.</param>
/// <param name="Blocks">By the ids of the regions.</param>
/// <param name="Lines">By the ids of the lines.</param>
internal sealed record AltoContent(
    IReadOnlyList<Page> Pages, IReadOnlyList<XElement> Elements, IReadOnlyList<double> Scale,
    IReadOnlyDictionary<string, XElement> Blocks, IReadOnlyDictionary<string, XElement> Lines);
