using System.Globalization;
using System.Text;
using Ductus.Imaging;
using Ductus.Layout;
using Ductus.Training.Synthesis;

namespace Ductus.DrawSamples;

/// <summary>A form made up for this project: what is printed on it, and its fields.</summary>
internal sealed class SampleForm(string name, HandwritingFont print, HandwritingFont bold)
{
    private const int Width = 1240, Height = 1754, Rule = 2;

    private readonly List<(string Name, Box Box, string Model, int Cells)> _fields = [];

    public string Name { get; } = name;

    public PrintedForm Sheet { get; } = new(Width, Height, print, bold);

    /// <summary>Every form there is, blank.</summary>
    public static SampleForm[] All(HandwritingFont print, HandwritingFont bold) => [Enrolment(print, bold), Membership(print, bold), Inventory(print, bold)];

    public GreyImage Scan(int seed) => Sheet.Scan(Paper.Blank with { Level = 250, Blur = 0.5 }, new Random(seed));

    /// <summary>The template as it stands in its file.</summary>
    public string Template()
    {
        var json = new StringBuilder($"{{\n  \"image\": \"{Name}.png\",\n  \"fields\": [\n");
        for (int i = 0; i < _fields.Count; i++)
        {
            var (field, box, model, cells) = _fields[i];
            json.Append(CultureInfo.InvariantCulture, $"    {{ \"name\": \"{field}\", \"box\": [{box.X}, {box.Y}, {box.Width}, {box.Height}], \"model\": \"{model}\"")
                .Append(cells > 0 ? $", \"cells\": {cells}" : "")
                .Append(i < _fields.Count - 1 ? " },\n" : " }\n");
        }
        return json.Append("  ]\n}\n").ToString();
    }

    /// <summary>The box of a field.</summary>
    public Box this[string field] => _fields.Single(one => one.Name == field).Box;

    private void Framed(string field, string caption, Box box, string model, int cells = 0)
    {
        Sheet.Print(caption, box.X, box.Y - 12, 15);
        Sheet.Frame(box, Math.Max(1, cells), Rule);
        _fields.Add((field, box, model, cells));
    }

    private void OnLine(string field, string caption, Box box, string model)
    {
        Sheet.Print(caption, 110, box.Bottom - 10, 17, isBold: true);
        Sheet.Rule(box.X, box.Bottom, box.Width, Rule);
        _fields.Add((field, box, model, 0));
    }

    private static SampleForm Enrolment(HandwritingFont print, HandwritingFont bold)
    {
        var form = new SampleForm("enrolment", print, bold);
        PrintedForm sheet = form.Sheet;
        sheet.Print("School of the Three Rivers", 110, 120, 22);
        sheet.Print("ENROLMENT", 110, 190, 36, isBold: true);
        sheet.Print("Please write in capitals, one character to a box. Leave empty what does not apply.", 110, 240, 14);
        sheet.Rule(110, 262, 1020, 3);
        form.Framed("surname", "Surname", new Box(110, 330, 640, 76), "names");
        form.Framed("first_name", "First name", new Box(110, 470, 640, 76), "names");
        form.Framed("born", "Born (day, month, year)", new Box(110, 610, 480, 64), "digits", cells: 8);
        form.Framed("postcode", "Postcode", new Box(700, 610, 300, 64), "digits", cells: 5);
        form.Framed("class", "Class", new Box(820, 330, 120, 64), "characters", cells: 2);
        form.Framed("pupil_number", "Pupil number", new Box(110, 740, 660, 64), "characters", cells: 11);
        sheet.Print("Persons to be told in an emergency", 110, 890, 20, isBold: true);
        for (int row = 0; row < 3; row++)
        {
            form.Framed($"contact_{row + 1}", row == 0 ? "Name" : " ", new Box(110, 950 + 130 * row, 560, 72), "names");
            form.Framed($"telephone_{row + 1}", row == 0 ? "Telephone" : " ", new Box(690, 950 + 130 * row, 440, 64), "digits", cells: 10);
        }
        sheet.Print("Signature of a parent", 110, 1440, 15);
        sheet.Rule(110, 1540, 480, Rule);
        sheet.Print("Date", 700, 1440, 15);
        sheet.Rule(700, 1540, 300, Rule);
        sheet.Print("Form E-3. The school keeps this sheet until the pupil leaves.", 110, 1660, 12);
        return form;
    }

