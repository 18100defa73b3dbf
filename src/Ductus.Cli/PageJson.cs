using System.Text.Json;
using Ductus.Layout;
using Ductus.Recognition;

namespace Ductus.Cli;

/// <summary>A page as one line of JSON, for programs that read on: page, lines, polygons, text, confidence, and which model read it.</summary>
internal static class PageJson
{
    /// <param name="file">As named by the user.</param>
    /// <param name="number">1-based page within the file.</param>
    /// <param name="page">Read or not; coordinates are pixels from the top left, y down.</param>
    /// <param name="model">The model that read it.</param>
    /// <param name="reader">What made text of what the model said.</param>
    /// <param name="leastConfidence">Words below it are marked.</param>
    /// <returns>JSON without line breaks, and a line feed.</returns>
    public static string Of(string file, int number, Page page, ModelMetadata model, ChosenReader reader, double leastConfidence) => JsonLine.Of(json =>
    {
        json.WriteString("file", file);
        json.WriteNumber("page", number);
        json.WriteNumber("width", page.Width);
        json.WriteNumber("height", page.Height);
        json.WriteStartObject("model");
        json.WriteString("name", model.Name);
        json.WriteString("version", model.Version);
        json.WriteEndObject();
        json.WriteString("decoder", reader.Name);
        json.WriteStartArray("lines");
        foreach (TextLine line in page.Lines)
            Write(json, line, reader.IsCalibrated, leastConfidence);
        json.WriteEndArray();
    });

    private static void Write(Utf8JsonWriter json, TextLine line, bool isCalibrated, double leastConfidence)
    {
        json.WriteStartObject();
        json.WriteString("id", line.Id);
        json.Write(line.Boundary);
        json.WriteString("text", line.Text);
        if (line.Confidence is { } confidence)
        {
            json.WriteNumber("confidence", Math.Round(confidence, 4));
            json.WriteBoolean("calibrated", isCalibrated);
        }
        if (line.Margin is { } margin && double.IsFinite(margin))
            json.WriteNumber("margin", Math.Round(margin, 4));
        if (line.Corrected is { } corrected)
            json.WriteString("corrected", corrected);
        json.Write(line.Alternatives);
        json.WriteStartArray("words");
        foreach (TextWord word in line.Words)
        {
            json.WriteStartObject();
            json.WriteString("text", word.Text);
            json.Write(word.Boundary);
            if (word.Confidence is { } wordConfidence)
                json.WriteNumber("confidence", Math.Round(wordConfidence, 4));
            json.WriteStartArray("characters");
            foreach (double character in word.CharacterConfidences)
                json.WriteNumberValue(Math.Round(character, 4));
            json.WriteEndArray();
            if (word.Confidence < leastConfidence)
                json.WriteBoolean("uncertain", true);
            json.Write(word.Alternatives);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
