using System.Collections.Concurrent;

using FxOrleans.Pricing;
using FxOrleans.Testing;

namespace FxOrleans.Client.Tests;

/// <summary>The SDK as a service outside the silos' processes sees it, and as one inside does. Each test has pairs of its own.</summary>
public sealed class FxRatesTests(RatesCluster cluster) : IClassFixture<RatesCluster>
{
    private static readonly CurrencyPair UsdEur = Given.Pair("USD/EUR");

    private IFxRates Outside => cluster.Outside;

    private Feed Feed => cluster.Feed;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_rate_is_the_price_its_inverse_or_a_cross(bool outside)
    {
        var rates = outside ? Outside : cluster.Inside;

        await Eventually.TrueAsync(async () => await rates.GetAsync("USD/EUR") is { Mid: 0.8m, Sources: 1 }, "the price is there");
        await Eventually.TrueAsync(async () => await rates.GetAsync("USD/JPY") is not null, "the other too");
        Assert.Equal(1.25m, (await rates.GetAsync("EUR/USD"))!.Mid);
        var cross = await rates.GetAsync("EUR/JPY");
        Assert.Equal((187.5m, "USD"), (cross!.Mid, cross.Via.Single().Code));
        Assert.Null(await rates.GetAsync("EUR/XAU"));
        var many = await rates.GetManyAsync([UsdEur, Given.Pair("EUR/XAU"), Given.Pair("JPY/EUR")]);
        Assert.Equal(["JPY/EUR", "USD/EUR"], many.Keys.Select(pair => pair.ToString()).Order());
    }

    [Fact]
    public async Task An_explanation_comes_from_the_cluster()
    {
        await Eventually.TrueAsync(async () => await Outside.ExplainAsync("EUR/USD") is { Quotes: [{ Provider: "A" }] }, "the quote is explained");
        Assert.Null(await Outside.ExplainAsync("EUR/XAU"));
    }

    [Fact]
    public async Task A_subscriber_gets_the_current_rates_first_and_then_the_changes()
    {
        await Eventually.TrueAsync(async () => await Outside.GetAsync("CHF/SEK") is not null, "there is a rate");
        var taken = new ConcurrentQueue<Rate>();
        await using var subscription = await Outside.SubscribeAsync(
            [Given.Pair("USD/CHF"), Given.Pair("CHF/SEK"), Given.Pair("BTC/USD")],
            rate =>
            {
                taken.Enqueue(rate);
                return rate.Mid == 0.8m ? throw new InvalidOperationException("A handler may fail.") : ValueTask.CompletedTask;
            });

        await Eventually.TrueAsync(() => taken.Any(rate => rate is { Mid: 0.8m }) && taken.Any(rate => rate is { Mid: 187.5m }), "the current ones come");
        Assert.DoesNotContain(taken, rate => rate.From.Code == "BTC");

        Feed.Say("USD/CHF", 0.75m);
        await Eventually.TrueAsync(
            () => taken.Any(rate => rate is { Mid: 0.75m }) && taken.Any(rate => rate is { Mid: 200m }), "the price's change and the cross's");
        Feed.Say("BTC/USD", 60_000m);
        await Eventually.TrueAsync(() => taken.Any(rate => rate is { Mid: 60_000m }), "a market that was not there before");
    }

    [Fact]
    public async Task A_slow_subscriber_gets_fewer_newer_rates()
    {
        var mid = 60_000m;
        Feed.Say("ETH/USD", () => mid += 1); // Small steps: a leap would be held back.
        await Eventually.TrueAsync(async () => await Outside.GetAsync("ETH/USD") is not null, "there is a rate");
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var taken = new ConcurrentQueue<decimal>();
        await using var subscription = await Outside.SubscribeAsync(
            [Given.Pair("ETH/USD")],
            async rate =>
            {
                taken.Enqueue(rate.Mid);
                await gate.Task;
            });

        try
        {
            await Eventually.TrueAsync(() => taken.Count == 1, "the first is being taken");
            var first = taken.First();
            await Eventually.TrueAsync(async () => (await Outside.GetAsync("ETH/USD"))!.Mid > first + 20, "twenty have passed");
            gate.SetResult();
            await Eventually.TrueAsync(() => taken.Count >= 2, "the next comes");
            Assert.True(taken.ElementAt(1) > first + 20);
        }
        finally
        {
            gate.TrySetResult(); // The subscription's end waits for its handler.
        }
    }
}
