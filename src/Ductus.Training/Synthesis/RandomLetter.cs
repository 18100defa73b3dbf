using System.Globalization;

namespace Ductus.Training.Synthesis;

/// <summary>Makes up letters nobody has written before, from a small grammar of English sentences; plain ASCII.</summary>
public static class RandomLetter
{
    private static readonly string[] People =
    [
        "Alice", "Arthur", "Beatrice", "Charles", "Dorothy", "Edward", "Florence", "George", "Harriet", "Isaac", "Jane", "Kenneth",
        "Louisa", "Martin", "Nora", "Oliver", "Philip", "Quentin", "Rachel", "Simon", "Ursula", "Victor", "William", "Zoe",
    ];

    private static readonly string[] Towns =
    [
        "Ashford", "Brampton", "Castleton", "Dunmore", "Elmswick", "Fairby", "Graythorpe", "Holbeck", "Ilford", "Kingsley", "Longmead", "Newbury",
        "Overton", "Queensport", "Ripley", "Seaham", "Tarrant", "Upwell", "Verwood", "Yaxley",
    ];

    private static readonly string[] Months =
    [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
    ];

    private static readonly string[] Adjectives =
    [
        "old", "quiet", "heavy", "bright", "narrow", "brown", "expensive", "lovely", "broken", "familiar", "dusty", "huge", "empty", "green",
        "second", "cheap", "proper", "excellent", "frozen", "quick", "yellow", "public", "strange", "young",
    ];

    private static readonly string[] Things =
    [
        "table", "window", "bridge", "garden", "letter", "kettle", "railway", "jacket", "market", "village", "picture", "question", "box",
        "piano", "orchard", "school", "bicycle", "newspaper", "kitchen", "journey", "church", "umbrella", "photograph", "mirror", "holiday",
    ];

    private static readonly string[] Deeds =
    [
        "found", "mended", "painted", "sold", "lost", "described", "visited", "forgot", "borrowed", "bought", "photographed", "explained",
        "carried", "examined", "kept", "moved", "noticed", "admired", "cleaned", "divided",
    ];

    private static readonly string[] Places =
    [
        "behind the house", "near the river", "in the city", "by the sea", "under the stairs", "at the station", "across the square",
        "on the hill", "next to the mill", "from the north", "along the canal", "outside the gate",
    ];

    private static readonly string[] Times =
    [
        "yesterday", "last week", "on Friday", "this morning", "a month ago", "after lunch", "before the war", "in the evening", "every summer", "once again",
    ];

    private static readonly string[] Additions =
    [
        "but nobody believed it", "and it was worth the trouble", "though the weather was against us", "because there was no other way",
        "so we stayed until dark", "which made us laugh", "and I have kept it ever since", "as you can imagine", "while the others waited",
    ];

    private static readonly string[] Questions = ["Do you remember", "Have you ever seen", "Could you send me", "Who would have wanted", "What became of"];

    private static readonly string[] Closes = ["Yours sincerely,", "With best wishes,", "Your friend,", "Yours ever,", "With kind regards,"];

    /// <summary>A letter of some fifteen to twenty lines; an equally seeded <paramref name="random"/> gives the same words.</summary>
    public static Letter Compose(Random random) => new()
    {
        PlaceAndDate = string.Create(CultureInfo.InvariantCulture,
            $"{Pick(Towns, random)}, {random.Next(1, 29)} {Pick(Months, random)} {random.Next(1890, 2020)}"),
        Salutation = $"Dear {Pick(People, random)},",
        Paragraphs = [Paragraph(random, sentences: 3), Paragraph(random, sentences: 4)],
        Close = Pick(Closes, random),
        Signature = Pick(People, random),
    };

    private static string Paragraph(Random random, int sentences) =>
        string.Join(' ', Enumerable.Range(0, sentences).Select(_ => Sentence(random)));

    private static string Sentence(Random random) => random.Next(7) switch
    {
        0 => $"{Pick(Questions, random)} {Thing("the", random)} {Pick(Places, random)}?",
        1 => $"{Pick(People, random)} said: \"{Capital(Thing("the", random))} is {Pick(Adjectives, random)}!\"",
        2 => string.Create(CultureInfo.InvariantCulture,
            $"We {Pick(Deeds, random)} {random.Next(2, 400)} {Pick(Adjectives, random)} things {Pick(Times, random)}, {Pick(Additions, random)}."),
        3 => $"{Pick(People, random)}'s {Pick(Things, random)} was {Pick(Places, random)}; {Thing("my", random)} was not.",
        4 => $"{Capital(Pick(Times, random))} {Pick(People, random)} and I {Pick(Deeds, random)} {Thing("your", random)} {Pick(Places, random)}.",
        5 => $"I {Pick(Deeds, random)} {Thing("the", random)} {Pick(Times, random)}, {Pick(Additions, random)}.",
        _ => $"{Capital(Thing("our", random))} {Pick(Places, random)} is for {Pick(People, random)} & {Pick(People, random)} (and {Thing("the", random)}).",
    };

    private static string Thing(string article, Random random) => $"{article} {Pick(Adjectives, random)} {Pick(Things, random)}";

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static string Pick(string[] words, Random random) => words[random.Next(words.Length)];
}
