using FxOrleans.Abstractions;
using FxOrleans.Testing;

using Microsoft.Extensions.Logging.Abstractions;

namespace FxOrleans.Client.Tests;

/// <summary>Reading the streams while their cluster is not there yet.</summary>
public sealed class TickStreamReaderTests
{
    /// <summary>What a feed gives a subscription.</summary>
    private static readonly TimeSpan ReadersDeadline = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task A_subscriber_is_not_kept_from_its_snapshot_by_shards_that_cannot_be_had()
    {
        var time = new FakeTime();
        using var deadline = new CancellationTokenSource(ReadersDeadline, time);
        await using var reader = new TickStreamReader(null!, new TickStreamOptions(), time, NullLogger<TickStreamReader>.Instance);

        var subscribing = reader.SubscribeAsync(_ => { }, deadline.Token).AsTask();
        Assert.False(subscribing.IsCompleted);
        time.Advance(ReadersDeadline);

        await (await subscribing).DisposeAsync();
    }
}
