using System.Globalization;
using System.Text;
using Ductus.Decoding;
using Ductus.Evaluation;
using Ductus.Forms;
using Ductus.Imaging;
using Ductus.Layout;
using Ductus.Recognition;

namespace Ductus.FormTrial;

/// <summary>Fills forms with real writing, scans them badly, reads them, and compares with the same writing read by itself.</summary>
internal sealed class Trial : IDisposable
{
    // One form in so many is empty, one is a foreign one, one has blots.
    private const int EmptyEvery = 10, ForeignEvery = 20, BlotsEvery = 5;

    /// <summary>Overlap of a box with where it was put from which on it counts as found.</summary>
    private const double FoundFrom = 0.85;

    private const double FilledShare = 0.85;

    private readonly FormTemplate[] _templates;
    private readonly FormReader[] _readers;
    private readonly Crops _crops;
    private readonly Dictionary<string, FieldReader> _models = new(StringComparer.Ordinal);

    public Trial(string root, string data, string names, string digits, string characters)
    {
        string forms = Path.Combine(root, "samples", "forms");
        _templates = [.. Directory.GetFiles(forms, "*.json").Order(StringComparer.Ordinal).Select(FormTemplate.Load)];
        _crops = Crops.Load(root, data);
        foreach (var (name, path) in new[] { ("names", names), ("digits", digits), ("characters", characters) })
        {
            var model = RecognitionModel.Load(path);
            _models.Add(name, new FieldReader(model, model.Metadata.Task == ModelTask.Characters
                ? new CharacterDecoder(model.Codec, model.Metadata.Temperature) : new GreedyDecoder(model.Codec, model.Metadata.Temperature)));
        }
        _readers = [.. _templates.Select(template => new FormReader(template, [.. template.Fields.Select(field => _models[field.Model])]))];
    }

