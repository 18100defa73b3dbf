using System.Xml.Linq;

namespace Ductus.Documents.Xml;

/// <summary>Brings the elements in a parent into another order with as few changes as there can be.</summary>
internal static class ElementOrder
{
    /// <param name="edits">Takes the changes; what changes inside elements is in it already, for a moved one takes that along.</param>
    /// <param name="parent">Whose children they are.</param>
    /// <param name="present">The elements there are, as they stand.</param>
    /// <param name="wanted">In the order that they shall have: elements of the file, from here or elsewhere, or new ones.</param>
    /// <param name="comesBefore">Whether children of a name have their place before all of these.</param>
    public static void Arrange(XmlEdits edits, XElement parent, IReadOnlyList<XElement> present, IReadOnlyList<XElement> wanted, Predicate<string> comesBefore)
    {
        HashSet<XElement> staying = Staying(present, wanted);
        XElement? last = null;
        foreach (XElement element in wanted)
        {
            if (staying.Contains(element))
                last = element;
            else if (last is not null)
                edits.InsertAfter(last, element);
            else if (present.Count > 0)
                edits.InsertBefore(present[0], element);
            else
                edits.Insert(parent, comesBefore, element);
        }
        foreach (XElement element in present.Where(element => !staying.Contains(element)))
            edits.Remove(element);
    }

    /// <summary>The most elements that are in the right order among themselves: a longest increasing subsequence, in O(n log n).</summary>
    private static HashSet<XElement> Staying(IReadOnlyList<XElement> present, IReadOnlyList<XElement> wanted)
    {
        var placeOf = present.Select((element, place) => (element, place)).ToDictionary(one => one.element, one => one.place);
        XElement[] both = [.. wanted.Where(placeOf.ContainsKey)];
        // Of each length the sequence that ends with the smallest place, by its last element; before[i] is what comes before element i in it.
        int[] before = new int[both.Length];
        List<int> ends = [], endPlaces = [];
        for (int i = 0; i < both.Length; i++)
        {
            int place = placeOf[both[i]], found = endPlaces.BinarySearch(place), length = found < 0 ? ~found : found;
            before[i] = length > 0 ? ends[length - 1] : -1;
            if (length == ends.Count)
            {
                ends.Add(i);
                endPlaces.Add(place);
            }
            else
                (ends[length], endPlaces[length]) = (i, place);
        }
        var staying = new HashSet<XElement>();
        for (int i = ends.Count > 0 ? ends[^1] : -1; i >= 0; i = before[i])
            staying.Add(both[i]);
        return staying;
    }
}