    private static SampleForm Membership(HandwritingFont print, HandwritingFont bold)
    {
        var form = new SampleForm("membership", print, bold);
        PrintedForm sheet = form.Sheet;
        sheet.Frame(new Box(80, 80, 1080, 1580), thickness: 4);
        sheet.Print("FRIENDS OF THE LIGHTHOUSE", 320, 170, 30, isBold: true);
        sheet.Print("Application for membership", 420, 220, 20);
        sheet.Print("Member (left to the office):", 110, 320, 15);
        form._fields.Add(("member", new Box(520, 280, 360, 60), "digits", 6));
        sheet.Frame(new Box(520, 280, 360, 60), cells: 6, Rule);
        form.OnLine("name", "NAME :", new Box(400, 400, 700, 70), "names");
        form.OnLine("first_name", "FIRST NAME :", new Box(400, 510, 700, 70), "names");
        form.OnLine("town", "TOWN :", new Box(400, 620, 700, 70), "names");
        sheet.Print("I pay each year:", 110, 800, 17, isBold: true);
        form.Framed("euros", "euros", new Box(400, 770, 180, 60), "digits", cells: 3);
        form.Framed("month", "from month", new Box(700, 770, 120, 60), "digits", cells: 2);
        sheet.Print("Code on your invitation:", 110, 940, 17, isBold: true);
        form.Framed("code", "four letters, four digits", new Box(500, 910, 520, 66), "characters", cells: 8);
        sheet.Print("The lighthouse stands on its rock since 1871. Members climb it when they like, bring two guests,", 110, 1090, 14);
        sheet.Print("and are asked for a hand with the paint in spring. Who leaves says so before November.", 110, 1120, 14);
        sheet.Print("Recommended by", 110, 1230, 17, isBold: true);
        form.OnLine("friend", "NAME :", new Box(400, 1270, 700, 70), "names");
        form.Framed("friend_member", "member", new Box(400, 1400, 360, 60), "digits", cells: 6);
        sheet.Print("Place, date, signature", 110, 1560, 14);
        sheet.Rule(400, 1570, 700, Rule);
        return form;
    }

    private static SampleForm Inventory(HandwritingFont print, HandwritingFont bold)
    {
        var form = new SampleForm("inventory", print, bold);
        PrintedForm sheet = form.Sheet;
        sheet.Print("STOCK LIST", 110, 150, 34, isBold: true);
        sheet.Print("Seed bank, room", 620, 150, 18);
        form._fields.Add(("room", new Box(860, 108, 120, 60), "digits", 2));
        sheet.Frame(new Box(860, 108, 120, 60), cells: 2, Rule);
        const int Top = 260, RowHeight = 96, Rows = 12;
        int[] columns = [90, 390, 640, 1150];
        string[] heads = ["Shelf", "Count", "Collected by"];
        for (int column = 0; column < heads.Length; column++)
            sheet.Print(heads[column], columns[column] + 12, Top - 18, 17, isBold: true);
        for (int row = 0; row <= Rows; row++)
            sheet.Rule(columns[0], Top + row * RowHeight, columns[^1] - columns[0], row is 0 or Rows ? 4 : 2);
        foreach (int column in columns)
            sheet.Rule(column, Top, 3, Rows * RowHeight + 4);
        for (int row = 0; row < Rows; row++)
        {
            int y = Top + row * RowHeight + 16;
            Box shelf = new(columns[0] + 20, y, 256, 66), count = new(columns[1] + 20, y, 198, 66);
            sheet.Frame(shelf, cells: 4, Rule);
            sheet.Frame(count, cells: 3, Rule);
            form._fields.Add(($"shelf_{row + 1}", shelf, "characters", 4));
            form._fields.Add(($"count_{row + 1}", count, "digits", 3));
            form._fields.Add(($"collector_{row + 1}", new Box(columns[2] + 10, y - 8, columns[3] - columns[2] - 20, 82), "names", 0));
        }
        sheet.Print("Count twice. Send the sheet to the office when it is full.", 110, 1540, 15);
        sheet.Print("S-12", 1090, 1640, 14);
        return form;
    }
}
