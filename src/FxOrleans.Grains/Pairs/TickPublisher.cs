using FxOrleans.Client;
using FxOrleans.Pricing;

namespace FxOrleans.Grains;

/// <summary>
/// Where the pairs of a silo hand their new prices: all of them to what this silo knows, to every silo and to the shard
/// streams, the tracked ones to the host's sinks as well.
/// </summary>
internal sealed class TickPublisher(
    PriceFeed feed, PeerTicks silos, StreamPublisher streams, IReadOnlyCollection<CurrencyPair> tracked, IEnumerable<ITickSink> sinks) : ITickSink
{
    private readonly TrackedSink[] _sinks = [.. sinks.Select(sink => new TrackedSink(tracked, sink))];

    public void Publish(ReadOnlySpan<Price> prices)
    {
        feed.Offer(prices);
        silos.Publish(prices);
        streams.Publish(prices);
        foreach (var sink in _sinks)
        {
            sink.Publish(prices);
        }
    }
}
