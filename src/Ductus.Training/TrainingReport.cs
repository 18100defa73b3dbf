using System.Globalization;
using System.Net;
using System.Text;
using Ductus.Imaging;
using Ductus.Training.Batching;

namespace Ductus.Training;

/// <summary>One self-contained HTML page about a run: its curves, its figures and what it reads.</summary>
public static class TrainingReport
{
    private const int Samples = 24;

    public static void Write(string path, Recipe recipe, RunState state, IReadOnlyList<string> splits, IReadOnlyList<(TrainingLine Line, string Reading)> readings)
    {
        var html = new StringBuilder($$"""
            <!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{Text(recipe.Name)}}: training</title><style>
            body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#222;background:#fff}
            table{border-collapse:collapse}td,th{padding:.2rem .8rem .2rem 0;text-align:right}svg{width:100%;height:auto}
            .line{margin:1rem 0}.line img{max-width:100%;display:block;border:1px solid #ddd}.truth{color:#555}pre{white-space:pre-wrap}del{color:#b00}ins{color:#070;text-decoration:none;font-weight:600}
            </style></head><body><h1>{{Text(recipe.Name)}}</h1><p>{{Text(recipe.Description)}}</p>
            """);
        Summary(html, state, splits);
        Chart(html, "Character error rate, percent (greedy, averaged weights)", state.Epochs,
            [.. splits.Select((split, i) => (split, (Func<EpochMetrics, double>)(row => row.SplitCer[i])))], logarithmic: true);
        Chart(html, "Training loss, natural log per label", state.Epochs, [("loss", row => row.Loss)], logarithmic: true);
        Chart(html, "Learning rate", state.Epochs, [("learning rate", row => row.LearningRate)], logarithmic: false);
        html.Append("<h2>Readings of validation lines</h2><p>Every n-th line, not chosen. Struck out is what was written and missed, green what was read instead.</p>");
        int every = Math.Max(1, readings.Count / Samples);
        for (int i = 0; i < readings.Count && i / every < Samples; i += every)
            Sample(html, readings[i].Line, readings[i].Reading);
        html.Append("<h2>Recipe</h2><pre>").Append(Text(recipe.ToJson())).Append("</pre></body></html>\n");
        RunFolder.WriteWhole(path, html.ToString());
    }

    private static void Summary(StringBuilder html, RunState state, IReadOnlyList<string> splits)
    {
        if (state.Best is not { } best)
            return;
        html.Append(CultureInfo.InvariantCulture, $"""
            <p>{state.Step:N0} steps in {state.Duration}. Best validation after epoch {best.Epoch}:
            CER <b>{best.Cer:F2} %</b>, WER <b>{best.Wer:F2} %</b>
            """);
        for (int i = 0; i < splits.Count; i++)
            html.Append(CultureInfo.InvariantCulture, $"; {Text(splits[i])}: CER {best.SplitCer[i]:F2} %");
        html.Append(".</p>");
    }

