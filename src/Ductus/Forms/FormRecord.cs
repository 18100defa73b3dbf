using Ductus.Layout;

namespace Ductus.Forms;

/// <summary>What was read in one filled form. Immutable, share it.</summary>
/// <param name="Placement">How the form lay in the scan.</param>
/// <param name="Fields">In the template's order.</param>
public sealed record FormRecord(FormPlacement Placement, IReadOnlyList<FieldReading> Fields);

/// <summary>A field that was read.</summary>
/// <param name="Field">Of the template.</param>
/// <param name="Boundary">Where it lies in the scan.</param>
/// <param name="Text">NFC; empty where nothing is written.</param>
/// <param name="Confidence">0…1; of an empty field 1 where there is no ink at all.</param>
/// <param name="Cells">One for each cell; empty for a field without.</param>
/// <param name="Alternatives">Of a line, or of cells with a list, best first.</param>
public sealed record FieldReading(
    FormField Field, Boundary Boundary, string Text, double Confidence, IReadOnlyList<CellReading> Cells, IReadOnlyList<TextAlternative> Alternatives);

/// <summary>A cell that was read.</summary>
/// <param name="Text">One character; a space where the cell is empty.</param>
/// <param name="Confidence">0…1</param>
/// <param name="Alternatives">Best first.</param>
public sealed record CellReading(string Text, double Confidence, IReadOnlyList<TextAlternative> Alternatives);
