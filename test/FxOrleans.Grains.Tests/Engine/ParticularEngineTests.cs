using FxOrleans.Pricing;
using FxOrleans.Testing;

namespace FxOrleans.Grains.Tests;

/// <summary>What an engine does with settings of its own: its ages, its bounds, its memory. A cluster a test.</summary>
public sealed class ParticularEngineTests
{
    private static readonly CurrencyPair EurUsd = Given.Pair("EUR/USD");
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Quotes_that_age_out_stop_counting_and_silence_is_broken_by_canaries()
    {
        var (a, b) = (new Feed(Given.Live("A")), new Feed(Given.Live("B")));
        a.Say("EUR/USD", 1.10m);
        b.Say("EUR/USD", 1.104m);
        var policy = new PricingPolicy { MaxAge = TimeSpan.FromMilliseconds(1500) };
        await using var cluster = await FxCluster.StartAsync(new EngineSetup { Providers = [a, b], Policy = policy });
        var engine = FxCluster.EngineOf(cluster.Silos[0]);
        var reader = await Reading.StartAsync(engine);
        await Eventually.TrueAsync(() => reader.Latest(EurUsd) is { Sources: 2 }, "both count");

        b.Hush();
        await Eventually.TrueAsync(() => reader.Latest(EurUsd) is { Sources: 1, Mid: 1.10m, Quorate: false }, "the silent one no longer counts");
        var silent = (await engine.ExplainAsync(EurUsd, None))!.Quotes.Single(quote => quote.Provider == "B");
        Assert.Equal((false, "stale"), (silent.Kept, silent.Reason));

        a.Hush();
        await Eventually.TrueAsync(
            () => reader.Latest(EurUsd)!.Value.StatusAt(TimeProvider.System.GetUtcNow(), policy.MaxAge) == PriceStatus.Stale, "the price turns stale");
        Assert.Equal(1.10m, reader.Latest(EurUsd)!.Value.Mid);

        var heard = reader.Batches;
        await Eventually.TrueAsync(() => reader.Batches >= heard + 2, "canaries come though nothing is quoted");
        Assert.Empty(reader.Breaches);
    }

    [Fact]
    public async Task Quotes_of_more_markets_than_the_most_are_dropped_and_counted()
    {
        var feed = new Feed(Given.Live("A"));
        feed.Say("USD/EUR", 0.8m);
        feed.Say("USD/GBP", 0.4m);
        await using var cluster = await FxCluster.StartAsync(new EngineSetup { Providers = [feed], Tracked = [Given.Pair("USD/EUR")], Grains = new GrainsOptions { MaxPairs = 2 } });
        var engine = FxCluster.EngineOf(cluster.Silos[0]);
        await Eventually.TrueAsync(async () => (await engine.SnapshotAsync(None)).Count == 2, "both are priced");

        feed.Say("USD/JPY", 160m);
        feed.Say("USD/EUR", 0.801m);

        await Eventually.TrueAsync(
            async () => (await engine.ProvidersAsync(None))[0] is { Rejected: > 0 } shown && shown.Rejections["too_many_markets"] == shown.Rejected,
            "the third is dropped");
        await Eventually.TrueAsync(async () => (await engine.SnapshotAsync(None)).Any(price => price.Mid == 0.801m), "the others go on");
        Assert.Equal(2, (await engine.SnapshotAsync(None)).Count);
        Assert.Null(await engine.ExplainAsync(Given.Pair("USD/JPY"), None));
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(0.8)]
    public async Task A_provider_is_asked_once_in_an_interval_and_not_more_often(double seconds)
    {
        var interval = TimeSpan.FromSeconds(seconds);
        var asked = new List<long>();
        var provider = new FakeProvider(Given.Live("A"))
        {
            Terms = new ProviderTerms { Interval = interval, Timeout = TimeSpan.FromSeconds(5) },
            Answers = _ =>
            {
                asked.Add(TimeProvider.System.GetTimestamp());
                return Task.FromResult(new ProviderAnswer([Given.Quote("EUR/USD", 1.10m, TimeProvider.System.GetUtcNow(), Given.Live("A"))], []));
            },
        };
        await using (await FxCluster.StartAsync(new EngineSetup { Providers = [provider] }))
        {
            await Eventually.TrueAsync(() => provider.Asked >= 5, "it was asked five times");
        }

        // A busy machine asks later, never sooner; timers are exact to a few milliseconds.
        Assert.All(asked.Zip(asked.Skip(1)), pair => Assert.True(TimeProvider.System.GetElapsedTime(pair.First, pair.Second) > interval - TimeSpan.FromMilliseconds(20)));
    }

    [Fact]
    public async Task What_an_earlier_run_wrote_is_served_however_old_until_something_newer_comes_above_it()
    {
        var now = TimeProvider.System.GetUtcNow();
        var (past, ahead) = (Remembered("USD/EUR", 0.8m, -1_000), Remembered("USD/GBP", 0.4m, 86_400_000));
        var memory = new FakeMemory(past, ahead, Remembered("EUR/USD", 1.25m, 0), Remembered("USD/JPY", 160m, 0));
        var feed = new Feed(Given.Live("A"));
        var cluster = await FxCluster.StartAsync(new EngineSetup
        {
            Providers = [feed],
            Tracked = [Given.Pair("USD/EUR"), Given.Pair("EUR/USD"), Given.Pair("USD/GBP")],
            Memory = memory,
        });
        await using (cluster)
        {
            var engine = FxCluster.EngineOf(cluster.Silos[0]);
            Assert.Equal([past, ahead], (await engine.SnapshotAsync(None)).OrderBy(price => $"{price.Pair}")); // One direction of a pair tracked both ways, and no untracked one.
            Assert.All(await engine.SnapshotAsync(None), price => Assert.Equal(PriceStatus.Stale, price.StatusAt(now, TimeSpan.FromSeconds(10))));

            feed.Say("USD/EUR", 0.801m);
            feed.Say("USD/GBP", 0.401m);
            foreach (var before in (Price[])[past, ahead])
            {
                Price next = default;
                await Eventually.TrueAsync(
                    async () => (next = (await engine.SnapshotAsync(None)).Single(price => price.Pair == before.Pair)).Mid == before.Mid + 0.001m, "the first quote's price");
                Assert.True(next.Epoch > before.Epoch, $"{next.Epoch} after {before.Epoch}");
                Assert.True(memory.IsListenedTo);
            }
        }

        Assert.False(memory.IsListenedTo);

        Price Remembered(string pair, decimal mid, long aheadBy) =>
            Given.Price(pair, mid, now.AddDays(-1)) with { Epoch = now.ToUnixTimeMilliseconds() + aheadBy, Sequence = 7 };
    }
}
