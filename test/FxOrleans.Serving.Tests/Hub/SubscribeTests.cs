using FxOrleans.Pricing;
using FxOrleans.Serving.Push;
using FxOrleans.Testing;

namespace FxOrleans.Serving.Tests.Hub;

/// <summary>Subscribe and Unsubscribe: the current price at once, then what changes.</summary>
public sealed class SubscribeTests
{
    [Fact]
    public async Task The_current_price_comes_at_once_and_then_every_change()
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick("USD/EUR", 0.80m);
        await using var client = await host.ConnectHubAsync();

        var answer = await client.SubscribeAsync("USD/EUR");

        Assert.Equal(["USD/EUR"], answer.Accepted);
        Assert.Empty(answer.Rejected);
        Assert.Equal(0.80m, Assert.Single(await client.NextTicksAsync()).Price);
        host.Engine.Tick("USD/EUR", 0.81m);
        Assert.Equal(0.81m, Assert.Single(await client.NextTicksAsync()).Price);
    }

    [Fact]
    public async Task A_tick_is_what_rate_gives()
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick("USD/EUR", 0.80m);
        await using var client = await host.ConnectHubAsync();

        await client.SubscribeAsync("USD/EUR", "EUR/USD", "EUR/GBP");

        foreach (var tick in await client.NextTicksAsync())
        {
            var parts = tick.Pair.Split('/');
            Assert.Equal((await host.GetAsync($"/rate?from={parts[0]}&to={parts[1]}")).Body, tick.Json.GetRawText());
        }
    }

    [Fact]
    public async Task Everything_is_every_tracked_pair_that_has_a_price()
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.TickAll([Given.Price("USD/EUR", 0.8m), Given.Price("USD/GBP", 0.4m), Given.Price("USD/KWD", 0.3m)]);
        await using var client = await host.ConnectHubAsync();

        var answer = await client.SubscribeAsync("*");

        Assert.Equal(["*"], answer.Accepted);
        var ticks = await client.NextTicksAsync();
        Assert.Equal(["EUR/GBP", "USD/EUR", "USD/GBP"], ticks.Select(tick => tick.Pair).Order());
        Assert.Equal(0.5m, ticks.Single(tick => tick.Pair == "EUR/GBP").Price);
    }

    [Fact]
    public async Task Only_what_was_asked_for_comes()
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.TickAll([Given.Price("USD/EUR", 0.8m), Given.Price("USD/JPY", 160m)]);
        await using var client = await host.ConnectHubAsync();
        await client.SubscribeAsync("USD/EUR");
        await client.NextTicksAsync();

        for (var i = 1; i <= 20; i++)
        {
            host.Engine.Tick("USD/JPY", 160m + i);
        }

        host.Engine.Tick("USD/EUR", 0.9m);
        var seen = new List<WireRate>();
        await client.TickAsync(
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
        await using var host = await ServingHost.StartAsync();
        host.Engine.TickAll([Given.Price("USD/EUR", 0.8m), Given.Price("BTC/USD", 60_000m)]);
        await using var client = await host.ConnectHubAsync();

        var answer = await client.SubscribeAsync("usd-eur", "btc", "Eur/Usd");

        Assert.Equal(["USD/EUR", "BTC/USD", "EUR/USD"], answer.Accepted);
        Assert.Equal(["BTC/USD", "EUR/USD", "USD/EUR"], (await client.NextTicksAsync()).Select(tick => tick.Pair).Order());
    }

    [Fact]
    public async Task What_cannot_be_had_is_rejected_with_its_code_and_the_rest_accepted()
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick("USD/EUR", 0.8m);
        await using var client = await host.ConnectHubAsync();
        var before = (host.Board.Markets.Count, host.Board.Topics, host.FanOut.Statistics.Topics);

        var answer = await client.SubscribeAsync("USD/NOPE", "USD/USD", "", null, "USD/KWD", "USD/EUR/GBP", "USD/EUR\0", new string('x', 100), "€/USD", "USD/EUR");

        Assert.Equal(["USD/EUR"], answer.Accepted);
        Assert.Equal(
            [
                ("USD/NOPE", "invalid_currency"), ("USD/USD", "invalid_currency"), ("", "invalid_currency"), ("", "invalid_currency"),
                ("USD/KWD", "no_price"), ("USD/EUR/GBP", "invalid_currency"), ("USD/EUR\0", "invalid_currency"),
                (new string('x', 64), "invalid_currency"), ("€/USD", "invalid_currency"),
            ],
            answer.Rejected);
        Assert.Equal(before, (host.Board.Markets.Count, host.Board.Topics, host.FanOut.Statistics.Topics));
    }

    [Fact]
    public async Task A_tracked_pair_without_a_price_ticks_when_it_gets_one()
    {
        await using var host = await ServingHost.StartAsync();
        await using var client = await host.ConnectHubAsync();

        var answer = await client.SubscribeAsync("USD/EUR");

        Assert.Equal(["USD/EUR"], answer.Accepted);
        host.Engine.Tick("USD/EUR", 0.8m);
        Assert.Equal(0.8m, Assert.Single(await client.NextTicksAsync()).Price);
        host.Engine.Tick("USD/EUR", 0.9m);
        Assert.Equal(0.9m, Assert.Single(await client.NextTicksAsync()).Price);
    }

    [Fact]
    public async Task A_tracked_cross_ticks_when_its_missing_leg_gets_a_price()
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick("USD/EUR", 0.8m);
        await using var client = await host.ConnectHubAsync();
        Assert.Equal(["EUR/GBP"], (await client.SubscribeAsync("EUR/GBP")).Accepted);

        host.Engine.Tick("USD/GBP", 0.4m);

        Assert.Equal(0.5m, (await client.TickAsync(_ => true, "the cross")).Price);
    }

    [Fact]
    public async Task A_cross_ticks_when_either_leg_does()
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.TickAll([Given.Price("USD/CHF", 0.8m), Given.Price("USD/KWD", 0.4m)]);
        await using var client = await host.ConnectHubAsync();
        await client.SubscribeAsync("CHF/KWD");
        Assert.Equal(0.5m, (await client.TickAsync(_ => true, "the first")).Price);

        host.Engine.Tick("USD/CHF", 1m);
        Assert.Equal(0.4m, (await client.TickAsync(_ => true, "the first leg's")).Price);
        host.Engine.Tick("USD/KWD", 0.3m);
        Assert.Equal(0.3m, (await client.TickAsync(_ => true, "the second leg's")).Price);
    }

    [Fact]
    public async Task A_watched_cross_is_told_of_a_direct_market()
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.TickAll([Given.Price("USD/CHF", 0.8m), Given.Price("USD/KWD", 0.4m)]);
        await using var client = await host.ConnectHubAsync();
        await client.SubscribeAsync("CHF/KWD");
        var cross = await client.TickAsync(_ => true, "the cross");

        host.Engine.Tick("CHF/KWD", 0.6m);
        host.Advance(TimeSpan.FromSeconds(2));
        var direct = await client.TickAsync(tick => tick.Price == 0.6m, "the direct price");
        Assert.True(direct.MayFollow(cross), $"{direct} after {cross}");

        host.Engine.Tick("CHF/KWD", 0.7m);
        Assert.True((await client.TickAsync(tick => tick.Price == 0.7m, "its next")).MayFollow(direct));
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

    [Fact]
    public async Task After_Unsubscribe_nothing_more_comes()
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.TickAll([Given.Price("USD/EUR", 0.8m), Given.Price("USD/JPY", 160m)]);
        await using var client = await host.ConnectHubAsync();
        await client.SubscribeAsync("USD/EUR", "USD/JPY");
        await client.NextTicksAsync();

        var answer = await client.UnsubscribeAsync("usd-eur", "USD/KWD", "NOPE");

        Assert.Equal(["USD/EUR", "USD/KWD"], answer.Accepted);
        Assert.Equal([("NOPE", "invalid_currency")], answer.Rejected);
        host.Engine.Tick("USD/EUR", 0.9m);
        host.Engine.Tick("USD/JPY", 161m);
        var tick = Assert.Single(await client.NextTicksAsync());
        Assert.Equal(("USD/JPY", 161m), (tick.Pair, tick.Price));
    }

    [Fact]
    public async Task After_unsubscribing_from_everything_single_pairs_still_come()
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.TickAll([Given.Price("USD/EUR", 0.8m), Given.Price("USD/JPY", 160m)]);
        await using var client = await host.ConnectHubAsync();
        await client.SubscribeAsync("*", "USD/JPY");
        await client.NextTicksAsync();

        Assert.Equal(["*"], (await client.UnsubscribeAsync("*")).Accepted);

        host.Engine.Tick("USD/EUR", 0.9m);
        host.Engine.Tick("USD/JPY", 161m);
        Assert.Equal("USD/JPY", Assert.Single(await client.NextTicksAsync()).Pair);
    }

    [Fact]
    public async Task A_single_pair_that_is_left_still_comes_with_everything()
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick("USD/EUR", 0.8m);
        await using var client = await host.ConnectHubAsync();
        await client.SubscribeAsync("*", "USD/EUR");
        await client.NextTicksAsync();

        await client.UnsubscribeAsync("USD/EUR");

        host.Engine.Tick("USD/EUR", 0.9m);
        Assert.Equal(0.9m, Assert.Single(await client.NextTicksAsync()).Price);
    }

    [Fact]
    public async Task Subscribing_again_repeats_the_current_price_and_doubles_nothing()
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick("USD/EUR", 0.8m);
        await using var client = await host.ConnectHubAsync();
        await client.SubscribeAsync("USD/EUR", "USD/EUR");
        Assert.Single(await client.NextTicksAsync());

        await client.SubscribeAsync("USD/EUR");
        Assert.Equal(0.8m, Assert.Single(await client.NextTicksAsync()).Price);

        host.Engine.Tick("USD/EUR", 0.9m);
        Assert.Equal(0.9m, Assert.Single(await client.NextTicksAsync()).Price);
        await client.UnsubscribeAsync("USD/EUR");
        host.Engine.Tick("USD/EUR", 1.0m);
        await client.SubscribeAsync("EUR/USD");
        Assert.Equal("EUR/USD", Assert.Single(await client.NextTicksAsync()).Pair);
    }

    [Fact]
    public async Task A_connection_has_128_subscriptions_and_everything_counts_once()
    {
        var assets = AssetCatalog.All.Where(asset => asset.Code != "USD").Take(130).ToArray();
        await using var host = await ServingHost.StartAsync();
        host.Engine.TickAll(assets.Select((asset, i) => Given.Price($"USD/{asset.Code}", i + 1)));
        await using var client = await host.ConnectHubAsync();

        var first = await client.SubscribeAsync([.. assets.Take(126).Select(asset => $"USD/{asset.Code}"), "*"]);
        Assert.Equal(127, first.Accepted.Count);
        var second = await client.SubscribeAsync([.. assets.Skip(126).Select(asset => $"USD/{asset.Code}"), "*", $"USD/{assets[0].Code}"]);

        Assert.Equal([$"USD/{assets[126].Code}", "*", $"USD/{assets[0].Code}"], second.Accepted);
        Assert.Equal(assets.Skip(127).Select(asset => ($"USD/{asset.Code}", "too_many_subscriptions")), second.Rejected);

        await client.UnsubscribeAsync("*");
        var third = await client.SubscribeAsync($"USD/{assets[127].Code}", "*");
        Assert.Equal([$"USD/{assets[127].Code}"], third.Accepted);
        Assert.Equal([("*", "too_many_subscriptions")], third.Rejected);
    }

    [Fact]
    public async Task The_topics_that_connections_may_watch_in_all_are_bounded()
    {
        await using var host = await ServingHost.StartAsync(setup =>
        {
            setup.Tracked = [Given.Pair("USD/EUR")];
            setup.Push = new PushOptions { MaxTopics = 2 };
        });
        host.Engine.TickAll([Given.Price("USD/EUR", 0.8m), Given.Price("USD/JPY", 160m), Given.Price("USD/GBP", 0.4m), Given.Price("USD/CHF", 0.7m)]);
        await using var one = await host.ConnectHubAsync();
        await using var other = await host.ConnectHubAsync();

        Assert.Equal(2, (await one.SubscribeAsync("USD/JPY", "USD/GBP")).Accepted.Count);
        Assert.Equal([("USD/CHF", "too_many_subscriptions")], (await other.SubscribeAsync("USD/GBP", "USD/EUR", "USD/CHF")).Rejected);

        await one.DisposeAsync();
        await Eventually.TrueAsync(async () => (await other.SubscribeAsync("USD/CHF")).Accepted.Count == 1, "who leaves makes room");
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
