using FxOrleans.Pricing;
using FxOrleans.Serving.Push;
using FxOrleans.Serving.Tests.Hub;
using FxOrleans.Testing;

namespace FxOrleans.Serving.Tests.Push;

/// <summary>A connection that takes nothing for too long is ended.</summary>
public sealed class StuckConnectionTests
{
    private const string Handshake = "{\"protocol\":\"json\",\"version\":1}\u001e";
    private const string Subscribe = "{\"type\":1,\"target\":\"Subscribe\",\"arguments\":[[\"*\"]]}\u001e";

    private static readonly CurrencyPair[] Pairs =
        [.. AssetCatalog.All.Where(asset => asset != AssetCatalog.Usd).Take(300).Select(asset => new CurrencyPair(AssetCatalog.Usd, asset))];

    [Theory]
    [InlineData("/ws/rates")]
    [InlineData("/ws/rates?batch=1")]
    [InlineData("/hubs/rates", Handshake, Subscribe)]
    public async Task It_is_ended_and_counted_and_nobody_else_is(string path, params string[] messages)
    {
        await using var host = await ServingHost.StartAsync(setup =>
        {
            setup.Tracked = Pairs;
            setup.Push = new PushOptions { StuckAfter = TimeSpan.FromSeconds(2) };
        });
        host.Engine.TickAll(Pairs.Select(pair => Given.Price($"{pair}", 1m)));
        await using var healthy = await host.ConnectHubAsync();
        await healthy.SubscribeAsync($"{Pairs[0]}");
        using var stuck = await StuckClient.ConnectAsync(host.Address, path, messages);
        var mid = 1m;

        await Eventually.TrueAsync(
            () =>
            {
                mid++;
                host.Engine.TickAll(Pairs.Select(pair => Given.Price($"{pair}", mid)));
                return host.FanOut.Statistics.Aborted > 0;
            },
            "it is ended",
            TimeSpan.FromSeconds(60));

        await Eventually.TrueAsync(() => host.FanOut.Statistics.Connections == 1, "its outbox is given up");
        await stuck.ReadToEndAsync();
        Assert.Equal(1, host.FanOut.Statistics.Aborted);
        Assert.True(host.FanOut.Statistics.Conflated > 0);
        await healthy.TickAsync(tick => tick.Price == mid, "the last price, for the one that reads");
        Assert.Empty(host.Logs.Lines);
    }
}
