using System.Collections.Concurrent;
using FxOrleans.Pricing;

namespace FxOrleans.Testing;

/// <summary>Keeps what it is given. Thread-safe.</summary>
public sealed class RecordingSink : ITickSink
{
    private readonly ConcurrentQueue<Price> _prices = new();

    public IReadOnlyCollection<Price> Prices => _prices;

    public void Publish(ReadOnlySpan<Price> prices)
    {
        foreach (ref readonly var price in prices)
        {
            _prices.Enqueue(price);
        }
    }
}
