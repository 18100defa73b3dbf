namespace Ductus.Cli.Tests;

public sealed class DurationTests
{
    [Theory]
    [InlineData("90m", 5400)]
    [InlineData("8h", 28800)]
    [InlineData("1h30m", 5400)]
    [InlineData("45s", 45)]
    [InlineData("1h0m1s", 3601)]
    public void TryParse_HoursMinutesSeconds_AreAddedUp(string text, int seconds)
    {
        Assert.True(Duration.TryParse(text, out TimeSpan duration));
        Assert.Equal(seconds, duration.TotalSeconds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("90")]
    [InlineData("0m")]
    [InlineData("-5m")]
    [InlineData("1.5h")]
    [InlineData("m")]
    [InlineData("30m1h")]
    [InlineData("99999999999h")]
    public void TryParse_AnythingElse_IsNone(string text)
    {
        Assert.False(Duration.TryParse(text, out _));
    }

    [Theory]
    [InlineData(59, "0m59s")]
    [InlineData(3599, "59m59s")]
    [InlineData(5400, "1h30m")]
    [InlineData(100 * 3600, "100h00m")]
    public void Format_Seconds_AreReadable(int seconds, string text)
    {
        Assert.Equal(text, Duration.Format(TimeSpan.FromSeconds(seconds)));
    }
}
