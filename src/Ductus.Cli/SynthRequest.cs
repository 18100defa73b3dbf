using Ductus.Training.Synthesis;

namespace Ductus.Cli;

/// <summary>What a command line of <c>ductus synth</c> asks for.</summary>
internal sealed record SynthRequest
{
    public required string[] Texts { get; init; }

    public required LineTextOptions Text { get; init; }

    public required SyntheticLineOptions Lines { get; init; }

    public required string[] Fonts { get; init; }

    public required string? Output { get; init; }

    public required SyntheticSetForm Form { get; init; }

    public required string Split { get; init; }

    public required string? Sheet { get; init; }

    public required int Threads { get; init; }
}
