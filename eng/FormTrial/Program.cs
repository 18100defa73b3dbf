using System.Globalization;
using Ductus.FormTrial;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is not [string root, string data, string names, string digits, string characters, .. var rest])
{
    Console.Error.WriteLine("usage: FormTrial ROOT DATA NAMES DIGITS CHARACTERS [FORMS [FOLDER]] (eng/form-trial calls it)");
    return 2;
}
int forms = rest.Length > 0 ? int.Parse(rest[0], CultureInfo.InvariantCulture) : 200;
using var trial = new Trial(root, data, names, digits, characters);
Console.Write(trial.Run(forms, rest.Length > 1 ? rest[1] : null));
return 0;
