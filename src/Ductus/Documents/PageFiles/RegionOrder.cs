using System.Globalization;
using System.Xml.Linq;
using Ductus.Documents.Xml;
using Names = Ductus.Documents.PageFiles.PageXmlNames;

namespace Ductus.Documents.PageFiles;

/// <summary>In what order regions are read: as <c>ReadingOrder</c> says, or else <c>custom</c>, or else as they stand.</summary>
internal static class RegionOrder
{
    /// <param name="page">With the reading order.</param>
    /// <param name="regions">As they stand.</param>
    public static IEnumerable<XElement> Of(XElement page, XElement[] regions)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (XElement group in page.Children(Names.ReadingOrder).SelectMany(order => order.Elements()))
            foreach (string region in Mentioned(group))
                places.TryAdd(region, places.Count);
        if (places.Count == 0)
            foreach (XElement region in regions)
                if (region.AttributeValue("id") is { } id && Names.IndexIn(region.AttributeValue(Names.Custom)) is { } index)
                    places.TryAdd(id, index);
        // What is not mentioned goes with the region it lies in, or comes last.
        return regions.OrderBy(region => region.AncestorsAndSelf().TakeWhile(element => element != page)
            .Select(element => element.AttributeValue("id") is { } id && places.TryGetValue(id, out int place) ? place : (int?)null)
            .FirstOrDefault(place => place is not null) ?? int.MaxValue);
    }

    /// <summary>The regions of a group and of the groups in it, in order.</summary>
    private static IEnumerable<string> Mentioned(XElement group)
    {
        if (group.AttributeValue(Names.RegionReference) is { } own)
            yield return own;
        // Members of ordered groups are numbered; those of others stand as they are.
        foreach (XElement member in group.Elements().OrderBy(member =>
            int.TryParse(member.AttributeValue(Names.Index), NumberStyles.Integer, CultureInfo.InvariantCulture, out int index) ? index : int.MaxValue))
            foreach (string region in Mentioned(member))
                yield return region;
    }
}
