using FxOrleans.Pricing;

using Xunit;

namespace FxOrleans.Testing;

/// <content>What becomes of quotes: one price a market, numbered, and what is true of it said with it.</content>
public abstract partial class EngineContract
{
    [Fact]
    public async Task Prices_flow_from_providers_to_a_subscriber()
    {
        var (a, b) = (new Feed(Given.Live("A")), new Feed(Given.Live("B")));
        a.Say("EUR/USD", 1.108m);
        b.Say("EUR/USD", 1.112m);
        await using var running = await StartAsync(new EngineSetup { Providers = [a, b] });
        var reader = await running.ReadAsync();

        await Eventually.TrueAsync(() => reader.Latest(EurUsd) is { Mid: 1.11m, Quorate: true, Sources: 2 }, "the price of both sources arrives");

        a.Say("EUR/USD", 1.20m);
        b.Say("EUR/USD", 1.20m);
        await Eventually.TrueAsync(() => reader.Latest(EurUsd) is { Mid: 1.20m }, "the new price arrives");
        Assert.Empty(reader.Breaches);
    }

    [Fact]
    public async Task Quotes_of_the_inverse_join_the_same_market()
    {
        var (a, b) = (new Feed(Given.Live("A")), new Feed(Given.Live("B")));
        a.Say("USD/EUR", 0.8m);
        b.Say("EUR/USD", 1.25m);
        await using var running = await StartAsync(new EngineSetup { Providers = [a, b], Tracked = [Given.Pair("USD/EUR")] });
        var reader = await running.ReadAsync();

        await Eventually.TrueAsync(() => reader.Latest(Given.Pair("USD/EUR")) is { Mid: 0.8m, Sources: 2 }, "both count in the tracked direction");
        Assert.Null(reader.Latest(EurUsd));
        var explanation = await running.Engine.ExplainAsync(EurUsd, None);
        Assert.Equal("USD/EUR", explanation!.Pair.ToString());
    }

    [Fact]
    public async Task Epoch_and_sequence_only_rise_and_nothing_is_skipped()
    {
        var feed = new Feed(Given.Live("A"));
        feed.Rise("EUR/USD");
        await using var running = await StartAsync(new EngineSetup { Providers = [feed] });
        var reader = await running.ReadAsync();

        await Eventually.TrueAsync(() => reader.Of(EurUsd).Count >= 20, "twenty prices arrive");
        var prices = reader.Of(EurUsd);
        Assert.Single(prices.Select(price => price.Epoch).Distinct());
        Assert.Equal(Enumerable.Range(0, prices.Count).Select(i => prices[0].Sequence + i), prices.Select(price => price.Sequence));
        Assert.InRange(prices[0].Epoch, Given.Now.ToUnixTimeMilliseconds(), 1L << 53);
        Assert.Empty(reader.Breaches);
    }

    [Fact]
    public async Task Quotes_that_age_out_stop_counting()
    {
        var (a, b) = (new Feed(Given.Live("A")), new Feed(Given.Live("B")));
        a.Say("EUR/USD", 1.10m);
        b.Say("EUR/USD", 1.104m);
        var policy = new PricingPolicy { MaxAge = TimeSpan.FromMilliseconds(1500) };
        await using var running = await StartAsync(new EngineSetup { Providers = [a, b], Policy = policy });
        var reader = await running.ReadAsync();
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
        var reader = await running.ReadAsync();
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
        var reader = await running.ReadAsync();

        await Eventually.TrueAsync(
            async () =>
            {
                await running.FillAsync(reader);
                return reader.Latest(EurUsd) is { Kind: SourceKind.DailyFixing, Mid: 1.0812m, Quorate: false };
            },
            "the fixing arrives");
        Assert.Equal(today, reader.Latest(EurUsd)!.Value.Timestamp);
        Assert.Equal(FixingCalendar.Target.NextDue(DateOnly.FromDateTime(today.UtcDateTime)), reader.Latest(EurUsd)!.Value.FreshUntil);
        await Eventually.TrueAsync(async () => (await running.Engine.ProvidersAsync(None))[0] is { Accepted: 1, Rejected: 0 }, "it is counted once");
        Assert.Equal(1, ecb.Asked);
    }
}
