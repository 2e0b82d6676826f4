using FxOrleans.Pricing;

namespace FxOrleans.Serving.Push;

/// <summary>A price that this node was given, and when. A place in the ring of <see cref="RecentPrices"/>.</summary>
internal struct RecentPrice
{
    /// <summary>The price.</summary>
    public Price Price;

    /// <summary>By this node's clocks.</summary>
    public ClockReading Received;

    /// <summary>The <see cref="Pricing.Market.Index"/> of its market.</summary>
    public int Market;

    /// <summary>The number of the same market's price before it; −1 for none.</summary>
    public long Previous;

    /// <summary>What names it on every node.</summary>
    public readonly StreamPlace Place => new(Price.Pair, Price.Epoch, Price.Sequence);
}
