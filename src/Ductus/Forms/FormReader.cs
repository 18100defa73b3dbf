using Ductus.Decoding;
using Ductus.Imaging;
using Ductus.Layout;
using Ductus.Recognition;

namespace Ductus.Forms;

/// <summary>What reads a field: a model and what makes text of what it says.</summary>
/// <param name="Model">Stays the caller's, who disposes it after the last form.</param>
/// <param name="Decoder">For this field.</param>
public sealed record FieldReader(RecognitionModel Model, IDecoder Decoder);

/// <summary>Reads filled forms of one template into records. Immutable, share it.</summary>
public sealed class FormReader
{
    /// <summary>Ink less than this share of a field's area is dirt, and so are parts smaller than this share of the field's height in both directions.</summary>
    private const double LeastInk = 0.002, LeastPart = 0.16;

    private readonly FormTemplate _template;
    private readonly IReadOnlyList<FieldReader> _readers;

    /// <param name="template">The form.</param>
    /// <param name="readers">One for each field, in the template's order; a field with cells needs a model of single characters, any other one of lines or words.</param>
    /// <exception cref="ArgumentException">There are more or fewer readers than fields, or one is of the wrong kind.</exception>
    public FormReader(FormTemplate template, IReadOnlyList<FieldReader> readers)
    {
        if (readers.Count != template.Fields.Count)
            throw new ArgumentException($"A form of {template.Fields.Count} fields needs as many readers; got {readers.Count}.", nameof(readers));
        foreach (var (field, reader) in template.Fields.Zip(readers))
            if ((reader.Model.Metadata.Task == ModelTask.Characters) != (field.Cells > 0))
                throw new ArgumentException(field.Cells > 0
                    ? $"field \"{field.Name}\" has cells, which a model of single characters reads; {reader.Model.Metadata.Name} reads {reader.Model.Metadata.Task.ToString().ToLowerInvariant()}."
                    : $"field \"{field.Name}\" has no cells; {reader.Model.Metadata.Name} reads single characters: say how many \"cells\" the field has, 1 for one character.", nameof(readers));
        (_template, _readers) = (template, readers);
    }

    /// <summary>Reads one filled form.</summary>
    /// <param name="scan">Of the whole form, dark on light or the other way round.</param>
    /// <param name="cancel">Looked at once per field.</param>
    /// <exception cref="ForeignFormException">The scan is not that form.</exception>
    public FormRecord Read(GreyImage scan, CancellationToken cancel = default)
    {
        scan = Polarity.ToDarkOnLight(scan);
        FormPlacement placement = FormPlacement.Find(_template, scan);
        if (placement.Fault is { } fault)
            throw new ForeignFormException($"not the form {_template.Name}: {fault}.");
        var fields = new List<FieldReading>();
        for (int i = 0; i < _readers.Count; i++)
        {
            cancel.ThrowIfCancellationRequested();
            FormField field = _template.Fields[i];
            fields.Add(field.Cells > 0 ? ReadCells(placement, scan, field, _readers[i]) : ReadLine(placement, scan, field, _readers[i]));
        }
        return new FormRecord(placement, fields);
    }

    private FieldReading ReadLine(FormPlacement placement, GreyImage scan, FormField field, FieldReader reader)
    {
        GreyImage image = FieldImage.Cut(_template.Image, scan, placement.Map, field.Box);
        if (InkIn(image) is not { } ink)
            return FieldReading.Empty(field, placement);
        NormalizedLine line = reader.Model.Metadata.Normalization.Apply(image.Crop(ink.X, ink.Y, ink.Width, ink.Height));
        RecognizedText read = reader.Decoder.Decode(reader.Model.Run(new LineBatch([line]))[0]);
        return new FieldReading(field, placement.Outline(field.Box), read.Text, read.Confidence, [], read.Alternatives);
    }

    private FieldReading ReadCells(FormPlacement placement, GreyImage scan, FormField field, FieldReader reader)
    {
        var images = new GreyImage?[field.Cells];
        for (int i = 0; i < images.Length; i++)
        {
            int left = field.Box.X + (int)((long)field.Box.Width * i / field.Cells), right = field.Box.X + (int)((long)field.Box.Width * (i + 1) / field.Cells);
            GreyImage cell = FieldImage.Cut(_template.Image, scan, placement.Map, new Box(left, field.Box.Y, right - left, field.Box.Height));
            images[i] = InkIn(cell) is { } ink ? cell.Crop(ink.X, ink.Y, ink.Width, ink.Height) : null;
        }
        if (images.All(image => image is null))
            return FieldReading.Empty(field, placement);
        int[] written = [.. Enumerable.Range(0, images.Length).Where(i => images[i] is not null)];
        IReadOnlyList<Logits> logits = reader.Model.Run(new LineBatch([.. written.Select(i => reader.Model.Metadata.Normalization.Apply(images[i]!))]));   // chosen
        var characters = new CellReading[field.Cells];
        Array.Fill(characters, new CellReading(" ", 1, []));
        for (int k = 0; k < written.Length; k++)
        {
            RecognizedText read = reader.Decoder.Decode(logits[k]);
            characters[written[k]] = new CellReading(read.Text, read.Confidence, read.Alternatives);
        }
        string text = string.Concat(characters.Select(one => one.Text)).Trim();
        return new FieldReading(field, placement.Outline(field.Box), text, characters.Aggregate(1.0, (product, one) => product * one.Confidence), characters, []);
    }

    /// <summary>The box of the writing, with some paper around it; none where there is only dirt.</summary>
    private static Box? InkIn(GreyImage image)
    {
        byte paper = FieldImage.PaperOf(image);
        var ink = new byte[image.Pixels.Length];
        for (int i = 0; i < ink.Length; i++)
            ink[i] = image.Pixels[i] < 0.75 * paper ? (byte)1 : (byte)0;
        double least = LeastPart * image.Height;
        List<Component> parts = ConnectedComponents.Find(ConnectedComponents.FindRuns(ink, image.Width, image.Height).ToArray());
        Component[] writing = [.. parts.Where(part => part.Extent >= least)];
        if (writing.Sum(part => (long)part.Area) < LeastInk * image.Pixels.Length)
            return null;
        Box box = Box.Around(writing.Select(part => part.Box));
        // Dots and accents are small, and near.
        int reach = (int)(0.35 * box.Height);
        box = Box.Around(parts.Where(part => part.Box.Right >= box.X - reach && part.Box.X <= box.Right + reach && part.Box.Bottom >= box.Y - reach && part.Box.Y <= box.Bottom + reach)
            .Where(part => part.Area >= 4).Select(part => part.Box).Append(box));
        int margin = Math.Max(2, (int)(0.12 * box.Height));
        int left = Math.Max(0, box.X - margin), top = Math.Max(0, box.Y - margin);
        return new Box(left, top, Math.Min(image.Width, box.Right + margin) - left, Math.Min(image.Height, box.Bottom + margin) - top);
    }
}

/// <summary>A scan that is not the form it should be.</summary>
public sealed class ForeignFormException(string message) : Exception(message);
