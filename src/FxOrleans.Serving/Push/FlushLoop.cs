using System.Collections.Concurrent;
using System.Diagnostics;
using System.Numerics;
using FxOrleans.Serving.Telemetry;
using Microsoft.Extensions.Logging;

namespace FxOrleans.Serving.Push;

/// <summary>
/// Owns every outbox, on one thread. Each round finds out what has changed and writes to each connection once. While a connection's last
/// write is under way, its changes are only noted; it gets the latest prices afterwards. The pace is real time: the first round after a
/// pause begins at once, the next ones <see cref="PushOptions.FlushMilliseconds"/> apart, or more with many connections.
/// </summary>
internal sealed class FlushLoop : IDisposable
{
    /// <summary>Prices of a connection's first message at most: who has just come is current with it.</summary>
    private const int MostFirstPrices = 1024;

    private readonly RoundFrames _roundFrames;
    private readonly WatchedTopics _watched;
    private readonly ConcurrentQueue<Topic> _dirtyTopics;
    private readonly ConcurrentQueue<OutboxCommand> _commands = new();
    private readonly PushOptions _options;
    private readonly TopicSet _tracked = new(64);
    private readonly List<Outbox> _outboxes = [];
    private readonly AutoResetEvent _wake = new(false);
    private readonly ManualResetEvent _stop = new(false);
    private readonly Thread _thread;
    private TopicSet _dirty = new(64);
    private TopicSet _next = new(64);
    private int _awake;
    private readonly PushCounters _counters = new();
    private readonly OutboxWrites _writes;
    private readonly ILogger _log;
    private bool _failed;

    public FlushLoop(
        RateBoard board, WatchedTopics watched, ConcurrentQueue<Topic> dirty, int[] tracked, PushOptions options, FrameLatency? latency, RecentPrices recent, ILogger log)
    {
        _log = log;
        _writes = new OutboxWrites(_counters, Wake, log);
        _roundFrames = new RoundFrames(board, watched, latency, recent);
        (_watched, _dirtyTopics, _options) = (watched, dirty, options);
        foreach (var ordinal in tracked)
        {
            _tracked.Add(ordinal);
        }

        _thread = new Thread(Run) { IsBackground = true, Name = "flush loop" };
    }

    public FanOutStatistics Statistics => _counters.Statistics;

    public void Start() => _thread.Start();

    /// <summary>There is something to do. Cheap when that is known already.</summary>
    public void Wake()
    {
        if (Interlocked.Exchange(ref _awake, 1) == 0)
        {
            _wake.Set();
        }
    }

    public void Do(in OutboxCommand command)
    {
        _commands.Enqueue(command);
        Wake();
    }

    public void Dispose()
    {
        _stop.Set();
        if (_thread.IsAlive)
        {
            _thread.Join(TimeSpan.FromSeconds(5));
        }

        _wake.Dispose();
        _stop.Dispose();
    }

    private void Run()
    {
        WaitHandle[] either = [_stop, _wake];
        var roundStarted = 0L;
        var lookedAround = Stopwatch.GetTimestamp();
        while (true)
        {
            if (WaitHandle.WaitAny(either, TimeSpan.FromSeconds(1)) == 0 || _stop.WaitOne(Pause(roundStarted)))
            {
                return;
            }

            roundStarted = Stopwatch.GetTimestamp();
            Volatile.Write(ref _awake, 0);
            Interlocked.MemoryBarrier();
            TryRound();
            if (Stopwatch.GetElapsedTime(lookedAround) > TimeSpan.FromSeconds(1))
            {
                lookedAround = roundStarted;
                AbortStuckConnections();
            }
        }
    }

    // Every connection depends on this thread, so a round that fails is given up and the thread continues.
    private void TryRound()
    {
        try
        {
            Round();
            _failed = false;
        }
        catch (Exception failure)
        {
            if (!_failed)
            {
                _log.LogError(failure, "A round of the push failed; the next ones go on.");
            }

            _failed = true;
        }
    }

    // The rest of the interval since the last round began; zero when the service was idle.
    private TimeSpan Pause(long roundStarted)
    {
        var interval = TimeSpan.FromMilliseconds(_options.FlushMilliseconds * Math.Max(1.0, (double)_outboxes.Count / _options.ConnectionsPerFlush));
        var left = interval - Stopwatch.GetElapsedTime(roundStarted);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private void Round()
    {
        _dirty.Clear();
        while (_dirtyTopics.TryDequeue(out var topic))
        {
            Volatile.Write(ref topic.Dirty, 0);
            if (topic.Ordinal is >= 0 and var ordinal)
            {
                _dirty.Add(ordinal);
            }
        }

        // After the changes, so that a change which came after an unsubscription is not sent.
        while (_commands.TryDequeue(out var command))
        {
            Apply(command);
        }

        _roundFrames.Begin(_dirty);
        for (var i = _outboxes.Count - 1; i >= 0; i--)
        {
            var outbox = _outboxes[i];
            Note(outbox);
            if (Volatile.Read(ref outbox.Busy) == 0 && outbox.Failures > 0)
            {
                outbox.SendAgain(_tracked);
            }

            while (!outbox.Pending.IsEmpty && Volatile.Read(ref outbox.Busy) == 0)
            {
                Send(outbox);
            }
        }
    }

    private void Note(Outbox outbox)
    {
        for (var word = 0; word < _dirty.Words; word++)
        {
            var bits = _dirty[word] & (outbox.Individual[word] | (outbox.All ? _tracked[word] : 0));
            if (bits != 0)
            {
                var again = bits & outbox.Pending[word];
                if (again != 0)
                {
                    _counters.Conflated(BitOperations.PopCount(again));
                }

                outbox.Pending.Or(word, bits);
            }
        }
    }

    private void Send(Outbox outbox)
    {
        outbox.Pending.MoveTo(ref _next, outbox.IsGreeted ? TickFrame.MostPrices : MostFirstPrices, ref outbox.Next);
        var frame = _roundFrames.Of(_next, isLast: outbox.Pending.IsEmpty);
        if (frame is null)
        {
            return;
        }

        outbox.IsGreeted = true;
        _counters.Wrote(frame.Count);
        _writes.Start(outbox, frame, _next);
    }

    private void Apply(in OutboxCommand command)
    {
        var outbox = command.Outbox;
        switch (command.Action)
        {
            case OutboxAction.Open:
                _outboxes.Add(outbox);
                break;
            case OutboxAction.Add:
                outbox.Add(command.Topics, command.All, _tracked);
                break;
            case OutboxAction.Remove:
                outbox.Remove(command.Topics, command.All, _tracked);
                foreach (var topic in command.Topics)
                {
                    _watched.Unwatch(topic); // Not before: the ordinal may then be another topic's.
                }

                break;
            case OutboxAction.Close:
                _outboxes.Remove(outbox);
                _ = outbox.Ended.CancelAsync(); // What waits for it must not run on this thread.
                break;
            default:
                throw new InvalidOperationException($"Unknown {command.Action}.");
        }
    }

    private void AbortStuckConnections()
    {
        var (pending, largest) = (0, 0);
        foreach (var outbox in _outboxes)
        {
            var waiting = outbox.Pending.Count;
            (pending, largest) = (pending + waiting, Math.Max(largest, waiting));
            if (outbox.Kind != OutboxKind.Listener && Volatile.Read(ref outbox.Busy) == 1 && Stopwatch.GetElapsedTime(Volatile.Read(ref outbox.BusySince)) > _options.StuckAfter && outbox.Abort())
            {
                _counters.Aborted();
            }
        }

        _counters.Holding(pending, largest);
    }
}
