using Ductus.Layout;

namespace Ductus.Documents.Xml;

/// <summary>A line whose text or words were changed says the same with both.</summary>
internal static class LineChange
{
    /// <param name="before">As it was read.</param>
    /// <param name="after">Changed. Where only the words changed, they are the text; else the text says what the words are.</param>
    public static TextLine Consistent(TextLine before, TextLine after)
    {
        string joined = string.Join(' ', after.Words.Select(word => word.Text));
        if (after.Words.Count == 0 || after.Text == joined)
            return after;
        bool isText = before.Text != after.Text, areWords = !before.Words.Select(word => word.Text).SequenceEqual(after.Words.Select(word => word.Text));
        // They said different things before, and still do.
        if (!isText && !areWords)
            return after;
        return areWords && !isText ? after with { Text = joined }
            : after with { Words = WordPlaces.Of(after.Words, (after.Text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)) };
    }
}
