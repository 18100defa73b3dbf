using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Ductus.Imaging;

/// <summary>Pages of a PDF file, rendered one after the other by poppler's <c>pdftoppm</c>: a file of any number of pages takes the memory of one.</summary>
/// <remarks>Source: poppler-utils 22.12, pdfinfo(1) and pdftoppm(1). Thread-safe.</remarks>
internal static partial class PdfPages
{
    private const string Package = "poppler-utils";

    /// <summary>A page that takes longer is no page: such files exist, made to keep programs busy.</summary>
    private static readonly TimeSpan LongestRendering = TimeSpan.FromMinutes(3);

    public static bool Recognizes(ReadOnlySpan<byte> start) => start.IndexOf("%PDF-"u8) is >= 0 and < 1024;

    /// <param name="path">Of the file.</param>
    /// <param name="options">Resolution, limits.</param>
    /// <exception cref="ImageFormatException">It is damaged, or encrypted.</exception>
    public static ImagePages Open(string path, ImageFileOptions options)
    {
        List<(double Width, double Height)> sizes = Sizes(path);
        return new ImagePages(sizes.Count, number => ImageFile.Read(Render(path, number, sizes[number - 1], options, "-gray"), $"{path} page {number}", options));
    }

    /// <summary>All pages as JPEG files, in colour, to be put into other documents; each rendered when it is asked for.</summary>
    /// <param name="path">Of the file.</param>
    /// <param name="options">Resolution, limits.</param>
    /// <exception cref="ImageFormatException">It is damaged, or encrypted; or, at the page in question, that is, or larger than the options allow.</exception>
    public static IReadOnlyList<Func<byte[]>> AsJpeg(string path, ImageFileOptions options) =>
        [.. Sizes(path).Select((size, place) => (Func<byte[]>)(() => Render(path, place + 1, size, options, "-jpeg", "-jpegopt", "quality=85")))];

    private static byte[] Render(string path, int number, (double Width, double Height) size, ImageFileOptions options, params string[] format)
    {
        double scale = options.DotsPerInch / 72, pixels = Math.Ceiling(size.Width * scale) * Math.Ceiling(size.Height * scale);
        if (pixels > options.MaxPixels)
            throw new ImageFormatException(path, $"at most {options.MaxPixels} pixels", string.Create(CultureInfo.InvariantCulture,
                $"page {number} of {size.Width:0} × {size.Height:0} points has {pixels:0} at {options.DotsPerInch} dots per inch"));
        string page = number.ToString(CultureInfo.InvariantCulture);
        return Run("pdftoppm", path, [.. format, "-cropbox", "-r", options.DotsPerInch.ToString(CultureInfo.InvariantCulture), "-f", page, "-l", page, "-singlefile", Path.GetFullPath(path)]);
    }

    /// <summary>Width and height of each page as it is shown, in points of 1/72 inch.</summary>
    private static List<(double Width, double Height)> Sizes(string path)
    {
        string output = Encoding.UTF8.GetString(Run("pdfinfo", path, ["-f", "1", "-l", "1000000", Path.GetFullPath(path)]));
        var sizes = new List<(double Width, double Height)>();
        foreach (Match page in Page().Matches(output))
        {
            double width = double.Parse(page.Groups["width"].Value, CultureInfo.InvariantCulture), height = double.Parse(page.Groups["height"].Value, CultureInfo.InvariantCulture);
            // Of a page that is counted, but is not there, poppler says nothing, or that it has no size.
            if (page.Groups["number"].Value != (sizes.Count + 1).ToString(CultureInfo.InvariantCulture) || width <= 0 || height <= 0)
                throw new ImageFormatException(path, "an undamaged PDF", $"its page {sizes.Count + 1} cannot be found");
            sizes.Add(page.Groups["turned"].Value is "90" or "270" ? (height, width) : (width, height));
        }
        if (sizes.Count == 0)
            throw new ImageFormatException(path, "a PDF with pages", "it has none");
        string told = Count().Match(output).Groups["count"].Value;
        return told == sizes.Count.ToString(CultureInfo.InvariantCulture) ? sizes : throw new ImageFormatException(path, "an undamaged PDF", $"of its {told} pages only {sizes.Count} can be found");
    }

    private static byte[] Run(string program, string path, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.Environment["LC_ALL"] = "C";
        try
        {
            using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
            process.StandardInput.Close();
            Task<string> error = process.StandardError.ReadToEndAsync();
            using var output = new MemoryStream();
            Task copying = process.StandardOutput.BaseStream.CopyToAsync(output);
            try
            {
                copying.WaitAsync(LongestRendering).GetAwaiter().GetResult();
                process.WaitForExitAsync().WaitAsync(LongestRendering).GetAwaiter().GetResult();
            }
            catch (TimeoutException exception)
            {
                process.Kill();
                throw new ImageFormatException(path, "a PDF that can be rendered", $"{program} was not done after {LongestRendering.TotalMinutes:0} minutes", exception);
            }
            if (process.ExitCode == 0)
                return output.ToArray();
            string said = error.Result.Trim();
            throw said.Contains("Incorrect password", StringComparison.Ordinal)
                ? new ImageFormatException(path, "a PDF without a password", "it is encrypted: qpdf --password=… --decrypt takes the password away")
                : new ImageFormatException(path, "an undamaged PDF", $"{program} says: {said.Split('\n')[0]}");
        }
        catch (Win32Exception exception)
        {
            throw new ImageFormatException(path, $"{program} to read a PDF with", $"it is not installed (package {Package})", exception);
        }
    }

    [GeneratedRegex(@"^Page +(?<number>\d+) size: +(?<width>[\d.e+]+) x (?<height>[\d.e+]+) pts.*\nPage +\d+ rot: +(?<turned>\d+)", RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex Page();

    [GeneratedRegex(@"^Pages: +(?<count>\d+)", RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex Count();
}
