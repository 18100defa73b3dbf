using System.Xml.Linq;

namespace Ductus.Documents.Xml;

/// <summary>Brings the elements in a parent into another order with as few changes as there can be.</summary>
internal static class ElementOrder
{
    /// <param name="edits">Takes the changes; what changes inside elements is in it already, for a moved one takes that along.</param>
    /// <param name="present">The elements there are, as they stand.</param>
    /// <param name="wanted">In the order that they shall have: elements of the file, from here or elsewhere, or the text of new ones.</param>
    /// <param name="insertFirst">Puts elements before all others, or into a parent without any.</param>
    public static void Arrange(XmlEdits edits, IReadOnlyList<XElement> present, IReadOnlyList<(XElement? Element, string? Xml)> wanted, Action<string> insertFirst)
    {
        HashSet<XElement> staying = Staying(present, [.. wanted.Select(one => one.Element).OfType<XElement>()]);
        XElement? last = null;
        foreach (var (element, xml) in wanted)
        {
            if (element is not null && staying.Contains(element))
            {
                last = element;
                continue;
            }
            string text = xml ?? edits.OuterXml(element ?? throw new ArgumentException("Neither an element nor its text.", nameof(wanted)));
            if (last is not null)
                edits.InsertAfter(last, text);
            else
                insertFirst(text);
        }
        foreach (XElement element in present.Where(element => !staying.Contains(element)))
            edits.Remove(element);
    }

    /// <summary>The most elements that are in the right order among themselves: a longest increasing subsequence.</summary>
    private static HashSet<XElement> Staying(IReadOnlyList<XElement> present, IReadOnlyList<XElement> wanted)
    {
        XElement[] both = [.. wanted.Where(present.Contains)];
        int[] places = [.. both.Select(element => present.ToList().IndexOf(element))], best = new int[both.Length], before = new int[both.Length];
        int last = -1;
        for (int i = 0; i < both.Length; i++)
        {
            (best[i], before[i]) = (1, -1);
            for (int j = 0; j < i; j++)
                if (places[j] < places[i] && best[j] + 1 > best[i])
                    (best[i], before[i]) = (best[j] + 1, j);
            if (last < 0 || best[i] > best[last])
                last = i;
        }
        var staying = new HashSet<XElement>();
        for (; last >= 0; last = before[last])
            staying.Add(both[last]);
        return staying;
    }
}
