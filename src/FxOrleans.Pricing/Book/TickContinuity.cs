using System.Collections.Concurrent;

namespace FxOrleans.Pricing;

/// <summary>Notes which batches have come, and so finds what was lost: gaps in a producer's numbers, and shards that are silent. Thread-safe.</summary>
internal sealed class TickContinuity(PriceFeedOptions options, TimeProvider time)
{
    /// <summary>Producers whose numbers are kept; beyond that all are forgotten, which costs one snapshot.</summary>
    private const int MaxProducers = 1024;

    private readonly ConcurrentDictionary<(int Shard, long Producer), long> _numbers = new();
    private readonly ConcurrentDictionary<int, long> _heardAt = new();
    private readonly Dictionary<int, long> _repairedAt = [];
    private readonly long _startedAt = time.GetTimestamp();
    private long _gaps;
    private long _silences;

    /// <summary>Gaps seen in a producer's numbers.</summary>
    public long Gaps => Interlocked.Read(ref _gaps);

    /// <summary>Times that a shard was silent for too long.</summary>
    public long Silences => Interlocked.Read(ref _silences);

    /// <summary>Since anything was last heard, on any shard.</summary>
    public TimeSpan SinceHeard => time.GetElapsedTime(_heardAt.IsEmpty ? _startedAt : _heardAt.Values.Max());

    /// <summary>Notes a batch. Returns true when something before it was lost.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="isSynced">False before the first snapshot, which brings what a producer has sent before.</param>
    public bool HasGapBefore(in TickBatch batch, bool isSynced)
    {
        _heardAt[batch.Shard] = time.GetTimestamp();
        var key = (batch.Shard, batch.Producer);
        if (!_numbers.TryGetValue(key, out var last))
        {
            if (_numbers.Count >= MaxProducers)
            {
                _numbers.Clear();
            }

            // A producer that starts at its first batch has lost nothing; one that is met later may have sent something before.
            _numbers[key] = batch.Number;
            return batch.Number > 1 && isSynced;
        }

        _numbers[key] = Math.Max(last, batch.Number);
        if (batch.Number <= last + 1)
        {
            return false;
        }

        Interlocked.Increment(ref _gaps);
        return true;
    }

    /// <summary>True when a shard, or all of them, have been silent for so long that a snapshot is due; counted. Called by one thread.</summary>
    public bool IsSilent()
    {
        if (SinceHeard > options.Silence)
        {
            Interlocked.Increment(ref _silences);
            return true;
        }

        foreach (var (shard, heardAt) in _heardAt)
        {
            // While it stays silent there is one snapshot in each such time.
            if (time.GetElapsedTime(Math.Max(heardAt, _repairedAt.GetValueOrDefault(shard))) > options.Silence)
            {
                _repairedAt[shard] = time.GetTimestamp();
                Interlocked.Increment(ref _silences);
                return true;
            }
        }

        return false;
    }
}
