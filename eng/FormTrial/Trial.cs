using Ductus.Documents;
using Ductus.Decoding;
using Ductus.Decoding.LanguageModels;
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
            _models.Add(name, new FieldReader(model, DecoderOf(model, path)));
        }
        _readers = [.. _templates.Select(template => new FormReader(template, [.. template.Fields.Select(field => _models[field.Model])]))];
    }

    /// <summary>As <c>read --fields</c> has it: with the language model that lies beside the model, if one does.</summary>
    private static IDecoder DecoderOf(RecognitionModel model, string path)
    {
        if (model.Metadata.Task == ModelTask.Characters)
            return new CharacterDecoder(model.Codec, model.Metadata.Temperature);
        return InstalledLanguageModels.For(model.Metadata, model.Metadata.Languages, [Path.GetDirectoryName(Path.GetFullPath(path)) ?? "."]) is { } file
            ? new BeamDecoder(model.Codec, model.Metadata.Temperature, new() { LanguageModel = LanguageModel.Load(file) })
            : new GreedyDecoder(model.Codec, model.Metadata.Temperature);
    }

    /// <param name="forms">How many.</param>
    /// <param name="folder">Where scans go whose fields were not all read as their writing alone; none: nowhere.</param>
    /// <returns>A page in Markdown.</returns>
    public string Run(int forms, string? folder)
    {
        var tally = new Tally();
        for (int number = 0; number < forms; number++)
        {
            var random = new Random(1000 + number);
            if (number % ForeignEvery == 7)
                ReadForeign(number, random, tally);
            else
                ReadOwn(number, random, folder, tally);
        }
        return $"""
            {forms} forms of {_templates.Length} templates; shifted by at most 3 %, turned by at most 3°, scaled by 0.9…1.1, 120 to 240 dots per inch, JPEG of quality 50, blots on a fifth.

            {tally.Page()}
            """;
    }

    /// <summary>A form is given to another one's reader.</summary>
    private void ReadForeign(int number, Random random, Tally tally)
    {
        int which = number % _templates.Length;
        Filled other = Fill(_templates[(which + 1 + number / ForeignEvery % 2) % _templates.Length], random, isEmpty: false);
        tally.AddForeign(isAccepted: Read(_readers[which], other.Sheet.Scan(random, hasBlots: false).Scan, out _) is not null);
    }

    private void ReadOwn(int number, Random random, string? folder, Tally tally)
    {
        int which = number % _templates.Length;
        FormTemplate template = _templates[which];
        Filled filled = Fill(template, random, isEmpty: number % EmptyEvery == 3);
        var (scan, place) = filled.Sheet.Scan(random, hasBlots: number % BlotsEvery == 0);
        FormRecord? record = Read(_readers[which], scan, out string reason);
        if (record is null)
            Console.Error.WriteLine($"form {number} ({template.Name}): {reason}");
        bool isKept = record is null;
        tally.AddForm(isRefused: record is null);
        for (int i = 0; i < template.Fields.Count; i++)
        {
            FormField field = template.Fields[i];
            string truth = filled.Texts[i], alone = filled.Alone[i], text = record?.Fields[i].Text ?? "";
            tally.AddBox(isFound: record is not null && Overlap([.. Boundary.FromBox(field.Box).Points.Select(place)], record.Fields[i].Boundary) >= Tally.FoundFrom);
            if (truth.Length > 0)
                tally.AddWritten(field.Model, new EvaluatedLine(truth, text), new EvaluatedLine(truth, alone));
            else if (record is not null)
                tally.AddEmpty(isRead: text.Length > 0);
            if (record is null || text == alone)
                continue;
            isKept = true;
            Console.Error.WriteLine($"form {number} ({template.Name}), {field.Name}: {(truth.Length > 0 ? truth : "nothing")} read as {text}, alone as {alone}");
        }
        if (isKept)
            Keep(folder, $"{number}-{template.Name}", scan);
    }

    private static FormRecord? Read(FormReader reader, GreyImage scan, out string reason)
    {
        reason = "";
        try
        {
            return reader.Read(scan);
        }
        catch (ForeignFormException error)
        {
            reason = error.Message;
            return null;
        }
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
        AtomicFile.Write(Path.Combine(folder, $"{name}.png"), ImageFile.ToPng(scan));
    }
}
