using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Ductus.Training.Data;

/// <summary>
/// Single characters as MNIST and EMNIST publish them: an IDX file of images and one of classes for each split, and for letters a mapping
/// from classes to characters. Several kinds of classes may lie side by side and are told apart by what stands in their names:
/// <c>emnist-<b>balanced</b>-train-labels-idx1-ubyte</c>, <c>train-labels<b>47</b>-idx1-ubyte</c>.
/// </summary>
/// <remarks>Images of files whose names start with <c>emnist-</c> are transposed, as EMNIST publishes them; all others are upright.</remarks>
internal static partial class IdxCharacters
{
    /// <summary>The class of an image for which this kind of classes has none.</summary>
    private const byte NoClass = 255;

    /// <summary>The kinds of classes in a folder, in the order of their names; "" where the names say none. Empty where there are no IDX files.</summary>
    public static IReadOnlyList<string> Kinds(string folder) =>
        [.. Directory.EnumerateFiles(folder).Select(path => LabelName().Match(Path.GetFileName(path))).Where(match => match.Success).Select(Kind)
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>The characters of a kind of classes, by class; of digits where there is no mapping and the kind says no more.</summary>
    /// <exception cref="LineDataException">The mapping is malformed, or missing.</exception>
    public static IReadOnlyDictionary<int, string> Characters(string folder, string kind)
    {
        string[] names = kind.Length == 0 ? ["mapping.txt"] : [$"emnist-{kind}-mapping.txt", $"mapping{kind}.txt"];
        return names.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists) is { } path ? Mapping(path)
            : kind is "" or "digits" or "mnist" ? Enumerable.Range(0, 10).ToDictionary(digit => digit, digit => digit.ToString(CultureInfo.InvariantCulture))
            : throw new LineDataException(folder, $"expected the characters of the classes {kind} in {string.Join(" or ", names)}; there is no such file.");
    }

    /// <param name="folder">Where the files lie.</param>
    /// <param name="kind">Of classes; <see langword="null"/>: the only one there is.</param>
    /// <exception cref="LineDataException">It does not say which classes are meant; a file is missing, damaged or does not go with the others.</exception>
    public static IReadOnlyList<LineSplit> Read(string folder, string? kind)
    {
        IReadOnlyList<string> kinds = Kinds(folder);
        string chosen = kind is not null && kinds.Contains(kind, StringComparer.Ordinal) ? kind
            : kind is null && kinds.Count == 1 ? kinds[0]
            : throw new LineDataException(folder, $"expected {(kind is null ? "to be told" : $"not \"{kind}\" but one of")} the kinds of classes there are: "
                + $"{string.Join(", ", kinds.Select(one => one.Length == 0 ? "\"\"" : one))} (\"classes\" in a recipe, --classes for evaluate).");
        IReadOnlyDictionary<int, string> characters = Characters(folder, chosen);
        LineSplit[] splits =
        [
            .. Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).Select(path => (Path: path, Match: LabelName().Match(Path.GetFileName(path))))
                .Where(file => file.Match.Success && Kind(file.Match) == chosen)
                .Select(file => Split(file.Path, file.Match.Groups["prefix"].Value, file.Match.Groups["split"].Value, characters)),
        ];
        return splits.CountBy(split => split.Name).FirstOrDefault(split => split.Value > 1).Key is { } twice
            ? throw new LineDataException(folder, $"expected one file of labels for the split {twice}; there are several, perhaps packed and unpacked.") : splits;
    }

    private static string Kind(Match match) => match.Groups["kind"].Value + match.Groups["suffix"].Value;

    private static LineSplit Split(string labelPath, string prefix, string part, IReadOnlyDictionary<int, string> characters)
    {
        string folder = Path.GetDirectoryName(labelPath) ?? "";
        string imagePath = ImagePath(folder, prefix + part) ?? throw new LineDataException(labelPath, $"expected its images beside it, {prefix}{part}-images-idx3-ubyte or the same with .gz.");
        byte[] classes = IdxFile.Read(labelPath, dimensions: 1).Elements.ToArray();
        string split = part == "t10k" ? LineSplit.Test : part;
        var samples = new List<LineSample>(classes.Length);
        var places = new List<int>(classes.Length);
        var skipped = new List<SkippedLine>();
        for (int i = 0; i < classes.Length; i++)
        {
            string id = string.Create(CultureInfo.InvariantCulture, $"{split}-{i:00000}");
            if (classes[i] == NoClass)
                skipped.Add(new SkippedLine(id, SkipReason.LabelEmpty, $"{Path.GetFileName(labelPath)} has no class for it"));
            else if (!characters.TryGetValue(classes[i], out string? character))
                throw new LineDataException(labelPath, $"expected classes {characters.Keys.Min()}…{characters.Keys.Max()}; image {i} has {classes[i]}.");
            else
            {
                samples.Add(new LineSample(id, imagePath, character, null));
                places.Add(i);
            }
        }
        bool isTransposed = Path.GetFileName(imagePath).StartsWith("emnist-", StringComparison.Ordinal);
        return new LineSplit(split, samples, skipped) { Store = () => IdxImages.Open(imagePath, classes.Length, [.. places], isTransposed) };
    }

    private static string? ImagePath(string folder, string name) => ((string[])[$"{name}-images-idx3-ubyte", $"{name}-images.idx3-ubyte"])
        .SelectMany(file => (string[])[file, file + ".gz"]).Select(file => Path.Combine(folder, file)).FirstOrDefault(File.Exists);

    /// <summary>Lines of a class and the code point of its character; where a class has several, the first stands for all.</summary>
    private static Dictionary<int, string> Mapping(string path)
    {
        var characters = new Dictionary<int, string>();
        foreach (var (number, line) in LineCollector.ReadLines(path))
        {
            if (string.IsNullOrWhiteSpace(line))
                continue;
            string[] fields = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length < 2 || !byte.TryParse(fields[0], NumberStyles.None, CultureInfo.InvariantCulture, out byte one) || one == NoClass
                || !int.TryParse(fields[1], NumberStyles.None, CultureInfo.InvariantCulture, out int point) || !Rune.IsValid(point) || Rune.IsControl(new Rune(point))
                || !characters.TryAdd(one, new Rune(point).ToString()))
                throw new LineDataException(path, $"expected a class of its own, 0…254, and the code point of its character; got \"{line}\".", number);
        }
        return characters.Count > 0 ? characters : throw new LineDataException(path, "expected a class and a code point on each line; the file is empty.");
    }

    [GeneratedRegex(@"^(?<prefix>(?:emnist-(?<kind>[a-z]+)-)?)(?<split>train|test|t10k|val)-labels(?<suffix>\w*)[-.]idx1-ubyte(?:\.gz)?$", RegexOptions.CultureInvariant)]
    private static partial Regex LabelName();
}
