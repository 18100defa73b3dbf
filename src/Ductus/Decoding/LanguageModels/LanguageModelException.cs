namespace Ductus.Decoding.LanguageModels;

/// <summary>A file that is no language model or damaged, or a language model that cannot be used for what it is asked for.</summary>
public sealed class LanguageModelException(string message) : Exception(message);
