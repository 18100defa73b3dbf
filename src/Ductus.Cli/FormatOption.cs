using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text;
using Ductus.Documents;
using Ductus.Imaging;
using Ductus.Layout;
using Ductus.Recognition;

namespace Ductus.Cli;

/// <summary>The option that says in which formats pages are written, the same in every command that writes pages.</summary>
internal static class FormatOption
{
    public static Option<IReadOnlyList<DocumentFormat>> Create()
    {
        var option = new Option<IReadOnlyList<DocumentFormat>>("--format", "-f")
        {
            Description = $"Formats to write, with commas between them: {string.Join("; ", DocumentFormat.All.Select(format => $"{format.Name} ({format.Description})"))}. Several need --output.",
            HelpName = "NAME,…",
            CustomParser = Parse,
        };
        option.CompletionSources.Add([.. DocumentFormat.All.Select(format => format.Name)]);
        return option;
    }

    /// <summary>Of pages in a PDF that is read or written.</summary>
    public static Option<long> Resolution() => WholeNumber.Option("--dpi", "Dots to an inch of paper: at which pages of a PDF are rendered, and how large images are in one.", minimum: 10, fallback: (long)new ImageFileOptions().DotsPerInch, maximum: 10000);

    /// <summary>Several formats want a folder; JSON on lines is a format of its own.</summary>
    public static void Validate(CommandResult result, Option<IReadOnlyList<DocumentFormat>> format, Option output, Option? json)
    {
        string[] names = [.. (result.GetResult(format)?.Tokens ?? []).SelectMany(token => token.Value.Split(',', StringSplitOptions.TrimEntries))];
        if (names.Length == 0)
            return;
        if (json is not null && result.GetResult(json) is { Implicit: false })
            result.AddError($"{json.Name} and {format.Name} exclude each other: {format.Name} json writes a whole file.");
        if (result.GetResult(output) is not null)
            return;
        if (names.Length > 1)
            result.AddError($"Several formats need a folder to be written to: give {output.Name} DIR.");
        else if (DocumentFormat.Named(names[0]) is { HoldsImages: true } images)
            result.AddError($"{images.Name} is written into files: give {output.Name} DIR.");
    }

    /// <summary>Pages to standard output, as one file.</summary>
    public static void Print(Terminal terminal, DocumentFormat format, IReadOnlyList<Page> pages, DocumentOrigin origin, DocumentOptions options)
    {
        if (format.HoldsOnePage && pages.Count > 1)
            throw new ModelChoiceException($"A file of the format {format.Name} holds 1 page; there are {pages.Count}: give --output DIR for a file each.");
        if (format == DocumentFormat.Alto && pages.Select(page => page.ImageName).Distinct().Count() > 1)
            throw new ModelChoiceException($"A file of the format {format.Name} names one image; these pages are of several: give --output DIR for a file each.");
        terminal.Output.Write(Encoding.UTF8.GetString(format.ToBytes(pages, origin, options)));
        terminal.Output.Flush();
    }

    private static List<DocumentFormat>? Parse(ArgumentResult result)
    {
        var formats = new List<DocumentFormat>();
        foreach (string name in result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.TrimEntries)))
        {
            if (DocumentFormat.Named(name) is not { } format)
            {
                result.AddError($"--format must be one or more of {string.Join(", ", DocumentFormat.All.Select(one => one.Name))}; got '{name}'");
                return null;
            }
            if (!formats.Contains(format))
                formats.Add(format);
        }
        return formats;
    }
}