    /// <summary>Lines over hours of training.</summary>
    private static void Chart(
        StringBuilder html, string title, IReadOnlyList<EpochMetrics> rows, IReadOnlyList<(string Name, Func<EpochMetrics, double> Value)> series, bool logarithmic)
    {
        if (rows.Count < 2)
            return;
        const int Width = 900, Height = 300, Left = 70, Right = 30, Bottom = 30;
        string[] colours = ["#1f6feb", "#d9480f", "#2b8a3e", "#862e9c", "#e67700"];
        double Scale(double value) => logarithmic ? Math.Log10(Math.Max(value, 1e-6)) : value;
        double[] values = [.. rows.SelectMany(row => series.Select(line => Scale(line.Value(row))))];
        double low = values.Min(), high = Math.Max(values.Max(), low + 1e-9), last = rows[^1].Seconds / 3600;
        double X(double hours) => Left + (Width - Left - Right) * hours / last;
        double Y(double value) => Height - Bottom - (Height - Bottom - 10) * (Scale(value) - low) / (high - low);

        html.Append(CultureInfo.InvariantCulture, $"<h2>{Text(title)}</h2><svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{Text(title)}\" font-size=\"12\">");
        for (int i = 0; i <= 4; i++)
        {
            double scaled = low + (high - low) * i / 4, value = logarithmic ? Math.Pow(10, scaled) : scaled;
            html.Append(CultureInfo.InvariantCulture,
                $"<line x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Y(value):F1}\" y2=\"{Y(value):F1}\" stroke=\"#ddd\"/><text x=\"{Left - 6}\" y=\"{Y(value) + 4:F1}\" text-anchor=\"end\">{value:G3}</text>");
            html.Append(CultureInfo.InvariantCulture, $"<text x=\"{X(last * i / 4):F1}\" y=\"{Height - 8}\" text-anchor=\"middle\">{last * i / 4:F2} h</text>");
        }
        for (int i = 0; i < series.Count; i++)
        {
            string points = string.Join(' ', rows.Select(row =>
                string.Create(CultureInfo.InvariantCulture, $"{X(row.Seconds / 3600):F1},{Y(series[i].Value(row)):F1}")));
            string colour = colours[i % colours.Length];
            html.Append(CultureInfo.InvariantCulture, $"<polyline points=\"{points}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"/>");
            html.Append(CultureInfo.InvariantCulture, $"<text x=\"{Width - Right - 2}\" y=\"{22 + 16 * i}\" text-anchor=\"end\" fill=\"{colour}\">{Text(series[i].Name)}</text>");
        }
        html.Append("</svg>");
    }

    private static void Sample(StringBuilder html, TrainingLine line, string reading)
    {
        html.Append(CultureInfo.InvariantCulture, $"<div class=\"line\"><img alt=\"\" src=\"data:image/png;base64,{Convert.ToBase64String(Png(line))}\">");
        if (reading == line.Text)
        {
            html.Append(CultureInfo.InvariantCulture, $"<div>{Text(reading)}</div></div>");
            return;
        }
        html.Append("<div>");
        foreach (var (kind, characters) in Differences(line.Text, reading))
            html.Append(kind switch { '-' => $"<del>{Text(characters)}</del>", '+' => $"<ins>{Text(characters)}</ins>", _ => Text(characters) });
        html.Append(CultureInfo.InvariantCulture, $"</div><div class=\"truth\">{Text(line.Text)}</div></div>");
    }

    private static byte[] Png(TrainingLine line)
    {
        var grey = new byte[line.Image.Ink.Length];
        for (int i = 0; i < grey.Length; i++)
            grey[i] = (byte)(255 - line.Image.Ink[i]);
        return ImageFile.ToPng(new GreyImage(line.Image.Width, line.Image.Height, grey));
    }

    /// <summary>Runs of equal (' '), missing ('-') and added ('+') characters along a shortest edit script.</summary>
    private static List<(char Kind, string Text)> Differences(string truth, string reading)
    {
        var cost = new int[truth.Length + 1, reading.Length + 1];
        for (int i = truth.Length; i >= 0; i--)
            for (int j = reading.Length; j >= 0; j--)
                cost[i, j] = i == truth.Length ? reading.Length - j : j == reading.Length ? truth.Length - i
                    : truth[i] == reading[j] ? cost[i + 1, j + 1] : 1 + Math.Min(cost[i + 1, j], cost[i, j + 1]);

        var runs = new List<(char Kind, string Text)>();
        void Add(char kind, char character)
        {
            if (runs.Count > 0 && runs[^1].Kind == kind)
                runs[^1] = (kind, runs[^1].Text + character);
            else
                runs.Add((kind, character.ToString()));
        }
        for (int i = 0, j = 0; i < truth.Length || j < reading.Length;)
        {
            if (i < truth.Length && j < reading.Length && truth[i] == reading[j])
            {
                Add(' ', truth[i++]);
                j++;
            }
            else if (j == reading.Length || (i < truth.Length && cost[i + 1, j] <= cost[i, j + 1]))
            {
                Add('-', truth[i++]);
            }
            else
            {
                Add('+', reading[j++]);
            }
        }
        return runs;
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
