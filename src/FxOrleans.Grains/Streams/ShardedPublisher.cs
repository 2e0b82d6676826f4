using FxOrleans.Abstractions;
using FxOrleans.Pricing;

using Microsoft.Extensions.Logging;

namespace FxOrleans.Grains;

/// <summary>
/// Gathers the ticks of this silo's pairs and publishes them in batches, with one <see cref="ShardPublisher"/> for each shard. Adding a
/// tick never waits.
/// </summary>
internal sealed class ShardedPublisher : ITickSink
{
    private readonly ShardPublisher[] _lanes;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    /// <param name="send">Takes a batch to where it belongs; done when it is there.</param>
    /// <param name="shards">How many there are.</param>
    /// <param name="options">The paces.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Where failures are told.</param>
    public ShardedPublisher(Func<TickMessage, Task> send, int shards, GrainsOptions options, TimeProvider time, ILogger logger)
    {
        _time = time;
        _logger = logger;
        _lanes = new ShardPublisher[shards];
        for (var shard = 0; shard < shards; shard++)
        {
            _lanes[shard] = new ShardPublisher(send, shard, options, time, logger);
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
    public Task RunAsync(CancellationToken cancel) => Task.WhenAll(_lanes.Select(lane =>
        new SupervisedLoop(lane.RunAsync, failure => _logger.LogError(failure, "Sending ticks failed; it goes on."), _time).RunAsync(cancel)));

    /// <summary>Done when everything noted so far is out, or <paramref name="deadline"/> is over.</summary>
    public Task FlushAsync(TimeSpan deadline) => Task.WhenAll(_lanes.Select(lane => lane.FlushAsync(deadline)));
}
