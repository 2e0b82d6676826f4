using FxOrleans.Pricing;
using FxOrleans.Serving.Push;
using FxOrleans.Testing;

namespace FxOrleans.Serving.Tests.Hub;

/// <summary>How much a connection, and all of them, may subscribe to.</summary>
public sealed class SubscriptionBoundsTests
{
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
}
