using Ductus.Training.Batching;
using FsCheck;
using FsCheck.Fluent;

namespace Ductus.Training.Tests.Batching;

public sealed class BatchOrderTests
{
    [Fact]
    public void Epoch_AnyWidths_HoldsEveryLineOnce()
    {
        Prop.ForAll<PositiveInt[], PositiveInt, int>((widths, size, epoch) =>
        {
            IReadOnlyList<int[]> batches = BatchOrder.Epoch([.. widths.Select(width => width.Get)], size.Get, epoch, seed: 1);

            int[] all = [.. batches.SelectMany(batch => batch).Order()];
            return all.SequenceEqual(Enumerable.Range(0, widths.Length))
                && batches.All(batch => batch.Length >= 1 && batch.Length <= size.Get);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Epoch_SameSeed_GivesTheSameOrderAndAnotherInTheNextEpoch()
    {
        int[] widths = [.. Enumerable.Range(1, 100)];

        int[] first = [.. BatchOrder.Epoch(widths, 8, epoch: 3, seed: 5).SelectMany(batch => batch)];

        Assert.Equal(first, BatchOrder.Epoch(widths, 8, epoch: 3, seed: 5).SelectMany(batch => batch));
        Assert.NotEqual(first, BatchOrder.Epoch(widths, 8, epoch: 4, seed: 5).SelectMany(batch => batch));
    }

    [Fact]
    public void Epoch_WidthsFarApart_AreNotMixed()
    {
        int[] widths = [.. Enumerable.Repeat(10, 16), .. Enumerable.Repeat(1000, 16)];

        IReadOnlyList<int[]> batches = BatchOrder.Epoch(widths, 8, epoch: 0, seed: 1);

        Assert.All(batches, batch => Assert.Single(batch.Select(i => widths[i]).Distinct()));
    }
}
