using Ductus.Decoding;
using Ductus.Imaging;
using Ductus.Layout;
using Ductus.Recognition;

namespace Ductus.Forms;

/// <summary>What reads a field: a model and what makes text of what it says.</summary>
/// <param name="Model">Stays the caller's, who disposes it after the last form.</param>
/// <param name="Decoder">For this field; of a field with cells and a list, the list decides in its place.</param>
public sealed record FieldReader(RecognitionModel Model, IDecoder Decoder);

/// <summary>Reads filled forms of one template into records. Immutable, share it.</summary>
public sealed class FormReader
{
    private readonly FormTemplate _template;
    private readonly IReadOnlyList<FieldReader> _readers;
    private readonly CellList?[] _lists;

    /// <param name="template">The form.</param>
    /// <param name="readers">One for each field, in the template's order; a field with cells needs a model of single characters, any other one of lines or words.</param>
    /// <exception cref="ArgumentException">
    /// There are more or fewer readers than fields, one is of the wrong kind, a list does not fit its cells, or the form has no printed lines to be
    /// registered by.
    /// </exception>
    public FormReader(FormTemplate template, IReadOnlyList<FieldReader> readers)
    {
        if (readers.Count != template.Fields.Count)
            throw new ArgumentException($"A form of {template.Fields.Count} fields needs as many readers; got {readers.Count}.", nameof(readers));
        foreach (var (field, reader) in template.Fields.Zip(readers))
            if ((reader.Model.Metadata.Task == ModelTask.Characters) != (field.Cells > 0))
                throw new ArgumentException(field.Cells > 0
                    ? $"field \"{field.Name}\" has cells, which a model of single characters reads; {reader.Model.Metadata.Name} reads {reader.Model.Metadata.Task.ToString().ToLowerInvariant()}."
                    : $"field \"{field.Name}\" has no cells; {reader.Model.Metadata.Name} reads single characters: say how many \"cells\" the field has, 1 for one character.", nameof(readers));
        if (!template.CanBeRegistered)
            throw new ArgumentException($"the form {template.Name} has hardly any printed lines; a scan is registered by them.", nameof(template));
        (_template, _readers) = (template, readers);
        _lists = [.. template.Fields.Zip(readers, (field, reader) => field.Cells > 0 && field.Texts.Count > 0 ? new CellList(field, reader.Model) : null)];
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
            var ink = new FieldInk(FieldImage.Cut(_template.Image, scan, placement.Map, field.Box));
            Boundary outline = placement.Outline(field.Box);
            fields.Add(ink.IsEmpty ? new FieldReading(field, outline, "", ink.EmptyConfidence, [], [])
                : field.Cells > 0 ? ReadCells(ink, field, outline, _readers[i], _lists[i])
                : ReadLine(ink, field, outline, _readers[i]));
        }
        return new FormRecord(placement, fields);
    }

    private static FieldReading ReadLine(FieldInk ink, FormField field, Boundary outline, FieldReader reader)
    {
        NormalizedLine line = reader.Model.Metadata.Normalization.Apply(ink.Writing());
        RecognizedText read = reader.Decoder.Decode(reader.Model.Run(new LineBatch([line]))[0]);
        return new FieldReading(field, outline, read.Text, read.Confidence, [], read.Alternatives);
    }

    private static FieldReading ReadCells(FieldInk ink, FormField field, Boundary outline, FieldReader reader, CellList? list)
    {
        GreyImage?[] images = ink.Cells(field.Cells);
        int[] written = [.. Enumerable.Range(0, images.Length).Where(i => images[i] is not null)];
        var logits = new Logits?[field.Cells];
        if (written.Length > 0)
        {
            IReadOnlyList<Logits> said = reader.Model.Run(new LineBatch([.. written.Select(i => reader.Model.Metadata.Normalization.Apply(images[i]!))]));   // chosen
            for (int k = 0; k < written.Length; k++)
                logits[written[k]] = said[k];
        }
        CellReading[] cells = [.. logits.Select(one =>
        {
            RecognizedText? read = one is null ? null : reader.Decoder.Decode(one);
            return new CellReading(read?.Text ?? " ", read?.Confidence ?? 1, read?.Alternatives ?? []);
        })];
        if (list is not null)
        {
            var (best, alternatives) = list.Choose(logits);
            return new FieldReading(field, outline, best.Text, best.Confidence, cells, alternatives);
        }
        string text = string.Concat(cells.Select(one => one.Text)).Trim();
        return new FieldReading(field, outline, text, cells.Aggregate(1.0, (product, one) => product * one.Confidence), cells, []);
    }
}

/// <summary>A scan that is not the form it should be.</summary>
public sealed class ForeignFormException(string message) : Exception(message);
