using FxOrleans.Pricing;
using FxOrleans.Serving.Push;
using FxOrleans.Serving.Tests.Hub;
using FxOrleans.Testing;
using FxOrleans.Testing.SignalR;

namespace FxOrleans.Serving.Tests.Push;

/// <summary>A client that stops reading costs at most 256 KiB and delays nobody.</summary>
[Collection(Alone.Name)]
public sealed class SlowReaderTests
{
    private const int Clients = 50;
    private const int Allowed = 256 * 1024;

    private const string Handshake = "{\"protocol\":\"json\",\"version\":1}\u001e";
    private const string SubscribeAll = "{\"type\":1,\"target\":\"Subscribe\",\"arguments\":[[\"*\"]]}\u001e";
    private const string StreamAll = "{\"type\":4,\"invocationId\":\"1\",\"target\":\"Stream\",\"arguments\":[[\"*\"],null]}\u001e";

    private decimal _mid = 1;

    private static readonly CurrencyPair[] Pairs =
        [.. AssetCatalog.All.Where(asset => asset != AssetCatalog.Usd).Take(300).Select(asset => new CurrencyPair(AssetCatalog.Usd, asset))];

    [Theory]
    [InlineData("/ws/rates")]
    [InlineData("/ws/rates?batch=1")]
    [InlineData("/rates/stream")]
    [InlineData("/hubs/rates", Handshake, SubscribeAll)]
    [InlineData("/hubs/rates", Handshake, StreamAll)]
    public async Task Stuck_clients_are_bounded_in_memory_and_delay_nobody(string path, params string[] messages)
    {
        await using var host = await ServingHost.StartAsync(setup =>
        {
            setup.Tracked = Pairs;
            setup.Push = new PushOptions { StuckAfter = TimeSpan.FromHours(1) }; // However long this takes.
        });
        await using var healthy = await host.ConnectHubAsync();
        Assert.Equal(["*"], (await healthy.SubscribeAsync("*")).Accepted);
        var stuck = new List<StuckClient>();
        try
        {
            // The first few pay for what all share: code, caches, pools.
            await AddAsync(20);
            var before = GC.GetTotalMemory(forceFullCollection: true);
            await AddAsync(Clients);

            var each = (GC.GetTotalMemory(forceFullCollection: true) - before) / Clients;
            Assert.True(each < Allowed, $"A stuck client costs {each:N0} bytes; {host.FanOut.Statistics}");
            Assert.Equal(0, host.FanOut.Statistics.Aborted);
        }
        finally
        {
            stuck.ForEach(client => client.Dispose());
        }

        await Eventually.TrueAsync(() => host.FanOut.Statistics.Connections == 1, "only the healthy one is left");
        await RoundAsync(host, healthy);

        async Task AddAsync(int count)
        {
            for (var i = 0; i < count; i++)
            {
                stuck.Add(await StuckClient.ConnectAsync(host.Address, path, messages));
            }

            // Until the sockets' own buffers are full and none takes anything any more.
            var conflated = 0L;
            for (var rounds = 0; conflated < stuck.Count * Pairs.Length; rounds++)
            {
                Assert.True(rounds < 2_000, $"The clients still take something: {host.FanOut.Statistics}");
                var earlier = host.FanOut.Statistics.Conflated;
                await RoundAsync(host, healthy);
                conflated = host.FanOut.Statistics.Conflated - earlier;
            }

            for (var i = 0; i < 20; i++)
            {
                await RoundAsync(host, healthy);
            }

            healthy.On("ticks").Drain();
        }
    }

    // All pairs tick; the healthy client gets the last price of every one.
    private async Task RoundAsync(ServingHost host, HubClient healthy)
    {
        var mid = ++_mid;
        host.Engine.TickAll(Pairs.Select(pair => Given.Price($"{pair}", mid)));
        var got = new HashSet<string>();
        await healthy.On("ticks").FirstAsync(
            frame =>
            {
                got.UnionWith(WireRate.ReadAll(frame).Where(rate => rate.Price == mid).Select(rate => rate.Pair));
                return got.Count == Pairs.Length;
            },
            "the last price of every pair");
    }
}
