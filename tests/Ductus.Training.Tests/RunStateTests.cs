namespace Ductus.Training.Tests;

public sealed class RunStateTests
{
    [Theory]
    [InlineData(0, "", "0:00 h")]
    [InlineData(59 * 60 + 59, "2 CPU threads", "0:59 h on 2 CPU threads")]
    [InlineData(30 * 3600 + 5 * 60, "1 CPU thread and CUDA", "30:05 h on 1 CPU thread and CUDA")]
    public void Duration_IsInHoursAndMinutesHoweverLong(double seconds, string devices, string expected) =>
        Assert.Equal(expected, new RunState { Seconds = seconds, Devices = devices }.Duration);
}
