using FxOrleans.Pricing;

namespace FxOrleans.Grains;

/// <summary>
/// Publishes the new prices of this silo's pairs: all of them to this process's book, to the other silos and to the shard streams, the
/// tracked ones to the host's sinks as well.
/// </summary>
internal sealed class TickPublisher(
    PriceFeed feed, PeerTicks peers, StreamPublisher streams, IReadOnlyCollection<CurrencyPair> tracked, IEnumerable<ITickSink> sinks) : ITickSink
{
    private readonly TrackedSink[] _sinks = [.. sinks.Select(sink => new TrackedSink(tracked, sink))];

    public void Publish(ReadOnlySpan<Price> prices)
    {
        feed.Publish(prices);
        peers.Publish(prices);
        streams.Publish(prices);
        foreach (var sink in _sinks)
        {
            sink.Publish(prices);
        }
    }
}
