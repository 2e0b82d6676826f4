using FxOrleans.Abstractions;
using FxOrleans.Load.Statistics;
using Orleans.Streams;

namespace FxOrleans.Load.Engines;

/// <summary>Counts the ticks of all shards and how long each was under way. Thread-safe.</summary>
internal sealed class StreamMeter
{
    private readonly Lock _lock = new();
    private readonly Histogram _latency = new();
    private bool _running;

    public void Start()
    {
        lock (_lock)
        {
            _latency.Clear();
            _running = true;
        }
    }

    public (long Count, Histogram Latency) Stop()
    {
        lock (_lock)
        {
            _running = false;
            return (_latency.Count, _latency);
        }
    }

    public Task TakeAsync(TickMessage message, StreamSequenceToken? token)
    {
        lock (_lock)
        {
            var now = TimeProvider.System.GetUtcNow();
            foreach (var price in _running ? message.Prices : [])
            {
                _latency.Add((long)(now - price.Timestamp).TotalMicroseconds);
            }
        }

        return Task.CompletedTask;
    }
}
