namespace Ductus.Training.Synthesis;

/// <summary>Makes up numbers as they are written by hand: years, dates, times, amounts, measures, references.</summary>
internal static class RareNumber
{
    private static readonly string[] References = ["No.", "no.", "p.", "pp.", "vol.", "Nr.", "ch.", "fig.", "Tel.", "St.", "c.", "cf.", "ca.", "approx.", "etc.", "e.g.", "i.e.", "viz."];

    public static string Compose(Random random)
    {
        int Number(int below) => random.Next(1, below);
        int year = random.Next(1600, 2030), day = Number(32), month = Number(13), small = Number(100), large = Number(10_000);
        return random.Next(20) switch
        {
            0 => Text($"{year}"),
            1 => Text($"{day}/{month}/{year % 100:D2}"),
            2 => Text($"{day}.{month}.{year}"),
            3 => Text($"{day:D2}-{month:D2}-{year}"),
            4 => Text($"{random.Next(24)}:{random.Next(60):D2}"),
            5 => Text($"{random.Next(1, 13)}.{random.Next(60):D2} {(random.Next(2) == 0 ? "a.m." : "p.m.")}"),
            6 => Text($"{large:N0}.{random.Next(100):D2}"),
            7 => Text($"{Number(10_000_000):N0}"),
            8 => Text($"{small}.{random.Next(10)}"),
            9 => Text($"{Number(10)} {Number(8)}/{random.Next(2, 10)}"),
            10 => Text($"{year}-{(year + Number(30)) % 100:D2}"),
            11 => Text($"{small}-{small + Number(30)}"),
            12 => Text($"+{Number(99)} {random.Next(10, 1000)} {random.Next(1000, 10_000)} {random.Next(100, 1000)}"),
            13 => Text($"{small} + {large} * {Number(10)}"),
            14 => Text($"#{large}"),
            15 => Text($"{small}{"abcdef"[random.Next(6)]}"),
            16 => Text($"{small}{Ordinal(small)}"),
            17 => Text($"({Number(20)})"),
            18 => Text($"{large}"),
            _ => Text($"{References[random.Next(References.Length)]} {small}"),
        };
    }

    private static string Ordinal(int number) => (number % 100) is >= 11 and <= 13 ? "th" : (number % 10) switch { 1 => "st", 2 => "nd", 3 => "rd", _ => "th" };

    private static string Text(FormattableString number) => FormattableString.Invariant(number);
}
