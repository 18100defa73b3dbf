using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Ductus.Tests.Evaluation.Report;

/// <summary>What every page of ours promises, whatever is on it.</summary>
internal static partial class HtmlPage
{
    /// <summary>Names and texts that would break a page which trusted them.</summary>
    public const string Hostile = "<script>alert('x')</script><img src=x onerror=\"y\"> & \"quoted\" ]]> \u0001\u202e\ud800";

    /// <summary>Well-formed, no script, nothing from elsewhere; returns it for further looks.</summary>
    public static XDocument IsSafe(string html)
    {
        XDocument page = WellFormed(html);
        Assert.DoesNotContain("script", page.Descendants().Select(element => element.Name.LocalName), StringComparer.OrdinalIgnoreCase);
        Assert.DoesNotContain(page.Descendants().Attributes(), attribute => attribute.Name.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase));
        Assert.All(page.Descendants().Attributes().Where(attribute => attribute.Name.LocalName is "src" or "href"),
            attribute => Assert.StartsWith("data:image/png;base64,", attribute.Value, StringComparison.Ordinal));
        Assert.DoesNotContain("@import", html, StringComparison.Ordinal);
        Assert.DoesNotContain("url(", html, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", html, StringComparison.Ordinal);
        return page;
    }

    /// <summary>The page as XML: the few elements that HTML leaves open are closed first.</summary>
    public static XDocument WellFormed(string html)
    {
        string xml = html.Replace("<!doctype html>", "", StringComparison.Ordinal);
        return XDocument.Parse(Void().Replace(xml, "<$1$2/>"), LoadOptions.PreserveWhitespace);
    }

    [GeneratedRegex("<(meta|img)([^>]*)>")]
    private static partial Regex Void();
}
