using FxOrleans.Pricing;
using FxOrleans.Testing;

namespace FxOrleans.Grains.Tests;

/// <summary>What becomes of quotes: one price a market, numbered, and what is true of it said with it.</summary>
[Collection(EngineCollection.Name)]
public sealed class PriceTests(EngineCluster cluster)
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Prices_flow_from_providers_to_a_subscriber()
    {
        var pair = Given.Pair("EUR/USD");
        cluster.A.Say("EUR/USD", 1.108m);
        cluster.B.Say("EUR/USD", 1.112m);
        var reader = await cluster.ReadAsync();

        await Eventually.TrueAsync(() => reader.Latest(pair) is { Mid: 1.11m, Quorate: true, Sources: 2 }, "the price of both sources arrives");

        cluster.A.Say("EUR/USD", 1.20m);
        cluster.B.Say("EUR/USD", 1.20m);
        await Eventually.TrueAsync(() => reader.Latest(pair) is { Mid: 1.20m }, "the new price arrives");
        Assert.Empty(reader.Breaches);
    }

    [Fact]
    public async Task Quotes_of_the_inverse_join_the_same_market_in_the_tracked_direction()
    {
        cluster.A.Say("USD/CAD", 0.8m);
        cluster.B.Say("CAD/USD", 1.25m);
        var reader = await cluster.ReadAsync();

        await Eventually.TrueAsync(() => reader.Latest(Given.Pair("USD/CAD")) is { Mid: 0.8m, Sources: 2 }, "both count in the tracked direction");
        Assert.Null(reader.Latest(Given.Pair("CAD/USD")));
        var explanation = await cluster.Engine.ExplainAsync(Given.Pair("CAD/USD"), None);
        Assert.Equal("USD/CAD", explanation!.Pair.ToString());
    }

    [Fact]
    public async Task Epoch_and_sequence_only_rise_and_nothing_is_skipped()
    {
        var pair = Given.Pair("USD/PLN");
        cluster.A.Rise("USD/PLN");
        var reader = await cluster.ReadAsync();

        await Eventually.TrueAsync(() => reader.Of(pair).Count >= 20, "twenty prices arrive");
        var prices = reader.Of(pair);
        Assert.Single(prices.Select(price => price.Epoch).Distinct());
        Assert.Equal(Enumerable.Range(0, prices.Count).Select(i => prices[0].Sequence + i), prices.Select(price => price.Sequence));
        Assert.InRange(prices[0].Epoch, Given.Now.ToUnixTimeMilliseconds(), 1L << 53);
        Assert.Empty(reader.Breaches);
    }

    [Fact]
    public async Task A_simulated_price_says_so_and_gives_way_to_a_real_one()
    {
        var pair = Given.Pair("USD/HUF");
        cluster.Demo.Say("USD/HUF", 350m);
        var reader = await cluster.ReadAsync();
        await Eventually.TrueAsync(() => reader.Latest(pair) is { Simulated: true, Mid: 350m }, "the simulated price says so");

        cluster.A.Say("USD/HUF", 300m);
        await Eventually.TrueAsync(() => reader.Latest(pair) is { Simulated: false, Mid: 300m }, "the real one stands alone");
        Assert.True((await cluster.StatusAsync("Demo")).Simulated);
        Assert.False((await cluster.StatusAsync("A")).Simulated);
    }

    [Fact]
    public async Task A_daily_fixing_is_served_for_its_day_and_counts_once()
    {
        var pair = Given.Pair("EUR/TRY");
        var reader = await cluster.ReadAsync();

        await Eventually.TrueAsync(
            async () =>
            {
                reader.Offer(await cluster.Engine.SnapshotAsync(None));
                return reader.Latest(pair) is { Kind: SourceKind.Fixing, Mid: 41.0812m, Quorate: false };
            },
            "the fixing arrives");
        Assert.Equal(cluster.Today, reader.Latest(pair)!.Value.Timestamp);
        Assert.Equal(FixingCalendar.Target.NextDue(DateOnly.FromDateTime(cluster.Today.UtcDateTime)), reader.Latest(pair)!.Value.FreshUntil);
        await Eventually.TrueAsync(async () => await cluster.StatusAsync("Ecb") is { Accepted: 1, Rejected: 0 }, "it is counted once");
        Assert.Equal(1, cluster.Fixing.Asked);
    }
}
