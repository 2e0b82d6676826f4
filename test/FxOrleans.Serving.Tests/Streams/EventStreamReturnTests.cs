using FxOrleans.Pricing;
using FxOrleans.Serving.Push;
using FxOrleans.Testing;

namespace FxOrleans.Serving.Tests.Streams;

/// <summary><c>/rates/stream</c> for a client that comes back: what it missed, or a snapshot.</summary>
public sealed class EventStreamReturnTests
{
    [Fact]
    public async Task Who_comes_back_to_another_node_misses_nothing_in_order()
    {
        var time = new FakeTime();
        var first = await ServingHost.StartAsync(setup => (setup.Time, setup.Prices) = (time, [Given.Price("USD/EUR", 0.8m)]));
        await using var second = await ServingHost.StartAsync(setup => (setup.Time, setup.Prices) = (time, [Given.Price("USD/EUR", 0.8m)]));
        Pass(time, first, second);
        second.Engine.Tick("USD/EUR", 0.801m);
        var last = await PlaceAsync(first, "USD/EUR");

        await first.DisposeAsync();
        second.Engine.TickAll([0.81m, 0.82m, 0.83m, 0.84m], "USD/EUR");
        await HasAsync(second, 0.84m);

        using var again = await EventClient.OpenAsync(second, last: last);
        foreach (var price in (decimal[])[0.801m, 0.81m, 0.82m, 0.83m, 0.84m])
        {
            var (kind, data, id) = await again.NextAsync();
            Assert.Equal(("tick", price), (kind, data.GetProperty("price").GetDecimal()));
            Assert.False(data.TryGetProperty("skipped", out _));
            last = price == 0.82m ? id : last;
        }

        second.Engine.Tick("USD/EUR", 0.85m);
        Assert.Equal(0.85m, await again.TickAsync());

        // Cut off in the middle, it goes on from there.
        using var third = await EventClient.OpenAsync(second, last: last);
        await LastTickAsync(third, 0.85m);
    }

    [Fact]
    public async Task A_cross_that_nobody_watched_is_made_again_from_its_legs()
    {
        await using var host = await ServingHost.StartAsync(setup => setup.Prices = [Given.Price("USD/EUR", 0.8m), Given.Price("USD/CHF", 0.8m)]);
        host.Advance(TimeSpan.FromSeconds(3));
        var last = await PlaceAsync(host, "EUR/CHF,CHF/USD");
        await host.WhenEmptyAsync();
        host.Engine.Tick("USD/EUR", 0.5m);
        host.Engine.Tick("USD/CHF", 1m);
        host.Engine.Tick("USD/EUR", 0.25m);
        await HasAsync(host, 0.25m);

        using var again = await EventClient.OpenAsync(host, "/rates/stream?pairs=EUR/CHF,CHF/USD", last);
        var got = new List<(string, decimal)>();
        while (got.Count < 5)
        {
            var rate = WireRate.Read((await again.NextAsync()).Data);
            got.Add((rate.Pair, Math.Round(rate.Price, 3)));
        }

        Assert.Equal([("EUR/CHF", 0.999m), ("EUR/CHF", 1.6m), ("EUR/CHF", 2m), ("CHF/USD", 1m), ("EUR/CHF", 4m)], got);
    }

    [Theory]
    [InlineData(0, 0, "snapshot")]
    [InlineData(3, 121, "snapshot")]
    [InlineData(3, 100, "tick")]
    public async Task What_is_not_known_so_far_back_begins_with_a_snapshot(int up, int away, string kind)
    {
        await using var host = await ServingHost.StartAsync(setup => setup.Prices = [Given.Price("USD/EUR", 0.8m)]);
        Assert.Equal(kind, await KindAfterAsync(host, up, async () =>
        {
            host.Engine.Tick("USD/EUR", 0.82m);
            await HasAsync(host, 0.82m);
            host.Advance(TimeSpan.FromSeconds(away));
        }));
    }

    [Theory]
    [InlineData(0, "snapshot")]
    [InlineData(1, "snapshot")]
    [InlineData(2, "tick")]
    public async Task A_node_that_keeps_nothing_or_too_little_begins_with_a_snapshot(int megabytes, string kind)
    {
        await using var host = await ServingHost.StartAsync(
            setup => (setup.Prices, setup.Push) = ([Given.Price("USD/EUR", 0.8m)], new PushOptions { RecentMegabytes = megabytes }));
        Assert.Equal(kind, await KindAfterAsync(host, 3, async () =>
        {
            host.Engine.TickAll(Enumerable.Range(1, 10_000).Select(i => 0.8m + (i / 200_000m)), "USD/EUR");
            await HasAsync(host, 0.85m);
        }));
        Assert.InRange(host.FanOut.Statistics.Recent, Math.Min(megabytes, 1), megabytes * 8_000);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("USD-EUR_1000_x")]
    [InlineData("USD-KWD_1000_1")]
    [InlineData("USD-EUR_999_1")]
    [InlineData("")]
    public async Task An_id_of_another_service_begins_with_a_snapshot(string id)
    {
        await using var host = await ServingHost.StartAsync(setup => setup.Prices = [Given.Price("USD/EUR", 0.8m)]);
        using var stream = await EventClient.OpenAsync(host, last: id);

        Assert.Equal("snapshot", (await stream.NextAsync()).Kind);
    }

    private static void Pass(FakeTime time, params ServingHost[] hosts)
    {
        time.Advance(TimeSpan.FromSeconds(3));
        foreach (var host in hosts)
        {
            host.Engine.Canary();
        }
    }

    private static Task HasAsync(ServingHost host, decimal price) =>
        Eventually.TrueAsync(() => host.Board.Read(AssetCatalog.Usd, Given.Pair("USD/EUR").Quote)?.Rate.Mid == price, $"the board has {price}");

    // The id of a stream that has just had the price 0.801 of USD/EUR.
    private static async Task<string> PlaceAsync(ServingHost host, string pairs)
    {
        using var stream = await EventClient.OpenAsync(host, $"/rates/stream?pairs={pairs}");
        await stream.NextAsync();
        host.Engine.Tick("USD/EUR", 0.801m);
        return (await stream.NextAsync()).Id;
    }

    // What a stream begins with that comes back after that.
    private static async Task<string> KindAfterAsync(ServingHost host, int up, Func<Task> meanwhile)
    {
        host.Advance(TimeSpan.FromSeconds(up));
        var last = await PlaceAsync(host, "USD/EUR");
        await meanwhile();
        using var again = await EventClient.OpenAsync(host, last: last);
        return (await again.NextAsync()).Kind;
    }

    private static async Task LastTickAsync(EventClient stream, decimal last)
    {
        var before = 0m;
        for (var price = await stream.TickAsync(); price != last; price = await stream.TickAsync())
        {
            Assert.True(price > before, $"{price} after {before}");
            before = price;
        }
    }
}
