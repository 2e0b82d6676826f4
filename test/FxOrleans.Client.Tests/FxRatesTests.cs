using System.Collections.Concurrent;

using FxOrleans.Grains.Tests;
using FxOrleans.Pricing;
using FxOrleans.Testing;

using Microsoft.Extensions.DependencyInjection;

namespace FxOrleans.Client.Tests;

/// <summary>The SDK as a service outside the silos' processes sees it, and as one inside does.</summary>
public sealed class FxRatesTests : IAsyncLifetime
{
    private static readonly CurrencyPair UsdEur = Given.Pair("USD/EUR");

    private readonly Feed _feed = new(Given.Live("A"));
    private FxCluster _cluster = null!;

    private IFxRates Outside => _cluster.Cluster.Client.ServiceProvider.GetRequiredService<IFxRates>();

    public async Task InitializeAsync()
    {
        _feed.Say("USD/EUR", 0.8m);
        _feed.Say("USD/JPY", 150m);
        _cluster = await FxCluster.StartAsync(
            new EngineSetup { Providers = [_feed], Tracked = [UsdEur] }, silos: 2, silo => silo.Services.AddFxRates(), withClient: true);
    }

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_rate_is_the_price_its_inverse_or_a_cross(bool outside)
    {
        var rates = outside ? Outside : _cluster.Silos[0].ServiceProvider.GetRequiredService<IFxRates>();

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
        await Eventually.TrueAsync(async () => await Outside.GetAsync("EUR/JPY") is not null, "there is a rate");
        var taken = new ConcurrentQueue<Rate>();
        await using var subscription = await Outside.SubscribeAsync(
            [UsdEur, Given.Pair("EUR/JPY"), Given.Pair("BTC/USD")],
            rate =>
            {
                taken.Enqueue(rate);
                return rate.Mid == 0.8m ? throw new InvalidOperationException("A handler may fail.") : ValueTask.CompletedTask;
            });

        await Eventually.TrueAsync(() => taken.Any(rate => rate is { Mid: 0.8m }) && taken.Any(rate => rate is { Mid: 187.5m }), "the current ones come");
        Assert.DoesNotContain(taken, rate => rate.From.Code == "BTC");

        _feed.Say("USD/EUR", 0.75m);
        await Eventually.TrueAsync(
            () => taken.Any(rate => rate is { Mid: 0.75m }) && taken.Any(rate => rate is { Mid: 200m }), "the price's change and the cross's");
        _feed.Say("BTC/USD", 60_000m);
        await Eventually.TrueAsync(() => taken.Any(rate => rate is { Mid: 60_000m }), "a market that was not there before");
    }

    [Fact]
    public async Task A_slow_subscriber_gets_fewer_newer_rates()
    {
        var mid = 60_000m;
        _feed.Say("BTC/USD", () => mid += 1); // Small steps: a leap would be held back.
        await Eventually.TrueAsync(async () => await Outside.GetAsync("BTC/USD") is not null, "there is a rate");
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var taken = new ConcurrentQueue<decimal>();
        await using var subscription = await Outside.SubscribeAsync(
            [Given.Pair("BTC/USD")],
            async rate =>
            {
                taken.Enqueue(rate.Mid);
                await gate.Task;
            });

        try
        {
            await Eventually.TrueAsync(() => taken.Count == 1, "the first is being taken");
            var first = taken.First();
            await Eventually.TrueAsync(async () => (await Outside.GetAsync("BTC/USD"))!.Mid > first + 20, "twenty have passed");
            gate.SetResult();
            await Eventually.TrueAsync(() => taken.Count >= 2, "the next comes");
            Assert.True(taken.ElementAt(1) > first + 20);
        }
        finally
        {
            gate.TrySetResult(); // The subscription's end waits for its handler.
        }
    }

    [Fact]
    public async Task A_subscription_outlives_a_silo()
    {
        var mid = 0.8m;
        _feed.Say("USD/EUR", () => mid += 0.00001m);
        var taken = new ConcurrentQueue<decimal>();
        await using var subscription = await Outside.SubscribeAsync([UsdEur], rate =>
        {
            taken.Enqueue(rate.Mid);
            return ValueTask.CompletedTask;
        });
        await Eventually.TrueAsync(() => taken.Any(value => value > 0.8m), "it ticks");

        await _cluster.Cluster.KillSiloAsync(_cluster.Silos[1]);
        var seen = taken.Max();
        await Eventually.TrueAsync(() => taken.Any(value => value > seen + 0.0001m), "it ticks on", TimeSpan.FromSeconds(20));
    }
}
