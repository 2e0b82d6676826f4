using FxOrleans.Abstractions;
using FxOrleans.Pricing;

using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

using Orleans.Streams;

namespace FxOrleans.Grains;

/// <summary>Publishes this silo's ticks on the shard streams, for readers in the cluster and outside.</summary>
internal sealed class StreamPublisher(
    IClusterClient client, IOptions<TickStreamOptions> streams, IOptions<GrainsOptions> options, TimeProvider time, ILogger<StreamPublisher> logger) : ITickSink
{
    private readonly ShardedPublisher _batcher = new(
        message => client.GetStreamProvider(TickStreams.Provider).GetStream<TickMessage>(TickStreams.Of(message.Shard)).OnNextAsync(message),
        streams.Value.Shards,
        options.Value,
        time,
        logger);

    public void Publish(ReadOnlySpan<Price> prices) => _batcher.Publish(prices);

    /// <summary>Publishes until cancelled.</summary>
    public Task RunAsync(CancellationToken cancel) => _batcher.RunAsync(cancel);

    /// <summary>Done when everything noted so far is out, or <paramref name="deadline"/> is over.</summary>
    public Task FlushAsync(TimeSpan deadline) => _batcher.FlushAsync(deadline);
}
