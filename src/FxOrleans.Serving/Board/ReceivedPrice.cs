using FxOrleans.Pricing;

namespace FxOrleans.Serving;

/// <summary>A price as this node received it, immutable, so that one reference swap replaces it.</summary>
internal sealed class ReceivedPrice(in Price price, ClockReading received, TimeSpan maxAge)
{
    public readonly Price Price = price;

    /// <summary>When it turns stale by this node's monotonic clock, whatever happens to the wall's.</summary>
    public readonly TimeSpan StaleAt = Later(received, price.StaleAt(maxAge));

    private static TimeSpan Later(ClockReading received, DateTimeOffset staleAt)
    {
        var left = staleAt - received.Wall;
        return left > TimeSpan.FromDays(36500) ? TimeSpan.MaxValue : received.Monotonic + left;
    }
}
