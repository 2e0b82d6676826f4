using FxOrleans.Client;
using FxOrleans.Pricing;

namespace FxOrleans.Grains;

/// <summary>A silo knows its own pairs' prices without the way through the streams.</summary>
internal sealed class FeedSink(PriceFeed feed) : ITickSink
{
    public void Publish(ReadOnlySpan<Price> prices) => feed.Offer(prices);
}
