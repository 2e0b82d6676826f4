using System.Collections.Concurrent;

using FxOrleans.Pricing;

using Xunit;

namespace FxOrleans.Testing;

/// <summary>
/// What every engine does, wherever it runs providers and pairs. Real time with short paces, because an engine on a cluster
/// has loops of its own; every wait is for a condition and has a deadline.
/// </summary>
public abstract class EngineContract
{
    private static readonly CurrencyPair EurUsd = Given.Pair("EUR/USD");
    private static readonly CancellationToken None = CancellationToken.None;

    /// <summary>Starts an engine; it is asking its providers when this returns, or soon after.</summary>
    protected abstract Task<RunningEngine> StartAsync(EngineSetup setup);

    [Fact]
    public async Task Prices_flow_from_providers_to_a_subscriber()
    {
        var (a, b) = (new Feed(Given.Live("A")), new Feed(Given.Live("B")));
        a.Say("EUR/USD", 1.108m);
        b.Say("EUR/USD", 1.112m);
        await using var running = await StartAsync(new EngineSetup { Providers = [a, b] });
        var reader = await ReadAsync(running.Engine);

        await Eventually.TrueAsync(() => reader.Latest(EurUsd) is { Mid: 1.11m, Quorate: true, Sources: 2 }, "the price of both sources arrives");

        a.Say("EUR/USD", 1.20m);
        b.Say("EUR/USD", 1.20m);
        await Eventually.TrueAsync(() => reader.Latest(EurUsd) is { Mid: 1.20m }, "the new price arrives");
        Assert.Empty(reader.Breaches);
    }

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
        var reader = await ReadAsync(running.Engine);
        await Eventually.TrueAsync(
            async () =>
            {
                await FillAsync(running.Engine, reader);
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
        var reader = await ReadAsync(running.Engine);

        await Eventually.TrueAsync(() => sink.Prices.Any(price => price.Pair == EurUsd), "the tracked pair is written");
        await Eventually.TrueAsync(() => reader.Latest(Given.Pair("BTC/USD")) is not null, "the other is read all the same");
        Assert.DoesNotContain(sink.Prices, price => price.Pair != EurUsd);
    }

    [Fact]
    public async Task Quotes_of_the_inverse_join_the_same_market()
    {
        var (a, b) = (new Feed(Given.Live("A")), new Feed(Given.Live("B")));
        a.Say("USD/EUR", 0.8m);
        b.Say("EUR/USD", 1.25m);
        await using var running = await StartAsync(new EngineSetup { Providers = [a, b], Tracked = [Given.Pair("USD/EUR")] });
        var reader = await ReadAsync(running.Engine);

        await Eventually.TrueAsync(() => reader.Latest(Given.Pair("USD/EUR")) is { Mid: 0.8m, Sources: 2 }, "both count in the tracked direction");
        Assert.Null(reader.Latest(EurUsd));
        var explanation = await running.Engine.ExplainAsync(EurUsd, None);
        Assert.Equal("USD/EUR", explanation!.Pair.ToString());
    }

    [Fact]
    public async Task Epoch_and_sequence_only_rise_and_nothing_is_skipped()
    {
        var feed = new Feed(Given.Live("A"));
        var mid = 1.0m;
        feed.Say("EUR/USD", () => mid += 0.0001m);
        await using var running = await StartAsync(new EngineSetup { Providers = [feed] });
        var reader = await ReadAsync(running.Engine);

        await Eventually.TrueAsync(() => reader.Of(EurUsd).Count >= 20, "twenty prices arrive");
        var prices = reader.Of(EurUsd);
        Assert.Single(prices.Select(price => price.Epoch).Distinct());
        Assert.Equal(Enumerable.Range(0, prices.Count).Select(i => prices[0].Sequence + i), prices.Select(price => price.Sequence));
        Assert.InRange(prices[0].Epoch, Given.Now.ToUnixTimeMilliseconds(), 1L << 53);
        Assert.Empty(reader.Breaches);
    }

    [Fact]
    public async Task An_explanation_lists_the_sources()
    {
        var (a, b) = (new Feed(Given.Live("A")), new Feed(Given.Live("B")));
        a.Say("EUR/USD", 1.108m);
        b.Say("EUR/USD", 1.112m);
        await using var running = await StartAsync(new EngineSetup { Providers = [a, b], Policy = new PricingPolicy { MaxSources = 7 } });

        Explanation? explanation = null;
        await Eventually.TrueAsync(
            async () => (explanation = await running.Engine.ExplainAsync(EurUsd, None)) is { Quotes.Count: 2, Price.Sources: 2 },
            "both sources are explained");
        Assert.Equal(["A", "B"], explanation!.Quotes.Select(quote => quote.Provider).Order());
        Assert.All(explanation.Quotes, quote => Assert.True(quote.Kept));
        Assert.Equal(1.11m, explanation.Price!.Value.Mid);
        Assert.Equal(7, explanation.Policy.MaxSources);
    }

    [Fact]
    public async Task A_past_price_is_explained_by_its_number_as_long_as_it_is_kept()
    {
        var feed = new Feed(Given.Live("A"));
        var mid = 1.0m;
        feed.Say("EUR/USD", () => mid += 0.0001m);
        await using var running = await StartAsync(new EngineSetup { Providers = [feed], Policy = new PricingPolicy { ExplainDepth = 8 } });
        var reader = await ReadAsync(running.Engine);
        await Eventually.TrueAsync(() => reader.Of(EurUsd).Count >= 20, "twenty prices arrive");
        feed.Hush();
        Explanation? explanation = null;
        await Eventually.TrueAsync(
            async () =>
            {
                var latest = reader.Latest(EurUsd)!.Value;
                explanation = await running.Engine.ExplainAsync(EurUsd.Inverse, latest.Sequence - 3, latest.Epoch, None);
                return explanation is { Price: { } price } && reader.Of(EurUsd).Contains(price);
            },
            "the last price but three is explained");
        var (quote, past) = (Assert.Single(explanation!.Quotes), explanation.Price!.Value);
        Assert.Equal(("A", past.Mid, past.Timestamp), (quote.Provider, quote.Value, quote.Timestamp));
        Assert.Equal(8, explanation.Policy.ExplainDepth);

        Assert.Null(await running.Engine.ExplainAsync(EurUsd, 1, null, None));
        Assert.Null(await running.Engine.ExplainAsync(EurUsd, past.Sequence + 1_000_000, null, None));
        Assert.Null(await running.Engine.ExplainAsync(EurUsd, past.Sequence, past.Epoch - 1, None));
        Assert.Null(await running.Engine.ExplainAsync(Given.Pair("XAG/JPY"), 1, null, None));
    }

    [Fact]
    public async Task A_failing_provider_stops_nobody_else_and_shows()
    {
        var (good, bad) = (new Feed(Given.Live("Good")), new Feed(Given.Live("Bad")));
        var mid = 1.0m;
        good.Say("EUR/USD", () => mid += 0.0001m);
        bad.Failure = new ProviderException(ProviderFailureKind.Unreadable, "HTML.");
        await using var running = await StartAsync(new EngineSetup { Providers = [bad, good] });
        var reader = await ReadAsync(running.Engine);

        await Eventually.TrueAsync(() => reader.Of(EurUsd).Count > 5, "the good one's prices flow");
        IReadOnlyList<ProviderStatus> providers = [];
        await Eventually.TrueAsync(
            async () => (providers = await running.Engine.ProvidersAsync(None)) is [{ LastFailure.Kind: "unreadable" }, { State: "ok", Accepted: > 0 }],
            "the failure shows");
        Assert.Equal(["Bad", "Good"], providers.Select(provider => provider.Name));
        Assert.Equal(0, providers[0].Answers);

        bad.Failure = null;
        bad.Say("EUR/USD", 1.5m);
        await Eventually.TrueAsync(async () => (await running.Engine.ProvidersAsync(None))[0] is { State: "ok" }, "a healed one is back");
    }

    [Fact]
    public async Task A_provider_that_hangs_is_given_up_and_stops_nobody_else()
    {
        var good = new Feed(Given.Live("Good"));
        good.Say("EUR/USD", 1.1m);
        var hanging = new FakeProvider(Given.Live("Hanging"))
        {
            Terms = new ProviderTerms { Interval = TimeSpan.FromMilliseconds(20), Timeout = TimeSpan.FromMilliseconds(200) },
            Answers = _ => new TaskCompletionSource<ProviderAnswer>().Task,
        };
        await using var running = await StartAsync(new EngineSetup { Providers = [hanging, good] });
        var reader = await ReadAsync(running.Engine);

        await Eventually.TrueAsync(() => reader.Latest(EurUsd) is not null, "the good one's price arrives");
        await Eventually.TrueAsync(
            async () => (await running.Engine.ProvidersAsync(None))[0].LastFailure is { Kind: "timeout" }, "the hanging one shows");
    }

    [Fact]
    public async Task A_streaming_provider_is_followed()
    {
        var streaming = new StreamingFeed(Given.Live("Push"));
        await using var running = await StartAsync(new EngineSetup { Providers = [streaming] });
        var reader = await ReadAsync(running.Engine);

        streaming.Send("BTC/USD", 60_000m);
        await Eventually.TrueAsync(() => reader.Latest(Given.Pair("BTC/USD")) is { Mid: 60_000m }, "the first arrives");
        streaming.Send("BTC/USD", 60_001m);
        await Eventually.TrueAsync(() => reader.Latest(Given.Pair("BTC/USD")) is { Mid: 60_001m }, "the second arrives");
        await Eventually.TrueAsync(async () => (await running.Engine.ProvidersAsync(None))[0] is { Answers: 2, Accepted: 2 }, "both are counted");
    }

    [Fact]
    public async Task Asking_for_an_unknown_pair_creates_nothing()
    {
        var feed = new Feed(Given.Live("A"));
        feed.Say("EUR/USD", 1.1m);
        await using var running = await StartAsync(new EngineSetup { Providers = [feed] });
        await Eventually.TrueAsync(async () => (await running.Engine.SnapshotAsync(None)).Count == 1, "the quoted pair is there");

        Assert.Null(await running.Engine.ExplainAsync(Given.Pair("XAG/JPY"), None));
        Assert.Null(await running.Engine.ExplainAsync(Given.Pair("JPY/XAG"), None));
        Assert.Equal("EUR/USD", Assert.Single(await running.Engine.SnapshotAsync(None)).Pair.ToString());
    }

    [Fact]
    public async Task Quotes_that_age_out_stop_counting()
    {
        var (a, b) = (new Feed(Given.Live("A")), new Feed(Given.Live("B")));
        a.Say("EUR/USD", 1.10m);
        b.Say("EUR/USD", 1.104m);
        var policy = new PricingPolicy { MaxAge = TimeSpan.FromMilliseconds(1500) };
        await using var running = await StartAsync(new EngineSetup { Providers = [a, b], Policy = policy });
        var reader = await ReadAsync(running.Engine);
        await Eventually.TrueAsync(() => reader.Latest(EurUsd) is { Sources: 2 }, "both count");

        b.Hush();
        await Eventually.TrueAsync(() => reader.Latest(EurUsd) is { Sources: 1, Mid: 1.10m, Quorate: false }, "the silent one no longer counts");
        var silent = (await running.Engine.ExplainAsync(EurUsd, None))!.Quotes.Single(quote => quote.Provider == "B");
        Assert.Equal((false, "stale"), (silent.Kept, silent.Reason));

        a.Hush();
        await Eventually.TrueAsync(
            () => reader.Latest(EurUsd)!.Value.StatusAt(TimeProvider.System.GetUtcNow(), policy.MaxAge) == PriceStatus.Stale, "the price turns stale");
        Assert.Equal(1.10m, reader.Latest(EurUsd)!.Value.Mid);
    }

    [Fact]
    public async Task A_simulated_price_says_so_and_gives_way_to_a_real_one()
    {
        var (demo, real) = (new Feed(Given.Simulated()), new Feed(Given.Live("Real")));
        demo.Say("EUR/USD", 1.5m);
        await using var running = await StartAsync(new EngineSetup { Providers = [demo, real] });
        var reader = await ReadAsync(running.Engine);
        await Eventually.TrueAsync(() => reader.Latest(EurUsd) is { Simulated: true, Mid: 1.5m }, "the simulated price says so");

        real.Say("EUR/USD", 1.1m);
        await Eventually.TrueAsync(() => reader.Latest(EurUsd) is { Simulated: false, Mid: 1.1m }, "the real one stands alone");
        var providers = await running.Engine.ProvidersAsync(None);
        Assert.Equal([true, false], providers.Select(provider => provider.Simulated));
    }

    [Fact]
    public async Task A_daily_fixing_is_served_for_its_day_and_counts_once()
    {
        var ecb = new Feed(Given.Fixing()) { Terms = new ProviderTerms { Interval = TimeSpan.FromHours(1), Timeout = TimeSpan.FromSeconds(1) } };
        var today = new DateTimeOffset(TimeProvider.System.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero);
        ecb.SayAt("EUR/USD", 1.0812m, today);
        await using var running = await StartAsync(new EngineSetup { Providers = [ecb] });
        var reader = await ReadAsync(running.Engine);

        await Eventually.TrueAsync(
            async () =>
            {
                await FillAsync(running.Engine, reader);
                return reader.Latest(EurUsd) is { Kind: SourceKind.DailyFixing, Mid: 1.0812m, Quorate: false };
            },
            "the fixing arrives");
        Assert.Equal(today, reader.Latest(EurUsd)!.Value.Timestamp);
        Assert.Equal(FixingCalendar.Target.NextDue(DateOnly.FromDateTime(today.UtcDateTime)), reader.Latest(EurUsd)!.Value.FreshUntil);
        await Eventually.TrueAsync(async () => (await running.Engine.ProvidersAsync(None))[0] is { Accepted: 1, Rejected: 0 }, "it is counted once");
        Assert.Equal(1, ecb.Asked);
    }

    [Fact]
    public async Task Silence_is_broken_by_canaries()
    {
        await using var running = await StartAsync(new EngineSetup { Providers = [] });
        var reader = await ReadAsync(running.Engine);

        await Eventually.TrueAsync(() => reader.Batches >= 2, "canaries come though nothing is quoted", TimeSpan.FromSeconds(5));
        Assert.Empty(reader.Breaches);
    }

    [Fact]
    public async Task Many_may_subscribe_and_one_that_has_left_hears_no_more()
    {
        var feed = new Feed(Given.Live("A"));
        var mid = 1.0m;
        feed.Say("EUR/USD", () => mid += 0.0001m);
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

    private static async Task<TickRecorder> ReadAsync(IRateEngine engine)
    {
        var recorder = new TickRecorder();
        await engine.SubscribeAsync(recorder.Receive, None);
        await FillAsync(engine, recorder);
        return recorder;
    }

    private static async Task FillAsync(IRateEngine engine, TickRecorder recorder) => recorder.Offer(await engine.SnapshotAsync(None));

    private sealed class RecordingSink : ITickSink
    {
        public ConcurrentQueue<Price> Prices { get; } = new();

        public void Publish(ReadOnlySpan<Price> prices)
        {
            foreach (var price in prices)
            {
                Prices.Enqueue(price);
            }
        }
    }
}
