using System.CommandLine;

namespace Ductus.Cli;

/// <summary><c>ductus lm</c>: makes language models of texts.</summary>
internal static class LmCommand
{
    public static Command Create(Terminal terminal, CancellationToken cancel) => new ExplainedCommand("lm",
        "Language models: what is known of a language before the image is looked at.",
        ("ductus lm train novel.txt -o mine.lm", "Learns from a text."),
        ("ductus lm tune mine.lm --model english --data my-lines --split val", "Finds how much it should count beside the network."),
        ("ductus read --lm mine.lm letter.png", "Reads with it."))
    {
        LmTrainCommand.Create(terminal, cancel),
        LmTuneCommand.Create(terminal, cancel),
        LmConvertCommand.Create(terminal),
        LmShowCommand.Create(terminal),
        LmWordsCommand.Create(terminal),
    };

    /// <summary>The argument that names a language model.</summary>
    public static Argument<string> Model() => new("LM") { Description = "Name of an installed language model, or path of an .lm file." };
}
