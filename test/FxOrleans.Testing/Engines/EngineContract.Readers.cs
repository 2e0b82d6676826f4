using FxOrleans.Pricing;

using Xunit;

namespace FxOrleans.Testing;

/// <content>Who gets prices: snapshots, subscribers and sinks.</content>
public abstract partial class EngineContract
{
    [Fact]
    public async Task A_snapshot_is_what_was_ticked()
    {
        var feed = new Feed(Given.Live("A"));
        string[] pairs = ["EUR/USD", "USD/GBP", "BTC/USD", "XAU/USD", "USD/JPY", "AAPL/USD"];
        var at = TimeProvider.System.GetUtcNow();
        foreach (var (pair, i) in pairs.Select((pair, i) => (pair, i)))
        {
            feed.SayAt(pair, 1.5m + i, at);
        }

        await using var running = await StartAsync(new EngineSetup { Providers = [feed], Policy = new PricingPolicy { MaxAge = TimeSpan.FromHours(1) } });
        var reader = await running.ReadAsync();
        await Eventually.TrueAsync(
            async () =>
            {
                await running.FillAsync(reader);
                return pairs.All(pair => reader.Latest(Given.Pair(pair)) is not null);
            },
            "all pairs have a price");

        var snapshot = await running.Engine.SnapshotAsync(None);
        Assert.Equal(pairs.Order(), snapshot.Select(price => price.Pair.ToString()).Order());
        Assert.All(snapshot, price => Assert.Equal(reader.Latest(price.Pair), price));
    }

    [Fact]
    public async Task Ticks_of_every_tracked_pair_reach_the_sinks_and_of_no_other()
    {
        var feed = new Feed(Given.Live("A"));
        feed.Say("EUR/USD", 1.1m);
        feed.Say("BTC/USD", 60_000m);
        var sink = new RecordingSink();
        await using var running = await StartAsync(new EngineSetup { Providers = [feed], Tracked = [EurUsd], Sinks = [sink] });
        var reader = await running.ReadAsync();

        await Eventually.TrueAsync(() => sink.Prices.Any(price => price.Pair == EurUsd), "the tracked pair is written");
        await Eventually.TrueAsync(() => reader.Latest(Given.Pair("BTC/USD")) is not null, "the other is read all the same");
        Assert.DoesNotContain(sink.Prices, price => price.Pair != EurUsd);
    }

    [Fact]
    public async Task Silence_is_broken_by_canaries()
    {
        await using var running = await StartAsync(new EngineSetup { Providers = [] });
        var reader = await running.ReadAsync();

        await Eventually.TrueAsync(() => reader.Batches >= 2, "canaries come though nothing is quoted");
        Assert.Empty(reader.Breaches);
    }

    [Fact]
    public async Task Many_may_subscribe_and_one_that_has_left_hears_no_more()
    {
        var feed = new Feed(Given.Live("A"));
        feed.Rise("EUR/USD");
        await using var running = await StartAsync(new EngineSetup { Providers = [feed] });
        var (stays, leaves) = (new TickRecorder(), new TickRecorder());
        await running.Engine.SubscribeAsync(stays.Receive, None);
        await using (await running.Engine.SubscribeAsync(leaves.Receive, None))
        {
            await Eventually.TrueAsync(() => stays.Of(EurUsd).Count > 3 && leaves.Of(EurUsd).Count > 3, "both hear");
        }

        var (heard, seen) = (leaves.Batches, stays.Of(EurUsd).Count);
        await Eventually.TrueAsync(() => stays.Of(EurUsd).Count > seen + 5, "the one that stays goes on hearing");
        Assert.InRange(leaves.Batches, heard, heard + 1); // One may have been on its way.
    }
}
