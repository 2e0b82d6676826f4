using FxOrleans.Testing;

namespace FxOrleans.Serving.Tests.Hub;

/// <summary>What a subscriber is told that no quote of the pair itself has brought: crosses, and prices that turn stale.</summary>
public sealed class DerivedSubscriptionTests
{
    [Fact]
    public async Task A_tracked_cross_ticks_when_its_missing_leg_gets_a_price()
    {
        await using var hub = await HubSession.StartAsync(("USD/EUR", 0.8m));
        Assert.Equal(["EUR/GBP"], (await hub.Client.SubscribeAsync("EUR/GBP")).Accepted);

        hub.Tick("USD/GBP", 0.4m);

        Assert.Equal(0.5m, (await hub.Client.TickAsync(_ => true, "the cross")).Price);
    }

    [Fact]
    public async Task A_cross_ticks_when_either_leg_does()
    {
        await using var hub = await HubSession.StartAsync(("USD/CHF", 0.8m), ("USD/KWD", 0.4m));
        await hub.Client.SubscribeAsync("CHF/KWD");
        Assert.Equal(0.5m, (await hub.Client.TickAsync(_ => true, "the first")).Price);

        hub.Tick("USD/CHF", 1m);
        Assert.Equal(0.4m, (await hub.Client.TickAsync(_ => true, "the first leg's")).Price);
        hub.Tick("USD/KWD", 0.3m);
        Assert.Equal(0.3m, (await hub.Client.TickAsync(_ => true, "the second leg's")).Price);
    }

    [Fact]
    public async Task A_watched_cross_is_told_of_a_direct_market()
    {
        await using var hub = await HubSession.StartAsync(("USD/CHF", 0.8m), ("USD/KWD", 0.4m));
        await hub.Client.SubscribeAsync("CHF/KWD");
        var cross = await hub.Client.TickAsync(_ => true, "the cross");

        hub.Tick("CHF/KWD", 0.6m);
        hub.Host.Advance(TimeSpan.FromSeconds(2));
        var direct = await hub.Client.TickAsync(tick => tick.Price == 0.6m, "the direct price");
        Assert.True(direct.MayFollow(cross), $"{direct} after {cross}");

        hub.Tick("CHF/KWD", 0.7m);
        Assert.True((await hub.Client.TickAsync(tick => tick.Price == 0.7m, "its next")).MayFollow(direct));
    }

    [Fact]
    public async Task A_price_that_turns_stale_is_pushed()
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.TickAll([Given.Price("USD/EUR", 0.8m), Given.Price("USD/GBP", 0.4m, Given.Now.AddSeconds(-5))]);
        await using var client = await host.ConnectHubAsync();
        await client.SubscribeAsync("USD/EUR", "EUR/GBP");
        Assert.All(await client.NextTicksAsync(), tick => Assert.Equal("live", tick.Status));

        host.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(("EUR/GBP", "stale"), await NextStatusAsync());
        host.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(("USD/EUR", "stale"), await NextStatusAsync());
        host.Advance(TimeSpan.FromSeconds(60));
        host.Engine.Tick("USD/EUR", 0.8m, Given.Now.AddSeconds(72));
        Assert.Equal("live", (await client.TickAsync(tick => tick.Pair == "USD/EUR", "the fresh price")).Status);

        async Task<(string Pair, string Status)> NextStatusAsync()
        {
            var tick = Assert.Single(await client.NextTicksAsync());
            return (tick.Pair, tick.Status);
        }
    }
}
