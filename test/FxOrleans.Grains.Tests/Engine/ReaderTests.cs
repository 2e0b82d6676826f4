using FxOrleans.Pricing;
using FxOrleans.Testing;

namespace FxOrleans.Grains.Tests;

/// <summary>Who gets prices: snapshots, subscribers and sinks.</summary>
[Collection(EngineCollection.Name)]
public sealed class ReaderTests(EngineCluster cluster)
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task A_snapshot_is_what_was_ticked()
    {
        CurrencyPair[] pairs = [.. new[] { "USD/MXN", "USD/BRL", "ETH/USD", "XAU/USD", "USD/INR", "AAPL/USD" }.Select(Given.Pair)];
        var at = TimeProvider.System.GetUtcNow();
        foreach (var (pair, i) in pairs.Select((pair, i) => (pair, i)))
        {
            cluster.A.SayAt(pair.ToString(), 1.5m + i, at);
        }

        var reader = await cluster.ReadAsync();
        await Eventually.TrueAsync(() => pairs.All(pair => reader.Latest(pair) is not null), "all pairs have a price");

        var snapshot = (await cluster.Engine.SnapshotAsync(None)).Where(price => pairs.Contains(price.Pair)).ToArray();
        Assert.Equal(pairs.Select(pair => $"{pair}").Order(), snapshot.Select(price => $"{price.Pair}").Order());
        Assert.All(snapshot, price => Assert.Equal(reader.Latest(price.Pair), price));
    }

    [Fact]
    public async Task The_inverse_of_a_tracked_pair_is_kept_in_the_tracked_direction_and_nothing_else_reaches_the_sinks()
    {
        cluster.A.Say("CHF/USD", 1.25m);
        cluster.A.Say("GBP/USD", 2m);
        cluster.A.Say("XAU/CHF", 2000m);
        var reader = await cluster.ReadAsync();

        await Eventually.TrueAsync(() => Written("USD/CHF") is { Mid: 0.8m } && Written("GBP/USD") is { Mid: 2m }, "the tracked pairs are written");
        await Eventually.TrueAsync(() => reader.Latest(Given.Pair("XAU/CHF")) is not null, "the other is read all the same");
        Assert.DoesNotContain(cluster.Sink.Prices, price => !EngineCluster.Tracked.Contains(price.Pair));

        Price? Written(string pair) => cluster.Sink.Prices.Select(price => (Price?)price).LastOrDefault(price => price!.Value.Pair == Given.Pair(pair));
    }

    [Fact]
    public async Task Many_may_subscribe_and_one_that_has_left_hears_no_more()
    {
        var pair = Given.Pair("USD/ZAR");
        cluster.A.Rise("USD/ZAR");
        var (stays, leaves) = (new TickRecorder(), new TickRecorder());
        await using var staying = await cluster.Engine.SubscribeAsync(stays.Receive, None);
        await using (await cluster.Engine.SubscribeAsync(leaves.Receive, None))
        {
            await Eventually.TrueAsync(() => stays.Of(pair).Count > 3 && leaves.Of(pair).Count > 3, "both hear");
        }

        var (heard, seen) = (leaves.Batches, stays.Of(pair).Count);
        await Eventually.TrueAsync(() => stays.Of(pair).Count > seen + 5, "the one that stays goes on hearing");
        Assert.InRange(leaves.Batches, heard, heard + 1); // One may have been on its way.
    }

    [Fact]
    public async Task Two_subscriptions_of_one_reader_end_one_by_one()
    {
        var heard = 0;
        Action<TickBatch> receive = _ => Interlocked.Increment(ref heard);
        var first = await cluster.Engine.SubscribeAsync(receive, None);
        await using var second = await cluster.Engine.SubscribeAsync(receive, None);

        await first.DisposeAsync();
        await first.DisposeAsync();

        var before = Volatile.Read(ref heard);
        await Eventually.TrueAsync(() => Volatile.Read(ref heard) > before + 1, "the second still hears");
    }
}
