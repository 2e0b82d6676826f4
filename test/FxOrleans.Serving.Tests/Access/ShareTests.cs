using System.Net.WebSockets;
using FxOrleans.Access;
using FxOrleans.Serving.Push;
using FxOrleans.Serving.Tests.Hub;
using FxOrleans.Testing;
using FxOrleans.Testing.SignalR;

namespace FxOrleans.Serving.Tests.Access;

/// <summary>One caller never takes all connections, streams and pairs: each has its share, and others notice nothing.</summary>
public sealed class ShareTests
{
    private const WebSocketCloseStatus TryAgainLater = (WebSocketCloseStatus)1013;

    private readonly PushOptions _push = new() { MaxConnectionsPerCaller = 2, MaxStreamsPerCaller = 2, MaxPairsPerCaller = 3 };

    [Theory]
    [InlineData("/ws/rates?pairs=USD/EUR&")]
    [InlineData("/api/ws/prices?")]
    public async Task A_keys_sockets_are_bounded_and_another_keys_are_taken(string path)
    {
        await using var host = await KeyedAsync();
        await using var first = await SocketAsync(host, path, Keyed.All);
        await using var second = await SocketAsync(host, path, Keyed.All);
        await Eventually.TrueAsync(() => host.FanOut.Statistics.Connections == 2, "both are open");

        await using var third = await SocketAsync(host, path, Keyed.All);
        Assert.Equal((TryAgainLater, "too_many_connections"), await third.Closed);
        await using var other = await SocketAsync(host, path, Keyed.Streamer);
        await Eventually.TrueAsync(() => host.FanOut.Statistics is { Connections: 3, Callers: 2 }, "the other key's is open");

        await first.DisposeAsync();
        await Eventually.TrueAsync(() => host.FanOut.Statistics.Connections == 2, "one has gone");
        await using var fourth = await SocketAsync(host, path, Keyed.All);
        await Eventually.TrueAsync(() => host.FanOut.Statistics.Connections == 3, "there is room again");
    }

    [Fact]
    public async Task A_keys_streams_are_bounded_over_its_connections_and_are_no_connections()
    {
        await using var host = await KeyedAsync();
        await using var one = await HubAsync(host, Keyed.All);
        await using var two = await HubAsync(host, Keyed.All);
        await (await one.StreamAsync("Stream", (string[])["USD/EUR"], null)).Items.NextAsync();
        var second = await two.StreamAsync("Stream", (string[])["USD/EUR"], null);
        await second.Items.NextAsync();

        var refused = await two.StreamAsync("Stream", (string[])["USD/EUR"], null);

        Assert.Contains("too_many_connections", (await refused.Ended.WaitAsync(Eventually.Patience)).Error, StringComparison.Ordinal);
        Assert.Equal((2, 2), (host.FanOut.Statistics.Connections, host.FanOut.Statistics.Streams));
        await using var other = await HubAsync(host, Keyed.Streamer);
        await (await other.StreamAsync("Stream", (string[])["USD/EUR"], null)).Items.NextAsync();
        await second.CancelAsync();
        await Eventually.TrueAsync(() => host.FanOut.Statistics.Streams == 2, "one has ended");
        await (await two.StreamAsync("Stream", (string[])["USD/EUR"], null)).Items.NextAsync();
    }

    [Fact]
    public async Task Streams_are_bounded_in_all_whoever_has_them()
    {
        await using var host = await ServingHost.StartAsync(setup =>
        {
            setup.Push = new PushOptions { MaxStreams = 2 };
            setup.Prices = [Given.Price("USD/EUR", 0.9m)];
        });
        await using var one = await host.ConnectHubAsync();
        await using var two = await host.ConnectHubAsync();
        await (await one.StreamAsync("Stream", (string[])["USD/EUR"], null)).Items.NextAsync();
        var second = await two.StreamAsync("Stream", (string[])["USD/EUR"], null);
        await second.Items.NextAsync();

        var refused = await two.StreamAsync("Stream", (string[])["USD/EUR"], null);

        Assert.Contains("too_many_connections", (await refused.Ended.WaitAsync(Eventually.Patience)).Error, StringComparison.Ordinal);
        await second.CancelAsync();
        await Eventually.TrueAsync(() => host.FanOut.Statistics.Streams == 1, "one has ended");
        await (await two.StreamAsync("Stream", (string[])["USD/EUR"], null)).Items.NextAsync();
    }

