namespace Ductus.Training.Tests;

/// <summary>Tests that count live tensors or set threads run one after the other.</summary>
[CollectionDefinition("libtorch", DisableParallelization = true)]
public sealed class LibtorchCollection;
