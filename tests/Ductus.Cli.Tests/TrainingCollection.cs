namespace Ductus.Cli.Tests;

/// <summary>Tests that train in this process, one after the other: libtorch's random generator belongs to the process.</summary>
[CollectionDefinition("training")]
public sealed class TrainingCollection;
