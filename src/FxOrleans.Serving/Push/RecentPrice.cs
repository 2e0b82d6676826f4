using FxOrleans.Pricing;

namespace FxOrleans.Serving.Push;

/// <summary>A price that this node was given, and when.</summary>
/// <param name="Market">The <see cref="Pricing.Market.Index"/> of its market.</param>
/// <param name="Price">The price.</param>
/// <param name="Received">By this node's clocks.</param>
internal readonly record struct RecentPrice(int Market, Price Price, ClockReading Received)
{
    /// <summary>What names it on every node.</summary>
    public StreamPlace Place => new(Price.Pair, Price.Epoch, Price.Sequence);
}
