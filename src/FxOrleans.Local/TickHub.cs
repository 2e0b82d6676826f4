using FxOrleans.Pricing;

namespace FxOrleans.Local;

/// <summary>
/// Hands batches to subscribers and sinks in one numbered order, on the publishing thread. Thread-safe.
/// </summary>
internal sealed class TickHub(IReadOnlyList<ITickSink> sinks, long producer)
{
    private readonly Lock _lock = new();
    private Subscription[] _subscribers = [];
    private long _number;

    /// <summary>Publishes new prices, or nothing at all as a canary.</summary>
    public void Publish(ReadOnlyMemory<Price> prices)
    {
        lock (_lock)
        {
            var batch = new TickBatch(0, producer, ++_number, prices);
            foreach (var subscriber in _subscribers)
            {
                subscriber.Receive(batch);
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
        var subscription = new Subscription(this, receive);
        lock (_lock)
        {
            _subscribers = [.. _subscribers, subscription];
        }

        return subscription;
    }

    private void Unsubscribe(Subscription subscription)
    {
        lock (_lock)
        {
            _subscribers = [.. _subscribers.Where(other => other != subscription)];
        }
    }

    private sealed class Subscription(TickHub hub, Action<TickBatch> receive) : IAsyncDisposable
    {
        public Action<TickBatch> Receive => receive;

        public ValueTask DisposeAsync()
        {
            hub.Unsubscribe(this);
            return ValueTask.CompletedTask;
        }
    }
}
