using System.Diagnostics;
using System.Threading.Channels;

namespace Ductus.Training.Batching;

/// <summary>Makes the batches of a run ahead of time, on a thread of its own, epoch after epoch, in a fixed order.</summary>
public sealed class BatchLoader : IDisposable
{
    private const int Ahead = 4;

    private readonly Channel<TrainingBatch> _ready = Channel.CreateBounded<TrainingBatch>(Ahead);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _work;
    private readonly Stopwatch _waiting = new();

    /// <param name="lines">All lines of the training split.</param>
    /// <param name="batchSize">Lines of a batch.</param>
    /// <param name="seed">Of the run.</param>
    /// <param name="firstStep">Batches to leave out at the start, when a run goes on from a checkpoint.</param>
    /// <param name="balance">Of data sets, 0…1; see <see cref="EpochLines"/>.</param>
    public BatchLoader(IReadOnlyList<TrainingLine> lines, int batchSize, int seed, long firstStep, double balance = 1)
    {
        var epochs = new EpochLines([.. lines.Select(line => line.Set)], balance, seed);
        StepsPerEpoch = (epochs.Count + batchSize - 1) / batchSize;
        _work = Task.Run(() => Produce(lines, epochs, batchSize, seed, firstStep));
    }

    public int StepsPerEpoch { get; }

    /// <summary>Time that <see cref="Next"/> has waited for a batch so far.</summary>
    public TimeSpan Waited => _waiting.Elapsed;

    /// <summary>The next batch; waits where it is not ready.</summary>
    public TrainingBatch Next(CancellationToken cancel)
    {
        _waiting.Start();
        try
        {
            return _ready.Reader.ReadAsync(cancel).AsTask().GetAwaiter().GetResult();
        }
        finally
        {
            _waiting.Stop();
        }
    }

    public void Dispose()
    {
        _stop.Cancel();
        try
        {
            _work.Wait();
        }
        catch (AggregateException e) when (e.InnerException is OperationCanceledException)
        {
            // The loader was told to stop.
        }
        _stop.Dispose();
    }

    private async Task Produce(IReadOnlyList<TrainingLine> lines, EpochLines epochs, int batchSize, int seed, long firstStep)
    {
        try
        {
            for (int epoch = (int)(firstStep / StepsPerEpoch), skip = (int)(firstStep % StepsPerEpoch); ; epoch++, skip = 0)
            {
                int[] chosen = epochs.Of(epoch);
                foreach (int[] batch in BatchOrder.Epoch([.. chosen.Select(line => lines[line].Image.Width)], batchSize, epoch, seed).Skip(skip))
                    await _ready.Writer.WriteAsync(new TrainingBatch([.. batch.Select(i => lines[chosen[i]])]), _stop.Token);
            }
        }
        catch (Exception e) when (_ready.Writer.TryComplete(e))
        {
            throw;
        }
    }
}
