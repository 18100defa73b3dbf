namespace Ductus.Evaluation;

/// <summary>A 95 % confidence interval in percent, both ends included.</summary>
public readonly record struct PercentInterval(double Low, double High);
