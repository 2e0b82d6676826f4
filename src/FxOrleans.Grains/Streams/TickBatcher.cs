using FxOrleans.Abstractions;
using FxOrleans.Pricing;

using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FxOrleans.Grains;

/// <summary>
/// Gathers the ticks of this silo's pairs and publishes them in batches on the shard streams, a lane a shard. A pair's tick
/// waits for nobody: it is only noted here.
/// </summary>
internal sealed class TickBatcher : ITickSink
{
    private readonly TickLane[] _lanes;

    public TickBatcher(
        IClusterClient client, IOptions<TickStreamOptions> streams, IOptions<GrainsOptions> options, TimeProvider time, ILogger<TickBatcher> logger)
    {
        // Another producer at every start, so that numbers need not outlive the process.
        var producer = Random.Shared.NextInt64(1, long.MaxValue);
        _lanes = new TickLane[streams.Value.Shards];
        for (var shard = 0; shard < _lanes.Length; shard++)
        {
            _lanes[shard] = new TickLane(client, shard, producer, options.Value, time, logger);
        }
    }

    public void Publish(ReadOnlySpan<Price> prices)
    {
        foreach (ref readonly var price in prices)
        {
            _lanes[TickStreams.ShardOf(price.Pair, _lanes.Length)].Add(price);
        }
    }

    /// <summary>Publishes until cancelled.</summary>
    public Task RunAsync(CancellationToken cancel) => Task.WhenAll(_lanes.Select(lane => lane.RunAsync(cancel)));

    /// <summary>Done when everything noted so far is out, or <paramref name="deadline"/> is over.</summary>
    public Task FlushAsync(TimeSpan deadline) => Task.WhenAll(_lanes.Select(lane => lane.FlushAsync(deadline)));
}
