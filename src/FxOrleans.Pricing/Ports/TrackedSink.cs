using System.Buffers;
using System.Collections.Frozen;

namespace FxOrleans.Pricing;

/// <summary>Lets only tracked pairs through: everything that is quoted can be read, but only what is tracked is written and broadcast. Thread-safe where the inner sink is.</summary>
public sealed class TrackedSink(IEnumerable<CurrencyPair> tracked, ITickSink inner) : ITickSink
{
    private readonly FrozenSet<CurrencyPair> _tracked = tracked.ToFrozenSet();

    /// <inheritdoc/>
    public void Publish(ReadOnlySpan<Price> prices)
    {
        var kept = ArrayPool<Price>.Shared.Rent(prices.Length);
        var count = 0;
        foreach (ref readonly var price in prices)
        {
            if (_tracked.Contains(price.Pair))
            {
                kept[count++] = price;
            }
        }

        if (count > 0)
        {
            inner.Publish(kept.AsSpan(0, count));
        }

        ArrayPool<Price>.Shared.Return(kept, clearArray: true);
    }
}
