using FxOrleans.Pricing;

namespace FxOrleans.Local;

/// <summary>
/// Hands batches to subscribers and sinks in one numbered order, on the publishing thread. Thread-safe.
/// </summary>
internal sealed class TickHub(IReadOnlyList<ITickSink> sinks, long producer)
{
    private readonly Lock _lock = new();
    private Action<TickBatch>[] _subscribers = [];
    private long _number;

    /// <summary>Publishes new prices, or nothing at all as a canary.</summary>
    public void Publish(ReadOnlyMemory<Price> prices)
    {
        lock (_lock)
        {
            var batch = new TickBatch(0, producer, ++_number, prices);
            foreach (var subscriber in _subscribers)
            {
                subscriber(batch);
            }

            if (!prices.IsEmpty)
            {
                foreach (var sink in sinks)
                {
                    sink.Publish(prices.Span);
                }
            }
        }
    }

    public IAsyncDisposable Subscribe(Action<TickBatch> receive)
    {
        lock (_lock)
        {
            _subscribers = [.. _subscribers, receive];
        }

        return new Subscription(this, receive);
    }

    private void Unsubscribe(Action<TickBatch> receive)
    {
        lock (_lock)
        {
            _subscribers = [.. _subscribers.Where(other => other != receive)];
        }
    }

    private sealed class Subscription(TickHub hub, Action<TickBatch> receive) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            hub.Unsubscribe(receive);
            return ValueTask.CompletedTask;
        }
    }
}
