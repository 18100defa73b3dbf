using System.Globalization;
using System.Text;
using Ductus.Evaluation;

namespace Ductus.FormTrial;

/// <summary>What became of the forms of a trial.</summary>
internal sealed class Tally
{
    /// <summary>Overlap of a box with where it was put from which on it counts as found.</summary>
    public const double FoundFrom = 0.85;

    private readonly SortedDictionary<string, (List<EvaluatedLine> InForms, List<EvaluatedLine> Alone)> _written = new(StringComparer.Ordinal);
    private int _forms, _refused, _foreign, _foreignAccepted, _boxes, _found, _empty, _emptyRead;

    public void AddForeign(bool isAccepted) => (_foreign, _foreignAccepted) = (_foreign + 1, _foreignAccepted + (isAccepted ? 1 : 0));

    public void AddForm(bool isRefused) => (_forms, _refused) = (_forms + 1, _refused + (isRefused ? 1 : 0));

    public void AddBox(bool isFound) => (_boxes, _found) = (_boxes + 1, _found + (isFound ? 1 : 0));

    public void AddEmpty(bool isRead) => (_empty, _emptyRead) = (_empty + 1, _emptyRead + (isRead ? 1 : 0));

    /// <param name="model">That read the field.</param>
    /// <param name="inForm">Truth, and what was read in the form.</param>
    /// <param name="alone">Truth, and what was read of the same writing by itself.</param>
    public void AddWritten(string model, EvaluatedLine inForm, EvaluatedLine alone)
    {
        if (!_written.TryGetValue(model, out var lists))
            _written.Add(model, lists = ([], []));
        lists.InForms.Add(inForm);
        lists.Alone.Add(alone);
    }

    /// <summary>Tables in Markdown, with 95 % intervals.</summary>
    public string Page()
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"""
            | | |
            |---|---|
            | boxes found (overlap of {FoundFrom} and more) | {_found} of {_boxes}, {100.0 * _found / Math.Max(1, _boxes):F2} % |
            | forms refused that are the form | {_refused} of {_forms} |
            | foreign forms accepted | {_foreignAccepted} of {_foreign} |
            | empty fields in which something was read | {_emptyRead} of {_empty} |

            | fields | how many | right in the form | right alone | difference |
            |---|---:|---:|---:|---:|

            """);
        foreach (var (model, (inForms, alone)) in _written)
            page.Append(Row(model, inForms, alone));
        page.Append(Row("all", [.. _written.Values.SelectMany(lists => lists.InForms)], [.. _written.Values.SelectMany(lists => lists.Alone)]));
        return page.ToString();
    }

    private static string Row(string name, List<EvaluatedLine> inForms, List<EvaluatedLine> alone)
    {
        Measure form = EvaluationResult.Of(inForms)[MeasureKind.ExactLines], single = EvaluationResult.Of(alone)[MeasureKind.ExactLines];
        return string.Create(CultureInfo.InvariantCulture, $"| {name} | {inForms.Count} | {Shown(form)} | {Shown(single)} | {form.Percent - single.Percent:+0.00;−0.00;0.00} |\n");
    }

    private static string Shown(Measure measure) =>
        string.Create(CultureInfo.InvariantCulture, $"{measure.Percent:F2} % [{measure.Interval.Low:F2}, {measure.Interval.High:F2}]");
}
