using System.CommandLine;
using System.Text;
using Ductus.Decoding.LanguageModels;
using Ductus.Documents;

namespace Ductus.Cli;

/// <summary><c>ductus lm convert</c>: character n-grams from and to ARPA files of other toolkits.</summary>
internal static class LmConvertCommand
{
    private const string Arpa = ".arpa";

    public static Command Create(Terminal terminal)
    {
        var input = new Argument<string>("IN") { Description = "An .arpa file over characters (the space as <space>, ▁ or |), or an .lm file." };
        var output = new Argument<string>("OUT") { Description = "The other of the two." };
        var language = new Option<string[]>("--language", "-l") { Description = "ISO code of the language of an .arpa file. May be given several times.", HelpName = "CODE" };
        var command = new ExplainedCommand("convert",
            "Turns an ARPA file of SRILM, KenLM and others into a language model of Ductus, or its character n-grams into an ARPA file.",
            ("ductus lm convert latin.arpa latin.lm --language la", "Makes a model for reading."),
            ("ductus lm convert en.lm en.arpa", "Writes the character n-grams for other programs."))
        {
            input, output, language,
        };
        command.SetAction(parsed =>
        {
            string from = parsed.GetRequiredValue(input), to = parsed.GetRequiredValue(output);
            bool fromArpa = from.EndsWith(Arpa, StringComparison.OrdinalIgnoreCase);
            if (fromArpa == to.EndsWith(Arpa, StringComparison.OrdinalIgnoreCase))
            {
                terminal.Complain($"Expected one {Arpa} file and one .lm file; got {from} and {to}.");
                return ExitStatus.WrongUsage;
            }
            if (fromArpa)
            {
                using var reader = new StreamReader(from, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
                AtomicFile.Write(to, LanguageModelArpa.Read(reader, from, new LanguageModelMetadata
                {
                    Name = Path.GetFileNameWithoutExtension(to),
                    Languages = parsed.GetValue(language) ?? [],
                    Date = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().Date),
                    Alphabet = [],
                }));
            }
            else
            {
                using LanguageModel model = LanguageModel.Load(from);
                using var text = new StringWriter();
                LanguageModelArpa.Write(model, text);
                AtomicFile.Write(to, text.ToString());
            }
            terminal.Output.WriteLine(to);
            return ExitStatus.Done;
        });
        return command;
    }
}
