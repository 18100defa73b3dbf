using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Ductus.Server.Jobs;

/// <summary>How far a job is, as it happens.</summary>
/// <param name="State"><c>waiting</c>, <c>done</c>, <c>failed</c> or <c>cancelled</c>.</param>
/// <param name="PagesDone">Pages read, or found to be unreadable.</param>
/// <param name="Pages">Pages there are.</param>
/// <param name="LinesRead">Lines of the page in work that are read.</param>
/// <param name="Lines">Lines of the page in work; 0 before they are found.</param>
public sealed record JobProgress(string State, long PagesDone, long Pages, int LinesRead, int Lines);

/// <summary>Tells whoever listens how far jobs are. A slow listener misses steps, never the last one. Thread-safe.</summary>
internal sealed class JobEvents
{
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<Channel<JobProgress>, bool>> _listeners = new(StringComparer.Ordinal);

    public void Tell(string job, JobProgress progress)
    {
        if (_listeners.TryGetValue(job, out var listeners))
            foreach (Channel<JobProgress> listener in listeners.Keys)
                listener.Writer.TryWrite(progress);
    }

    /// <summary>What is told of a job from now on; ends with the job.</summary>
    /// <param name="job">Its id.</param>
    /// <param name="now">How far it is, asked for once nothing can be missed.</param>
    /// <param name="cancel">When nobody listens any more.</param>
    public async IAsyncEnumerable<JobProgress> ListenAsync(string job, Func<Task<JobProgress?>> now, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        // Of what a listener has not fetched yet only the newest matters.
        var channel = Channel.CreateBounded<JobProgress>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
        var listeners = _listeners.GetOrAdd(job, _ => new());
        listeners[channel] = true;
        try
        {
            JobProgress? progress = await now();
            while (progress is not null)
            {
                yield return progress;
                if (progress.State != Storage.JobState.Waiting)
                    break;
                progress = await channel.Reader.ReadAsync(cancel);
            }
        }
        finally
        {
            listeners.TryRemove(channel, out _);
        }
    }
}
