namespace Ductus.Decoding.LanguageModels;

/// <summary>How much a character model weighs against the network.</summary>
/// <param name="Weight">Of its log probabilities, 0 or more; the network's weigh 1.</param>
/// <param name="Bonus">Natural log added for each character.</param>
public readonly record struct CharacterWeights(double Weight, double Bonus);

/// <summary>How much a word model weighs against the network.</summary>
/// <param name="Weight">Of its log probabilities, 0 or more.</param>
/// <param name="Known">Natural log added for each word of the vocabulary.</param>
/// <param name="Unknown">Natural log added for each word outside it.</param>
public readonly record struct WordWeights(double Weight, double Known, double Unknown);
