using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace FxOrleans.Serving.Push;

/// <summary>
/// Starts the writes of the flush loop and handles their results. A connection whose write fails is ended. A listener of this process is
/// not: its failure is counted and logged once, and the message is sent again after a pause that grows with each failure.
/// </summary>
internal sealed partial class OutboxWrites(PushCounters counters, Action wake, ILogger log)
{
    /// <summary>Above the longest <c>Prices:PublishInterval</c>, for which a listener's write rests.</summary>
    private static readonly TimeSpan LongestWrite = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <summary>Writes one message; the outbox is busy until it can take the next.</summary>
    public void Start(Outbox outbox, TickFrame frame, in TopicSet topics)
    {
        Volatile.Write(ref outbox.BusySince, Stopwatch.GetTimestamp());
        Volatile.Write(ref outbox.Busy, 1);
        var write = Begin(outbox, frame);
        if (write.IsCompletedSuccessfully && outbox.Failures == 0)
        {
            Volatile.Write(ref outbox.Busy, 0);
        }
        else if (outbox.Kind == OutboxKind.Listener)
        {
            outbox.Sent = topics.Copy();
            _ = ListenAsync(outbox, write);
        }
        else
        {
            _ = FinishAsync(outbox, write);
        }
    }

    private static Task Begin(Outbox outbox, TickFrame frame)
    {
        try
        {
            return outbox.Writer.WriteAsync(frame, outbox.Ended.Token);
        }
        catch (Exception failure)
        {
            return Task.FromException(failure);
        }
    }

    private async Task FinishAsync(Outbox outbox, Task write)
    {
        try
        {
            await write.ConfigureAwait(false);
            Volatile.Write(ref outbox.Busy, 0);
            wake();
        }
        catch (Exception)
        {
            outbox.Abort(); // Gone, and its owner closes the outbox.
        }
    }

    private async Task ListenAsync(Outbox outbox, Task write)
    {
        try
        {
            await write.WaitAsync(LongestWrite, outbox.Ended.Token).ConfigureAwait(false);
            if (outbox.Failures > 0)
            {
                LogWell(outbox.Writer.GetType().Name, outbox.Failures);
                outbox.Failures = 0;
            }
        }
        catch (Exception) when (outbox.Ended.IsCancellationRequested)
        {
            return; // Its owner has closed it.
        }
        catch (Exception failure)
        {
            counters.Failed();
            if (outbox.Failures++ == 0)
            {
                LogFailed(failure, outbox.Writer.GetType().Name);
            }

            var pause = FirstPause * (1 << Math.Min(outbox.Failures - 1, 10));
            await Task.Delay(pause < LongestPause ? pause : LongestPause, TimeProvider.System).ConfigureAwait(false);
        }

        Volatile.Write(ref outbox.Busy, 0);
        wake();
    }

    [LoggerMessage(LogLevel.Warning, "{Listener} did not take prices; they are sent again until it does.")]
    private partial void LogFailed(Exception failure, string listener);

    [LoggerMessage(LogLevel.Information, "{Listener} takes prices again, after {Failures} failures.")]
    private partial void LogWell(string listener, int failures);
}