    /// <param name="forms">How many.</param>
    /// <param name="folder">Where scans go whose fields were not all read as their writing alone; none: nowhere.</param>
    /// <returns>A page in Markdown.</returns>
    public string Run(int forms, string? folder)
    {
        int boxes = 0, found = 0, foreign = 0, foreignAccepted = 0, refused = 0, empty = 0, emptyRead = 0;
        var fromForms = new Dictionary<string, List<EvaluatedLine>>(StringComparer.Ordinal);
        var alone = new Dictionary<string, List<EvaluatedLine>>(StringComparer.Ordinal);
        for (int number = 0; number < forms; number++)
        {
            var random = new Random(1000 + number);
            int which = number % _templates.Length;
            FormTemplate template = _templates[which];
            bool isEmpty = number % EmptyEvery == 3, isForeign = number % ForeignEvery == 7;
            if (isForeign)
            {
                foreign++;
                Filled other = Fill(_templates[(which + 1 + number / ForeignEvery % 2) % _templates.Length], random, isEmpty: false);
                try
                {
                    _readers[which].Read(other.Sheet.Scan(random, hasBlots: false).Scan);
                    foreignAccepted++;
                }
                catch (ForeignFormException)
                {
                    // As it should be.
                }
                continue;
            }
            Filled filled = Fill(template, random, isEmpty);
            var (scan, place) = filled.Sheet.Scan(random, hasBlots: number % BlotsEvery == 0);
            boxes += template.Fields.Count;
            FormRecord record;
            try
            {
                record = _readers[which].Read(scan);
            }
            catch (ForeignFormException error)
            {
                refused++;
                Console.Error.WriteLine($"form {number} ({template.Name}): {error.Message}");
                Keep(folder, $"refused-{number}", scan);
                record = new FormRecord(null!, []);
            }
            bool differs = false;
            for (int i = 0; i < template.Fields.Count; i++)
            {
                FormField field = template.Fields[i];
                FieldReading? reading = record.Fields.Count > 0 ? record.Fields[i] : null;
                var truth = Boundary.FromBox(field.Box).Points.Select(place).ToArray();
                found += reading is not null && Overlap(truth, reading.Boundary) >= FoundFrom ? 1 : 0;
                string text = reading?.Text ?? "";
                if (filled.Texts[i].Length == 0 && reading is not null)
                {
                    empty++;
                    if (text.Length > 0)
                    {
                        emptyRead++;
                        Console.Error.WriteLine($"form {number} ({template.Name}), {field.Name}: empty, read as {text}");
                    }
                    continue;
                }
                if (filled.Texts[i].Length == 0)
                    continue;                                              // of a form that was refused
                Of(fromForms, field.Model).Add(new EvaluatedLine(filled.Texts[i], text));
                Of(alone, field.Model).Add(new EvaluatedLine(filled.Texts[i], filled.Alone[i]));
                if (text != filled.Alone[i])
                {
                    differs = true;
                    Console.Error.WriteLine($"form {number} ({template.Name}), {field.Name}: {filled.Texts[i]} read as {text}, alone as {filled.Alone[i]}");
                }
            }
            if (differs)
                Keep(folder, $"{number}-{template.Name}", scan);
        }

        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"""
            {forms} forms of {_templates.Length} templates, {foreign} of them foreign; shifted by at most 3 %, turned by at most 3°, scaled by 0.9…1.1, 120 to 240 dots per inch, JPEG of quality 50, blots on a fifth.

            | | |
            |---|---|
            | boxes found (overlap of {FoundFrom} and more) | {found} of {boxes}, {100.0 * found / boxes:F2} % |
            | forms refused that are the form | {refused} |
            | foreign forms accepted | {foreignAccepted} of {foreign} |
            | empty fields in which something was read | {emptyRead} of {empty} |

            | fields | how many | right in the form | right alone | difference |
            |---|---:|---:|---:|---:|

            """);
        foreach (string model in fromForms.Keys.Order(StringComparer.Ordinal).Append("all"))
        {
            EvaluatedLine[] form = [.. model == "all" ? fromForms.OrderBy(one => one.Key, StringComparer.Ordinal).SelectMany(one => one.Value) : fromForms[model]];
            EvaluatedLine[] single = [.. model == "all" ? alone.OrderBy(one => one.Key, StringComparer.Ordinal).SelectMany(one => one.Value) : alone[model]];
            Measure inForm = EvaluationResult.Of(form)[MeasureKind.ExactLines], byItself = EvaluationResult.Of(single)[MeasureKind.ExactLines];
            page.Append(CultureInfo.InvariantCulture, $"| {model} | {form.Length} | {Shown(inForm)} | {Shown(byItself)} | {inForm.Percent - byItself.Percent:+0.00;−0.00;0.00} |\n");
        }
        return page.ToString();
    }

    public void Dispose()
    {
        foreach (FieldReader reader in _models.Values)
            reader.Model.Dispose();
    }

    /// <summary>A form with what is written in its fields, and what each model makes of that by itself.</summary>
    private sealed record Filled(Sheet Sheet, string[] Texts, string[] Alone);

    private Filled Fill(FormTemplate template, Random random, bool isEmpty)
    {
        var sheet = new Sheet(template.Image);
        string[] texts = new string[template.Fields.Count], alone = new string[template.Fields.Count];
        for (int i = 0; i < texts.Length; i++)
        {
            FormField field = template.Fields[i];
            (texts[i], alone[i]) = ("", "");
            if (isEmpty || random.NextDouble() > FilledShare)
                continue;
            FieldReader reader = _models[field.Model];
            if (field.Cells == 0)
            {
                Crop crop = _crops.Names[random.Next(_crops.Names.Length)];
                sheet.Paste(crop.Image, field.Box, share: 0.9, random);
                texts[i] = crop.Text;
                alone[i] = new PageReader(reader.Model, decoder: reader.Decoder).ReadLine(crop.Image).Lines.First().Text ?? "";
                continue;
            }
            for (int cell = 0; cell < field.Cells; cell++)
            {
                Crop[] from = field.Model == "digits" ? _crops.Digits : _crops.Characters;
                Crop crop = from[random.Next(from.Length)];
                sheet.Paste(crop.Image, field.Cell(cell), share: 1, random);
                texts[i] += crop.Text;
                alone[i] += reader.Decoder.Decode(reader.Model.Run(new LineBatch([reader.Model.Metadata.Normalization.Apply(crop.Image)]))[0]).Text;
            }
        }
        return new Filled(sheet, texts, alone);
    }

    private static List<EvaluatedLine> Of(Dictionary<string, List<EvaluatedLine>> lists, string model)
    {
        if (!lists.TryGetValue(model, out List<EvaluatedLine>? list))
            lists.Add(model, list = []);
        return list;
    }

    private static double Overlap(Point[] truth, Boundary boundary)
    {
        Box Bounds(IEnumerable<Point> points) => new(
            (int)Math.Round(points.Min(point => point.X)), (int)Math.Round(points.Min(point => point.Y)),
            (int)Math.Round(points.Max(point => point.X) - points.Min(point => point.X)), (int)Math.Round(points.Max(point => point.Y) - points.Min(point => point.Y)));
        return Bounds(truth).IntersectionOverUnion(Bounds(boundary.Points));
    }

    private static void Keep(string? folder, string name, GreyImage scan)
    {
        if (folder is null)
            return;
        Directory.CreateDirectory(folder);
        ImageFile.WritePng(scan, Path.Combine(folder, $"{name}.png"));
    }

    private static string Shown(Measure measure) => $"{measure.Percent:F2} % [{measure.Interval.Low:F2}, {measure.Interval.High:F2}]";
}
