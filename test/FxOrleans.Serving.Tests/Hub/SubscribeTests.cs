using FxOrleans.Testing;

namespace FxOrleans.Serving.Tests.Hub;

/// <summary>Subscribe: the current price at once, then what changes.</summary>
public sealed class SubscribeTests
{
    [Fact]
    public async Task The_current_price_comes_at_once_and_then_every_change()
    {
        await using var hub = await HubSession.StartAsync(("USD/EUR", 0.80m));

        var answer = await hub.Client.SubscribeAsync("USD/EUR");

        Assert.Equal(["USD/EUR"], answer.Accepted);
        Assert.Empty(answer.Rejected);
        Assert.Equal(0.80m, Assert.Single(await hub.Client.NextTicksAsync()).Price);
        hub.Tick("USD/EUR", 0.81m);
        Assert.Equal(0.81m, Assert.Single(await hub.Client.NextTicksAsync()).Price);
    }

    [Fact]
    public async Task A_tick_is_what_rate_gives()
    {
        await using var hub = await HubSession.StartAsync(("USD/EUR", 0.80m));

        await hub.Client.SubscribeAsync("USD/EUR", "EUR/USD", "EUR/GBP");

        foreach (var tick in await hub.Client.NextTicksAsync())
        {
            var parts = tick.Pair.Split('/');
            Assert.Equal((await hub.Host.GetAsync($"/rate?from={parts[0]}&to={parts[1]}")).Body, tick.Json.GetRawText());
        }
    }

    [Fact]
    public async Task Everything_is_every_tracked_pair_that_has_a_price()
    {
        await using var hub = await HubSession.StartAsync(("USD/EUR", 0.8m), ("USD/GBP", 0.4m), ("USD/KWD", 0.3m));

        var answer = await hub.Client.SubscribeAsync("*");

        Assert.Equal(["*"], answer.Accepted);
        var ticks = await hub.Client.NextTicksAsync();
        Assert.Equal(["EUR/GBP", "USD/EUR", "USD/GBP"], ticks.Select(tick => tick.Pair).Order());
        Assert.Equal(0.5m, ticks.Single(tick => tick.Pair == "EUR/GBP").Price);
    }

    [Fact]
    public async Task Only_what_was_asked_for_comes()
    {
        await using var hub = await HubSession.StartAsync(("USD/EUR", 0.8m), ("USD/JPY", 160m));
        await hub.Client.SubscribeAsync("USD/EUR");
        await hub.Client.NextTicksAsync();

        for (var i = 1; i <= 20; i++)
        {
            hub.Tick("USD/JPY", 160m + i);
        }

        hub.Tick("USD/EUR", 0.9m);
        var seen = new List<WireRate>();
        await hub.Client.TickAsync(
            tick =>
            {
                seen.Add(tick);
                return tick.Price == 0.9m;
            },
            "the pair's own change");
        Assert.Equal([("USD/EUR", 0.9m)], seen.Select(tick => (tick.Pair, tick.Price)));
    }

    [Fact]
    public async Task Pairs_are_accepted_in_one_form_whatever_form_they_come_in()
    {
        await using var hub = await HubSession.StartAsync(("USD/EUR", 0.8m), ("BTC/USD", 60_000m));

        var answer = await hub.Client.SubscribeAsync("usd-eur", "btc", "Eur/Usd");

        Assert.Equal(["USD/EUR", "BTC/USD", "EUR/USD"], answer.Accepted);
        Assert.Equal(["BTC/USD", "EUR/USD", "USD/EUR"], (await hub.Client.NextTicksAsync()).Select(tick => tick.Pair).Order());
    }

    [Fact]
    public async Task What_cannot_be_had_is_rejected_with_its_code_and_the_rest_accepted()
    {
        await using var hub = await HubSession.StartAsync(("USD/EUR", 0.8m));
        var before = (hub.Host.Board.Book.Count, hub.Host.Board.Topics, hub.Host.FanOut.Statistics.Topics);

        var answer = await hub.Client.SubscribeAsync("USD/NOPE", "USD/USD", "", null, "USD/KWD", "USD/EUR/GBP", "USD/EUR\0", new string('x', 100), "€/USD", "USD/EUR");

        Assert.Equal(["USD/EUR"], answer.Accepted);
        Assert.Equal(
            [
                ("USD/NOPE", "invalid_currency"), ("USD/USD", "invalid_currency"), ("", "invalid_currency"), ("", "invalid_currency"),
                ("USD/KWD", "no_price"), ("USD/EUR/GBP", "invalid_currency"), ("USD/EUR\0", "invalid_currency"),
                (new string('x', 64), "invalid_currency"), ("€/USD", "invalid_currency"),
            ],
            answer.Rejected);
        Assert.Equal(before, (hub.Host.Board.Book.Count, hub.Host.Board.Topics, hub.Host.FanOut.Statistics.Topics));
    }

    [Fact]
    public async Task A_tracked_pair_without_a_price_ticks_when_it_gets_one()
    {
        await using var hub = await HubSession.StartAsync();

        var answer = await hub.Client.SubscribeAsync("USD/EUR");

        Assert.Equal(["USD/EUR"], answer.Accepted);
        hub.Tick("USD/EUR", 0.8m);
        Assert.Equal(0.8m, Assert.Single(await hub.Client.NextTicksAsync()).Price);
        hub.Tick("USD/EUR", 0.9m);
        Assert.Equal(0.9m, Assert.Single(await hub.Client.NextTicksAsync()).Price);
    }

    [Fact]
    public async Task Subscribing_again_repeats_the_current_price_and_doubles_nothing()
    {
        await using var hub = await HubSession.StartAsync(("USD/EUR", 0.8m));
        await hub.Client.SubscribeAsync("USD/EUR", "USD/EUR");
        Assert.Single(await hub.Client.NextTicksAsync());

        await hub.Client.SubscribeAsync("USD/EUR");
        Assert.Equal(0.8m, Assert.Single(await hub.Client.NextTicksAsync()).Price);

        hub.Tick("USD/EUR", 0.9m);
        Assert.Equal(0.9m, Assert.Single(await hub.Client.NextTicksAsync()).Price);
        await hub.Client.UnsubscribeAsync("USD/EUR");
        hub.Tick("USD/EUR", 1.0m);
        await hub.Client.SubscribeAsync("EUR/USD");
        Assert.Equal("EUR/USD", Assert.Single(await hub.Client.NextTicksAsync()).Pair);
    }

    [Fact]
    public async Task After_a_reconnect_the_first_message_has_the_current_price()
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick("USD/EUR", 0.8m);
        var first = await host.ConnectHubAsync();
        await first.SubscribeAsync("USD/EUR");
        var before = Assert.Single(await first.NextTicksAsync());
        await first.DisposeAsync();
        await host.WhenEmptyAsync();
        host.Engine.Tick("USD/EUR", 0.9m);

        await using var second = await host.ConnectHubAsync();
        await second.SubscribeAsync("USD/EUR");

        var after = Assert.Single(await second.NextTicksAsync());
        Assert.Equal(0.9m, after.Price);
        Assert.True(after.MayFollow(before));
    }
}
