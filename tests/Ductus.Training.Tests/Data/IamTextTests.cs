using Ductus.Training.Data;

namespace Ductus.Training.Tests.Data;

public class IamTextTests
{
    [Theory]
    [InlineData("in|two|world|wars|.|We|are", "in two world wars. We are")]
    [InlineData("it|'s|all|(|we|)|got|...", "it's all (we) got...")]
    [InlineData("to|\"|prop|up|\"|an|out-", "to \"prop up\" an out-")]
    [InlineData("fees|.|\"|\"|What|shall", "fees.\" \"What shall")]
    [InlineData("English|.|'", "English.'")]
    [InlineData("", "")]
    public void Natural_OneLine_ClosesPunctuationUp(string tokens, string expected) =>
        Assert.Equal(expected, new IamText().Natural(tokens.Split('|')));

    [Fact]
    public void Natural_QuoteOpenedOnTheLineBefore_Closes()
    {
        var text = new IamText();

        string first = text.Natural("said|:|\"|The|jackals".Split('|'));
        string second = text.Natural("bay|,|\"|and|left".Split('|'));

        Assert.Equal("said: \"The jackals", first);
        Assert.Equal("bay,\" and left", second);
    }

    [DataFact]
    public void Natural_WholeDatabase_AgreesWithTheNaturalTexts()
    {
        var texts = new Dictionary<string, IamText>();
        int lines = 0, equal = 0;
        foreach (string line in File.ReadLines(Path.Combine(DataFactAttribute.Folder, "iam", "gt_lines_all.tsv")).Skip(1))
        {
            string[] fields = line.Split('\t');                   // line_id, form, …, text_tokens, text_natural
            if (!texts.TryGetValue(fields[1], out IamText? text))
                texts.Add(fields[1], text = new IamText());
            lines++;
            equal += text.Natural(fields[^2].Split('|')) == fields[^1] ? 1 : 0;
        }

        Assert.Equal((10_418, 10_361), (lines, equal));
    }
}
