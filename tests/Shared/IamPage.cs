using System.Text.Json;
using Ductus.Imaging;
using Ductus.Layout;

namespace Ductus.Tests.Shared;

/// <summary>A page of <c>$DUCTUS_DATA/iam/pages.json</c>, at half the resolution of the scan.</summary>
/// <param name="Form">The name of the form, such as d01-024.</param>
/// <param name="Split">val, train or val-grey.</param>
/// <param name="IsWholeForm">With the printed text above the writing and the writer's name below it, which the truth leaves out.</param>
/// <param name="Path">Of the image.</param>
/// <param name="Lines">From the top.</param>
internal sealed record IamPage(string Form, string Split, bool IsWholeForm, string Path, IReadOnlyList<IamPageLine> Lines)
{
    public static IEnumerable<IamPage> All()
    {
        string folder = System.IO.Path.Combine(DataFactAttribute.Folder, "iam");
        using JsonDocument pages = JsonDocument.Parse(File.ReadAllText(System.IO.Path.Combine(folder, "pages.json")));
        foreach (JsonElement page in pages.RootElement.EnumerateArray())
            yield return new IamPage(
                Text(page, "form"), Text(page, "split"), Text(page, "source") == "gray", System.IO.Path.Combine(folder, Text(page, "image")),
                [.. page.GetProperty("lines").EnumerateArray().Select(line => new IamPageLine(Box(line.GetProperty("box")), Text(line, "text_natural")))]);
    }

    public GreyImage Read() => ImageFile.Read(Path);

    /// <summary>Whether a box lies with the writing of the truth, not with the print above it or the name below it.</summary>
    public bool IsHandwriting(Box box)
    {
        int middle = box.Y + box.Height / 2;
        return !IsWholeForm || (middle >= Lines.Min(line => line.Box.Y) && middle <= Lines.Max(line => line.Box.Bottom));
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!; // never null in pages.json

    private static Box Box(JsonElement box) => new(box[0].GetInt32(), box[1].GetInt32(), box[2].GetInt32(), box[3].GetInt32());
}

/// <summary>A line of the truth.</summary>
/// <param name="Box">In pixels of the page.</param>
/// <param name="Text">With natural spacing.</param>
internal sealed record IamPageLine(Box Box, string Text);
