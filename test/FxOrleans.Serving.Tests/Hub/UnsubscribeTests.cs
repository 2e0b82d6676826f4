namespace FxOrleans.Serving.Tests.Hub;

/// <summary>Unsubscribe: nothing more of what was named, and of nothing else less.</summary>
public sealed class UnsubscribeTests
{
    [Fact]
    public async Task After_Unsubscribe_nothing_more_comes()
    {
        await using var hub = await HubSession.StartAsync(("USD/EUR", 0.8m), ("USD/JPY", 160m));
        await hub.Client.SubscribeAsync("USD/EUR", "USD/JPY");
        await hub.Client.NextTicksAsync();

        var answer = await hub.Client.UnsubscribeAsync("usd-eur", "USD/KWD", "NOPE");

        Assert.Equal(["USD/EUR", "USD/KWD"], answer.Accepted);
        Assert.Equal([("NOPE", "invalid_currency")], answer.Rejected);
        hub.Tick("USD/EUR", 0.9m);
        hub.Tick("USD/JPY", 161m);
        var tick = Assert.Single(await hub.Client.NextTicksAsync());
        Assert.Equal(("USD/JPY", 161m), (tick.Pair, tick.Price));
    }

    [Fact]
    public async Task After_unsubscribing_from_everything_single_pairs_still_come()
    {
        await using var hub = await HubSession.StartAsync(("USD/EUR", 0.8m), ("USD/JPY", 160m));
        await hub.Client.SubscribeAsync("*", "USD/JPY");
        await hub.Client.NextTicksAsync();

        Assert.Equal(["*"], (await hub.Client.UnsubscribeAsync("*")).Accepted);

        hub.Tick("USD/EUR", 0.9m);
        hub.Tick("USD/JPY", 161m);
        Assert.Equal("USD/JPY", Assert.Single(await hub.Client.NextTicksAsync()).Pair);
    }

    [Fact]
    public async Task A_single_pair_that_is_left_still_comes_with_everything()
    {
        await using var hub = await HubSession.StartAsync(("USD/EUR", 0.8m));
        await hub.Client.SubscribeAsync("*", "USD/EUR");
        await hub.Client.NextTicksAsync();

        await hub.Client.UnsubscribeAsync("USD/EUR");

        hub.Tick("USD/EUR", 0.9m);
        Assert.Equal(0.9m, Assert.Single(await hub.Client.NextTicksAsync()).Price);
    }
}
