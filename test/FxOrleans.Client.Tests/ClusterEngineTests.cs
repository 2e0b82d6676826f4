using FxOrleans.Abstractions;
using FxOrleans.Testing;

using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace FxOrleans.Client.Tests;

/// <summary>The engine while its cluster is not there yet.</summary>
public sealed class ClusterEngineTests
{
    /// <summary>What a board gives a subscription.</summary>
    private static readonly TimeSpan ReadersDeadline = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task A_subscriber_is_not_kept_from_its_snapshot_by_shards_that_cannot_be_had()
    {
        var time = new FakeTime();
        using var deadline = new CancellationTokenSource(ReadersDeadline, time);
        await using var engine = new ClusterEngine(
            null!, new ClusterGate(), Options.Create(new TickStreamOptions()), time, NullLogger<ClusterEngine>.Instance);

        var subscribing = engine.SubscribeAsync(_ => { }, deadline.Token).AsTask();
        Assert.False(subscribing.IsCompleted);
        time.Advance(ReadersDeadline);

        await (await subscribing).DisposeAsync();
    }
}
