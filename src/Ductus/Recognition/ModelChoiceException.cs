namespace Ductus.Recognition;

/// <summary>No model, or no single model, fits what is asked for; the message says what there is.</summary>
public sealed class ModelChoiceException(string message) : Exception(message);
