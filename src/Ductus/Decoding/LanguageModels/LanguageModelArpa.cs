namespace Ductus.Decoding.LanguageModels;

/// <summary>
/// Language models in the ARPA format of SRILM, KenLM and others, over characters: each is a token, the space is <c>&lt;space&gt;</c> (when
/// reading also <c>▁</c> or <c>|</c>, where the file has no <c>&lt;space&gt;</c>).
/// </summary>
public static class LanguageModelArpa
{
    /// <summary>Writes the character n-grams of a model.</summary>
    /// <param name="model">Its word n-grams are left out.</param>
    /// <param name="output">Gets text with line feeds.</param>
    public static void Write(LanguageModel model, TextWriter output) => Arpa.Write(model.Characters, model.Metadata.Alphabet, output);

    /// <summary>Makes a language model file of an ARPA file.</summary>
    /// <param name="input">The text.</param>
    /// <param name="name">Of the file, for messages.</param>
    /// <param name="metadata">What the model is to say of itself; the alphabet is filled in.</param>
    /// <exception cref="LanguageModelException">The text is no ARPA file of characters; the message names the line.</exception>
    public static byte[] Read(TextReader input, string name, LanguageModelMetadata metadata)
    {
        try
        {
            var (table, alphabet) = Arpa.Read(input);
            return LanguageModel.Pack(metadata with { Alphabet = alphabet }, PackedNgrams.Pack(table), [], []);
        }
        catch (LanguageModelException error)
        {
            throw new LanguageModelException($"{name}, {error.Message}");
        }
    }
}
