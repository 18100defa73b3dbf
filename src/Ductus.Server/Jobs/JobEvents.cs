using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Ductus.Server.Storage;

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
    private readonly Dictionary<string, List<Channel<JobProgress>>> _listeners = new(StringComparer.Ordinal);

    public void Tell(string job, JobProgress progress)
    {
        lock (_listeners)
            if (_listeners.TryGetValue(job, out List<Channel<JobProgress>>? listeners))
                foreach (Channel<JobProgress> listener in listeners)
                    listener.Writer.TryWrite(progress);
    }

    /// <summary>What is told of a job from now on; ends with the job.</summary>
    /// <param name="job">Its id.</param>
    /// <param name="now">How far it is, asked for once nothing can be missed.</param>
    /// <param name="cancel">When nobody listens any more.</param>
    public async IAsyncEnumerable<JobProgress> ListenAsync(string job, Func<Task<JobProgress?>> now, [EnumeratorCancellation] CancellationToken cancel)
    {
        // Of what a listener has not fetched yet only the newest matters.
        var channel = Channel.CreateBounded<JobProgress>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
        lock (_listeners)
        {
            if (!_listeners.TryGetValue(job, out List<Channel<JobProgress>>? listeners))
                _listeners.Add(job, listeners = []);
            listeners.Add(channel);
        }
        try
        {
            JobProgress? progress = await now();
            while (progress is not null)
            {
                yield return progress;
                if (progress.State != JobState.Waiting)
                    break;
                progress = await channel.Reader.ReadAsync(cancel);
            }
        }
        finally
        {
            lock (_listeners)
                if (_listeners[job] is var listeners && listeners.Remove(channel) && listeners.Count == 0)
                    _listeners.Remove(job);
        }
    }
}
