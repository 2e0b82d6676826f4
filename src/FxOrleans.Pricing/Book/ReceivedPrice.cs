namespace FxOrleans.Pricing;

/// <summary>A price as this process received it. Immutable, so that one reference swap replaces it.</summary>
public sealed class ReceivedPrice
{
    private readonly Price _price;

    /// <param name="price">The price.</param>
    /// <param name="received">When it came, by both clocks of this process.</param>
    /// <param name="maxAge">The age beyond which a live price is stale.</param>
    public ReceivedPrice(in Price price, ClockReading received, TimeSpan maxAge)
    {
        _price = price;
        var left = price.StaleAt(maxAge) - received.Wall;
        StaleAt = left > TimeSpan.FromDays(36500) ? TimeSpan.MaxValue : received.Monotonic + left;
    }

    /// <summary>The price.</summary>
    public ref readonly Price Price => ref _price;

    /// <summary>When it turns stale by the monotonic clock of this process, even when the wall clock is set back.</summary>
    public TimeSpan StaleAt { get; }
}
