using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Text;
using Ductus.Documents;
using Ductus.Forms;
using Ductus.Imaging;
using Ductus.Layout;

namespace Ductus.Cli;

/// <summary><c>ductus fields</c>: what helps to make the template of a form.</summary>
internal static class FieldsCommand
{
    private const int LongerSide = 1600;

    private const string Template = """
        A template is a JSON file beside an image of the form, blank or nearly so:

            {
              "image": "enrolment.png",
              "fields": [
                { "name": "surname", "box": [220, 310, 700, 70], "model": "names" },
                { "name": "postcode", "box": [220, 520, 300, 60], "cells": 5, "model": "digits" },
                { "name": "class", "box": [600, 520, 120, 60], "model": "english", "list": ["1a", "1b", "2a"] }
              ]
            }

        A box is left, top, width and height in pixels of the image. "cells" are boxes side by side for a character each; "list" is all
        that can stand in a field, texts or the name of a file with a text per line.
        """;

    public static Command Create(Terminal terminal)
    {
        var template = new Argument<string>("TEMPLATE") { Description = "A JSON file, see: ductus fields --help." };
        var scan = new Argument<string?>("SCAN") { Description = "A filled form. Default: the template's own image.", Arity = ArgumentArity.ZeroOrOne };
        var output = new Option<string>("--output", "-o") { Description = "Picture to make, an SVG file that browsers show.", HelpName = "FILE.svg", Required = true };
        var draw = new ExplainedCommand("draw", "Draws the fields of a template over a scan, as the scan is registered to it.",
            ("ductus fields draw enrolment.json -o fields.svg", "Shows whether the boxes are where they should be."),
            ("ductus fields draw enrolment.json scan.jpg -o fields.svg", "Shows where they come to lie on a scan."))
        {
            template, scan, output,
        };
        draw.SetAction(parsed =>
        {
            var form = FormTemplate.Load(parsed.GetRequiredValue(template));
            GreyImage image = form.Image;
            if (!form.CanBeRegistered)
                terminal.Complain($"{form.Name} has hardly any printed lines; a scan cannot be registered by them.");
            FormPlacement? placement = null;
            if (parsed.GetValue(scan) is { } path)
            {
                image = Polarity.ToDarkOnLight(ImageFile.Read(path));
                placement = FormPlacement.Find(form, image);
                if (placement.Fault is { } fault)
                    terminal.Complain($"{path}: not the form {form.Name}: {fault}.");
                else
                    terminal.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
                        $"{path}: scale {placement.Scale:F3}, turned by {placement.AngleDegrees:F2}°, {100 * placement.LinesFound:F0} % of the form's lines found"));
            }
            AtomicFile.Write(parsed.GetRequiredValue(output), Draw(form, image, placement));
            terminal.Output.WriteLine(parsed.GetRequiredValue(output));
            return placement?.Fault is null ? ExitStatus.Done : ExitStatus.Failed;
        });
        return new ExplainedCommand("fields", $"Templates of forms, for read --fields.\n\n{Template}",
            ("ductus fields draw enrolment.json -o fields.svg", "Shows whether the boxes are where they should be."),
            ("ductus read --fields enrolment.json forms/ > records.csv", "Reads filled forms."))
        {
            draw,
        };
    }

    private static string Draw(FormTemplate form, GreyImage image, FormPlacement? placement)
    {
        double scale = Math.Min(1, (double)LongerSide / Math.Max(image.Width, image.Height));
        GreyImage small = Scaling.Resize(image, Math.Max(1, (int)(image.Width * scale)), Math.Max(1, (int)(image.Height * scale)));
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {small.Width} {small.Height}" font-family="sans-serif" font-size="16">
            <image width="{small.Width}" height="{small.Height}" href="data:image/png;base64,{Convert.ToBase64String(ImageFile.ToPng(small))}"/>

            """);
        foreach (FormField field in form.Fields)
        {
            Shape(field.Box, "#1d5fd1", 2);
            for (int i = 0; i < field.Cells; i++)
                Shape(field.Cell(i), "#1d5fd1", 1);
            // At the right end: captions are printed at the left.
            Point corner = On(field.Box.Right, field.Box.Y);
            svg.Append(CultureInfo.InvariantCulture,
                $"<text x=\"{corner.X:F1}\" y=\"{corner.Y - 4:F1}\" text-anchor=\"end\" fill=\"#b00020\" stroke=\"white\" stroke-width=\"3\" paint-order=\"stroke\">{WebUtility.HtmlEncode($"{field.Name} ({field.Model})")}</text>\n");
        }
        return svg.Append("</svg>\n").ToString();

        Point On(double x, double y)
        {
            Point point = placement?.Place(new Point(x, y)) ?? new Point(x, y);
            return new Point(point.X * scale, point.Y * scale);
        }

        void Shape(Box box, string colour, int width)
        {
            Point[] corners = [On(box.X, box.Y), On(box.Right, box.Y), On(box.Right, box.Bottom), On(box.X, box.Bottom)];
            string points = string.Join(' ', corners.Select(corner => string.Create(CultureInfo.InvariantCulture, $"{corner.X:F1},{corner.Y:F1}")));
            svg.Append(CultureInfo.InvariantCulture, $"<polygon points=\"{points}\" fill=\"{colour}\" fill-opacity=\"0.06\" stroke=\"{colour}\" stroke-width=\"{width}\"/>\n");
        }
    }
}
