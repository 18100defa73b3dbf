using System.Xml.Linq;
using Ductus.Layout;

namespace Ductus.Documents.PageFiles;

/// <summary>A page that was read, and the elements of the file that its parts come from.</summary>
/// <param name="Page">What was read.</param>
/// <param name="Element">Of the page.</param>
/// <param name="Regions">By the ids of the page's regions.</param>
/// <param name="Lines">By the ids of its lines.</param>
/// <param name="Words">By the ids of its lines, in the order of their words.</param>
internal sealed record PageXmlContent(
    Page Page, XElement Element, IReadOnlyDictionary<string, XElement> Regions, IReadOnlyDictionary<string, XElement> Lines,
    IReadOnlyDictionary<string, IReadOnlyList<XElement>> Words);