    [Fact]
    public async Task Streams_take_no_connections_from_anybody()
    {
        await using var host = await ServingHost.StartAsync(setup => setup.Push = new PushOptions { MaxConnections = 2 });
        host.Engine.Tick("USD/EUR", 0.8m);
        await using var hub = await host.ConnectHubAsync();
        for (var i = 0; i < 20; i++)
        {
            await (await hub.StreamAsync("Stream", (string[])["USD/EUR"], null)).Items.NextAsync();
        }

        await using var socket = await host.ConnectSocketAsync("/ws/rates?pairs=USD/EUR");
        Assert.Equal(0.8m, (await socket.RateAsync(_ => true, "the price")).Price);
    }

    [Fact]
    public async Task A_keys_pairs_are_bounded_over_its_connections_and_the_same_pair_counts_once()
    {
        await using var host = await KeyedAsync();
        await using var one = await HubAsync(host, Keyed.All);
        await using var two = await HubAsync(host, Keyed.All);
        Assert.Equal(2, (await one.SubscribeAsync("USD/EUR", "USD/GBP")).Accepted.Count);

        var answer = await two.SubscribeAsync("USD/EUR", "USD/JPY", "EUR/GBP");

        Assert.Equal(["USD/EUR", "USD/JPY"], answer.Accepted);
        Assert.Equal([("EUR/GBP", "too_many_subscriptions")], answer.Rejected);
        await using var other = await HubAsync(host, Keyed.Streamer);
        Assert.Equal(["EUR/GBP"], (await other.SubscribeAsync("EUR/GBP")).Accepted);
        await one.DisposeAsync();
        await Eventually.TrueAsync(async () => (await two.SubscribeAsync("EUR/GBP")).Accepted.Count == 1, "what the other connection watched alone makes room");
    }

    [Fact]
    public async Task Without_keys_the_share_is_the_addresss_and_this_machine_is_not_bounded()
    {
        await using var host = await ServingHost.StartAsync(setup =>
        {
            setup.Push = _push;
            setup.Access = new AccessOptions { Limits = Keyed.BehindProxy };
            setup.Prices = [Given.Price("USD/EUR", 0.9m)];
        });
        using var first = await FromAsync(host, "2001:db8::1");
        using var second = await FromAsync(host, "2001:db8::2"); // The same network.
        await Eventually.TrueAsync(() => host.FanOut.Statistics.Connections == 2, "both are open");

        using var third = await FromAsync(host, "2001:db8::3");
        using var deadline = new CancellationTokenSource(Eventually.Patience);
        while (third.State == WebSocketState.Open)
        {
            await third.ReceiveAsync(new byte[4096], deadline.Token);
        }

        Assert.Equal((TryAgainLater, "too_many_connections"), (third.CloseStatus, third.CloseStatusDescription));
        using var other = await FromAsync(host, "203.0.113.9");
        await using var own = await host.ConnectHubAsync();
        await using var more = await host.ConnectHubAsync();
        await using var still = await host.ConnectHubAsync();
        await Eventually.TrueAsync(() => host.FanOut.Statistics is { Connections: 6, Callers: 2 }, "all others are open");
    }

    private static async Task<ClientWebSocket> FromAsync(ServingHost host, string address)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("X-Forwarded-For", address);
        await socket.ConnectAsync(host.Socket("/ws/rates?pairs=USD/EUR"), CancellationToken.None);
        return socket;
    }

    private Task<ServingHost> KeyedAsync() => ServingHost.StartAsync(setup =>
    {
        setup.Push = _push;
        setup.Access = Keyed.Options;
        setup.Prices = [Given.Price("USD/EUR", 0.9m), Given.Price("USD/GBP", 0.8m), Given.Price("USD/JPY", 160m)];
    });

    private static Task<SocketClient> SocketAsync(ServingHost host, string path, string key) => SocketClient.ConnectAsync(host.Socket($"{path}access_token={key}"));

    private static Task<HubClient> HubAsync(ServingHost host, string key) => HubClient.ConnectAsync(host.Socket($"/hubs/rates?access_token={key}"));
}
