using FxOrleans.Serving.Push;
using FxOrleans.Testing;

namespace FxOrleans.Serving.Tests.Hub;

/// <summary>Stream: the same prices as a server stream.</summary>
public sealed class StreamTests
{
    [Fact]
    public async Task The_current_prices_come_first_and_then_every_change()
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.TickAll([Given.Price("USD/EUR", 0.8m), Given.Price("USD/JPY", 160m)]);
        await using var client = await host.ConnectHubAsync();

        var stream = await client.StreamAsync("Stream", (string[])["USD/EUR", "jpy-usd"], null);

        Assert.Equal(["JPY/USD", "USD/EUR"], WireRate.ReadAll(await stream.Items.NextAsync()).Select(rate => rate.Pair).Order());
        host.Engine.Tick("USD/EUR", 0.9m);
        Assert.Equal(0.9m, Assert.Single(WireRate.ReadAll(await stream.Items.NextAsync())).Price);
    }

    [Fact]
    public async Task A_limited_stream_has_the_latest_price_after_each_pause()
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick("USD/EUR", 0.80m);
        await using var client = await host.ConnectHubAsync();
        await using var healthy = await host.ConnectHubAsync();
        await healthy.SubscribeAsync("USD/EUR");

        var stream = await client.StreamAsync("Stream", (string[])["USD/EUR"], 2);
        Assert.Equal(0.80m, WireRate.ReadAll(await stream.Items.NextAsync())[0].Price);
        foreach (var price in (decimal[])[0.81m, 0.82m, 0.83m])
        {
            host.Engine.Tick("USD/EUR", price);
            await healthy.TickAsync(tick => tick.Price == price, "the change, without a limit");
        }

        Assert.Empty(stream.Items.Drain());
        var second = stream.Items.NextAsync();
        await Eventually.TrueAsync(
            () =>
            {
                host.Time.Advance(TimeSpan.FromMilliseconds(500));
                return second.IsCompleted;
            },
            "half a second brings the next");
        Assert.Equal(0.83m, WireRate.ReadAll(await second)[0].Price);
    }

    [Theory]
    [InlineData("USD/NOPE", "invalid_currency: USD/NOPE")]
    [InlineData("USD/KWD", "no_price: USD/KWD")]
    public async Task A_pair_that_cannot_be_had_ends_it_with_the_code(string pair, string error)
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick("USD/EUR", 0.8m);
        await using var client = await host.ConnectHubAsync();

        var stream = await client.StreamAsync("Stream", (string[])["USD/EUR", pair], null);

        Assert.EndsWith(error, (await stream.Ended.WaitAsync(Eventually.Patience)).Error, StringComparison.Ordinal);
        await OnlyConnectionsAsync(host, 1);
        Assert.Empty(host.Logs.Lines);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1001)]
    [InlineData(int.MinValue)]
    public async Task A_limit_out_of_range_is_refused(int maxPerSecond)
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick("USD/EUR", 0.8m);
        await using var client = await host.ConnectHubAsync();

        var stream = await client.StreamAsync("Stream", (string[])["USD/EUR"], maxPerSecond);

        Assert.Contains("invalid_query: maxPerSecond", (await stream.Ended.WaitAsync(Eventually.Patience)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_pairs_there_is_nothing_to_stream()
    {
        await using var host = await ServingHost.StartAsync();
        await using var client = await host.ConnectHubAsync();
        foreach (var pairs in (string[]?[])[null, []])
        {
            var stream = await client.StreamAsync("Stream", pairs, null);

            Assert.Contains("missing_parameter: pairs", (await stream.Ended.WaitAsync(Eventually.Patience)).Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_cancelled_stream_ends_and_leaves_nothing_behind()
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick("USD/CHF", 0.8m);
        await using var client = await host.ConnectHubAsync();
        var topics = host.FanOut.Statistics.Topics;
        var stream = await client.StreamAsync("Stream", (string[])["USD/CHF"], null);
        await stream.Items.NextAsync();
        Assert.Equal((1, 1, topics + 1), (host.FanOut.Statistics.Connections, host.FanOut.Statistics.Streams, host.FanOut.Statistics.Topics));

        await stream.CancelAsync();

        Assert.Null((await stream.Ended.WaitAsync(Eventually.Patience)).Error);
        await OnlyConnectionsAsync(host, 1);
        await Eventually.TrueAsync(() => host.FanOut.Statistics.Topics == topics, "its topic is watched no more");
        Assert.Equal(["USD/CHF"], (await client.SubscribeAsync("USD/CHF")).Accepted);
    }

    [Fact]
    public async Task A_connection_that_goes_takes_its_streams_along()
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick("USD/EUR", 0.8m);
        var client = await host.ConnectHubAsync();
        for (var i = 0; i < 3; i++)
        {
            await (await client.StreamAsync("Stream", (string[])["USD/EUR"], null)).Items.NextAsync();
        }

        Assert.Equal((1, 3), (host.FanOut.Statistics.Connections, host.FanOut.Statistics.Streams));
        await client.DisposeAsync();
        await host.WhenEmptyAsync();
    }

    [Fact]
    public async Task Streams_share_their_connections_allowance()
    {
        await using var host = await ServingHost.StartAsync(setup => setup.Push = new PushOptions { MaxSubscriptions = 3 });
        host.Engine.TickAll([Given.Price("USD/EUR", 0.8m), Given.Price("USD/JPY", 160m)]);
        await using var client = await host.ConnectHubAsync();
        await client.SubscribeAsync("USD/EUR");
        var first = await client.StreamAsync("Stream", (string[])["USD/EUR", "USD/JPY"], null);
        await first.Items.NextAsync();

        var second = await client.StreamAsync("Stream", (string[])["USD/EUR"], null);
        Assert.EndsWith("too_many_subscriptions: USD/EUR", (await second.Ended.WaitAsync(Eventually.Patience)).Error, StringComparison.Ordinal);
        Assert.Equal([("USD/JPY", "too_many_subscriptions")], (await client.SubscribeAsync("USD/JPY")).Rejected);

        await first.CancelAsync();
        await first.Ended;
        await Eventually.TrueAsync(async () => (await client.SubscribeAsync("USD/JPY")).Accepted.Count == 1, "its end makes room");
    }

    private static Task OnlyConnectionsAsync(ServingHost host, int count) =>
        Eventually.TrueAsync(() => host.FanOut.Statistics is { Streams: 0 } left && left.Connections == count, $"{count} connections are left, and no stream");
}
