using System.Text;
using System.Text.RegularExpressions;
using Ductus.Layout;

namespace Ductus.Tests.Documents;

/// <summary>Changes to pages and to the bytes of files, and what became of them.</summary>
internal static class DocumentChanges
{
    /// <summary>A file with bytes that are changed, missing, doubled or too many.</summary>
    public static byte[] Damaged(byte[] whole, Random random)
    {
        byte[] file = [.. whole];
        for (int damage = 0; damage <= random.Next(4); damage++)
        {
            int at = random.Next(file.Length);
            switch (random.Next(4))
            {
                case 0: file[at] = (byte)random.Next(256); break;
                case 1: file = [.. file[..at], .. file[Math.Min(file.Length, at + random.Next(60))..]]; break;
                case 2: file = [.. file[..at], .. file[random.Next(at + 1)..at], .. file[at..]]; break;
                default: file = [.. file[..at], .. "\"<>&0,-9"u8[random.Next(8)..], .. file[at..]]; break;
            }
        }
        return file;
    }

    /// <summary>The same file without white space between its elements.</summary>
    public static byte[] OnOneLine(byte[] file) => Encoding.UTF8.GetBytes(Regex.Replace(Encoding.UTF8.GetString(file), @">\s+<", "><"));

    public static Page WithLine(Page page, string id, Func<TextLine, TextLine> change) => page with
    {
        Regions = [.. page.Regions.Select(region => region with { Lines = [.. region.Lines.Select(line => line.Id == id ? change(line) : line)] })],
    };

    /// <summary>Lines and regions that say something else, stand elsewhere, are new or gone.</summary>
    public static Page Changed(Page page, Random random)
    {
        Page other = DrawnPages.Random(random);
        int added = 0;
        var regions = page.Regions.Select(region =>
        {
            List<TextLine> lines = [.. region.Lines.Select(line => random.Next(3) > 0 ? line : Line(line))];
            if (random.Next(4) == 0 && lines.Count > 0)
                lines.RemoveAt(random.Next(lines.Count));
            if (random.Next(4) == 0)
                lines.Insert(random.Next(lines.Count + 1), DrawnPages.Line(random, $"new{++added}"));
            if (random.Next(4) == 0)
                lines.Reverse();
            return region with { Lines = lines, Boundary = random.Next(3) == 0 && other.Regions.Count > 0 ? other.Regions[0].Boundary : region.Boundary };
        }).ToList();
        if (random.Next(5) == 0)
            regions.Insert(random.Next(regions.Count + 1), new TextRegion { Id = "rnew", Boundary = Boundary.FromBox(new Box(1, 2, 30, 40)), Lines = [DrawnPages.Line(random, "rl1")] });
        if (random.Next(5) == 0 && regions.Count > 0)
            regions.RemoveAt(random.Next(regions.Count));
        if (random.Next(5) == 0)
            regions.Reverse();
        return page with { Regions = regions };

        TextLine Line(TextLine line)
        {
            TextLine drawn = DrawnPages.Line(random, line.Id);
            return random.Next(4) switch
            {
                0 => line.WithText(drawn.Text ?? "nothing"),
                1 => line with { Boundary = drawn.Boundary, Baseline = drawn.Baseline },
                2 => line with { Type = drawn.Type, Confidence = line.Text is null ? null : 0.25 },
                _ => drawn,
            };
        }
    }

    /// <summary>Words that differ between two files of equally many, as was→is.</summary>
    public static IEnumerable<string> Differences(byte[] one, byte[] other)
    {
        string[] before = Words(one), after = Words(other);
        Assert.Equal(before.Length, after.Length);
        return before.Zip(after).Where(pair => pair.First != pair.Second).Select(pair => $"{pair.First}→{pair.Second}");

        // White space is a word, too: it has to stay.
        static string[] Words(byte[] file) => [.. Regex.Split(Encoding.UTF8.GetString(file), @"(\s+|[<>])").Where(word => word.Length > 0)];
    }
}
