using FxOrleans.Pricing;
using FxOrleans.Testing;

namespace FxOrleans.Local.Tests;

/// <summary>What is particular to the engine of one process: its bounds, its paces, its streams.</summary>
public sealed class LocalEngineTests
{
    [Fact]
    public async Task Quotes_of_more_markets_than_the_most_are_dropped_and_counted()
    {
        var feed = new Feed(Given.Live("A"));
        feed.Say("USD/EUR", 0.8m);
        feed.Say("USD/GBP", 0.4m);
        await using var started = await StartedEngine.StartAsync(
            new EngineSetup { Providers = [feed] }, options: new LocalEngineOptions { MaxMarkets = 2 });
        await Eventually.TrueAsync(async () => (await started.Engine.SnapshotAsync(CancellationToken.None)).Count == 2, "both are priced");

        feed.Say("USD/JPY", 160m);
        feed.Say("USD/EUR", 0.801m);

        await Eventually.TrueAsync(
            async () => (await started.Engine.ProvidersAsync(CancellationToken.None))[0] is { Rejected: > 0 } shown
                && shown.Rejections["too_many_markets"] == shown.Rejected,
            "the third is dropped");
        await started.PriceAsync("EUR/USD", price => price.Mid is > 1.248m and < 1.249m, "the others go on");
        Assert.Equal(2, (await started.Engine.SnapshotAsync(CancellationToken.None)).Count);
        Assert.Null(await started.Engine.ExplainAsync(Given.Pair("USD/JPY"), CancellationToken.None));
    }

    [Fact]
    public async Task A_stream_that_breaks_is_connected_again_however_it_breaks()
    {
        var time = new FakeTime();
        var stream = new BreakingStream();
        await using var started = await StartedEngine.StartAsync(new EngineSetup { Providers = [stream], Time = time });

        await Eventually.TrueAsync(
            () =>
            {
                time.Advance(TimeSpan.FromSeconds(1));
                return stream.Connections >= 5;
            },
            "it is connected again");

        await started.PriceAsync("BTC/USD", price => price.Mid >= 60_004m, "the price of a later connection");
        var status = Assert.Single(await started.Engine.ProvidersAsync(CancellationToken.None));
        Assert.True(status.Failures["unreachable"] >= 2 && status.Failures["unreadable"] >= 1, string.Join(", ", status.Failures));
    }

    [Fact]
    public async Task All_are_heard_once_the_last_has_answered_failed_or_streamed()
    {
        var held = new TaskCompletionSource<ProviderAnswer>();
        var slow = new FakeProvider(Given.Live("Slow")) { Answers = _ => held.Task };
        var stream = new StreamingFeed(Given.Live("Stream"));
        await using var started = await StartedEngine.StartAsync(new EngineSetup { Providers = [Provider("A", 1.10m, Given.Now), slow, stream], Time = new FakeTime() });
        await started.PriceAsync("EUR/USD", _ => true, "the price of the one that answers");
        Assert.False(started.Engine.HasHeardAll);

        held.SetException(new ProviderException(ProviderFailureKind.Unreachable, "It is away."));
        await Eventually.TrueAsync(
            async () => (await started.Engine.ProvidersAsync(CancellationToken.None))[1].LastFailure is not null, "the slow one's failure shows");
        Assert.False(started.Engine.HasHeardAll);

        stream.Send("BTC/USD", 60_000m);
        await Eventually.TrueAsync(() => started.Engine.HasHeardAll, "all are heard");
    }

    [Fact]
    public async Task Canaries_come_at_the_pace_of_the_sweep()
    {
        var time = new FakeTime();
        await using var started = await StartedEngine.StartAsync(new EngineSetup { Providers = [], Time = time });

        for (var i = 1; i <= 5; i++)
        {
            await time.WhenArmedAsync();
            time.Advance(TimeSpan.FromMilliseconds(500));
            await Eventually.TrueAsync(() => started.Reader.Batches == i, $"canary {i} comes");
        }

        Assert.Empty(started.Reader.Breaches);
    }

    [Fact]
    public async Task Quotes_that_age_out_are_reconsidered_without_a_new_quote()
    {
        var time = new FakeTime();
        var (a, b) = (Provider("A", 1.10m, Given.Now), Provider("B", 1.102m, Given.Now.AddSeconds(-6)));
        await using var started = await StartedEngine.StartAsync(new EngineSetup { Providers = [a, b], Time = time });
        await started.PriceAsync("EUR/USD", price => price is { Mid: 1.101m, Quorate: true, Sources: 2 }, "both count");

        await AdvanceAsync(started, time, TimeSpan.FromSeconds(5));

        await started.PriceAsync("EUR/USD", price => price is { Mid: 1.10m, Quorate: false, Sources: 1 }, "the older no longer counts");
        Assert.Equal((1, 1), (a.Asked, b.Asked));
    }

    [Fact]
    public async Task The_inverse_of_a_tracked_pair_is_kept_in_the_tracked_direction_and_nothing_else_reaches_the_sinks()
    {
        var sink = new RecordingSink();
        var provider = new FakeProvider(Given.Live("A"))
        {
            Answers = _ => Task.FromResult(new ProviderAnswer(
                [Given.Quote("EUR/USD", 1.25m), Given.Quote("GBP/USD", 2m), Given.Quote("XAU/EUR", 2000m)], [])),
        };
        await using var started = await StartedEngine.StartAsync(new EngineSetup
        {
            Providers = [provider],
            Tracked = [Given.Pair("USD/EUR"), Given.Pair("GBP/USD")],
            Sinks = [sink],
            Time = new FakeTime(),
        });

        await started.PriceAsync("USD/EUR", price => price.Mid == 0.8m, "the price, turned round");
        await started.PriceAsync("XAU/EUR", _ => true, "the untracked one, for readers");
        Assert.Equal([("GBP/USD", 2m), ("USD/EUR", 0.8m)], sink.Prices.Select(price => ($"{price.Pair}", price.Mid)).Order());
    }

    [Fact]
    public async Task Two_subscriptions_of_one_reader_end_one_by_one()
    {
        var time = new FakeTime();
        await using var started = await StartedEngine.StartAsync(new EngineSetup { Providers = [], Time = time });
        var heard = 0;
        Action<TickBatch> receive = _ => heard++;
        var first = await started.Engine.SubscribeAsync(receive, CancellationToken.None);
        await using var second = await started.Engine.SubscribeAsync(receive, CancellationToken.None);

        await first.DisposeAsync();
        await first.DisposeAsync();

        await time.WhenArmedAsync();
        time.Advance(TimeSpan.FromMilliseconds(500));
        await Eventually.TrueAsync(() => started.Reader.Batches == 1, "a canary comes");
        await Eventually.TrueAsync(() => heard == 1, "the second still hears");
    }

    // Step by step, so that the loops on the clock keep up.
    private static async Task AdvanceAsync(StartedEngine started, FakeTime time, TimeSpan by)
    {
        for (var passed = TimeSpan.Zero; passed < by; passed += TimeSpan.FromMilliseconds(500))
        {
            var before = started.Reader.Batches;
            time.Advance(TimeSpan.FromMilliseconds(500));
            await Eventually.TrueAsync(() => started.Reader.Batches > before, "the sweep's batch");
        }
    }

    private static FakeProvider Provider(string name, decimal mid, DateTimeOffset at) => new(Given.Live(name))
    {
        Answers = _ => Task.FromResult(new ProviderAnswer([Given.Quote("EUR/USD", mid, at, Given.Live(name))], [])),
    };
}
