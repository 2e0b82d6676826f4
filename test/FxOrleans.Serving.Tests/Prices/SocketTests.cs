using System.Net;
using System.Net.WebSockets;
using FxOrleans.Pricing;
using FxOrleans.PricePlatform;
using FxOrleans.Serving.Push;
using FxOrleans.Serving.Tests.Push;
using FxOrleans.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace FxOrleans.Serving.Tests.Prices;

/// <summary><c>/api/ws/prices</c>: a connection from its welcome to its end, and what it is told.</summary>
public sealed class SocketTests
{
    [Fact]
    public async Task A_client_is_welcomed_by_its_name_subscribes_and_gets_the_price_at_once_and_when_it_changes()
    {
        var coins = new FakeCoins { Before = { ["BTC"] = 80_000 } };
        await using var host = await ServingHost.StartAsync(setup => setup.Services = services => services.AddSingleton<IDayAgoSource>(coins));
        host.Engine.TickAll([Given.Price("BTC/USD", 82_000.5m), Given.Price("USD/EUR", 0.8m)]);
        await host.GetAsync("/api/v1/prices/BTC"); // The change is known.
        await using var socket = await host.ConnectSocketAsync($"{PriceSocketWords.Path}?client_id=abc123");

        Assert.Equal("""{"type":"connected","client_id":"abc123"}""", (await socket.Messages.NextAsync()).GetRawText());
        await socket.SendAsync("""{"action":"subscribe","symbols":["btc","EUR-GBP","EUR"]}""");
        Assert.Equal(
            """{"type":"subscribed","symbols":["BTC","EUR-GBP","EUR"],"rejected":[]}""", (await socket.Messages.NextAsync()).GetRawText());
        var update = await socket.UpdateAsync(_ => true);
        Assert.Equal("2026-03-05T14:00:00Z", update.GetProperty("timestamp").GetString());
        Assert.Equal(["BTC", "EUR"], update.GetProperty("data").EnumerateObject().Select(row => row.Name).Order());
        Assert.Equal(
            """{"price":82000.5,"change":2000.5,"change_percent":2.5006,"timestamp":"2026-03-05T14:00:00Z","status":"live","simulated":false}""",
            update.GetProperty("data").GetProperty("BTC").GetRawText());

        host.Engine.Tick("USD/JPY", 150m); // Nobody asked for it.
        host.Engine.Tick("USD/GBP", 0.4m);
        var cross = await socket.UpdateAsync(data => data.TryGetProperty("EUR-GBP", out _));
        Assert.Equal("0.5", cross.GetProperty("data").GetProperty("EUR-GBP").GetProperty("price").GetRawText());
        Assert.False(cross.GetProperty("data").TryGetProperty("JPY", out _));
    }

    [Fact]
    public async Task A_client_without_a_name_is_given_one()
    {
        await using var host = await ServingHost.StartAsync();
        await using var one = await host.ConnectSocketAsync(PriceSocketWords.Path);
        await using var other = await host.ConnectSocketAsync(PriceSocketWords.Path);

        var (first, second) = ((await one.Messages.NextAsync()).GetProperty("client_id").GetString(), (await other.Messages.NextAsync()).GetProperty("client_id").GetString());

        Assert.Matches("^[0-9a-f]{24}$", first);
        Assert.NotEqual(first, second);
    }

    [Theory]
    [InlineData("?client_id=")]
    [InlineData("?client_id=a%20b")]
    [InlineData("?client_id=%3Cscript%3E")]
    [InlineData("?client_id=a%0Ab")]
    [InlineData("?client_id=a&client_id=b")]
    [InlineData("?client_id=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task A_bad_name_is_refused_before_the_socket_opens(string query)
    {
        await using var host = await ServingHost.StartAsync();
        using var socket = new ClientWebSocket { Options = { CollectHttpResponseDetails = true } };

        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(host.Socket(PriceSocketWords.Path + query), default));

        Assert.Equal(HttpStatusCode.BadRequest, socket.HttpStatusCode);
    }

    [Fact]
    public async Task Who_speaks_no_websocket_is_told_so()
    {
        await using var host = await ServingHost.StartAsync();

        (await host.GetAsync(PriceSocketWords.Path)).IsProblem(426, "upgrade_required");
    }

    [Theory]
    [InlineData(30)]
    [InlineData(7)]
    public async Task Changed_or_not_everything_watched_is_told_every_interval(int seconds)
    {
        var interval = TimeSpan.FromSeconds(seconds);
        await using var host = await ServingHost.StartAsync(setup => setup.Platform = new PricesOptions { UpdateInterval = interval });
        host.Engine.Tick(Given.Price("BTC/USD", 82_000m) with { Kind = SourceKind.Periodic, FreshUntil = Given.Now.AddDays(1) }); // It does not turn stale.
        await host.GetAsync("/api/v1/prices/BTC"); // Nor is its change still to be found out.
        await using var socket = await host.WatchAsync("BTC");
        await socket.UpdateAsync(_ => true);
        await socket.AskAsync("{\"action\":\"ping\"}", "pong");

        host.Advance(interval - TimeSpan.FromSeconds(1));
        await socket.AskAsync("""{"action":"ping"}""", "pong");
        Assert.Empty(socket.Messages.Drain());
        host.Advance(TimeSpan.FromSeconds(1));
        var first = await socket.UpdateAsync(data => data.TryGetProperty("BTC", out _));
        host.Advance(interval);
        var second = await socket.UpdateAsync(data => data.TryGetProperty("BTC", out _));

        Assert.Equal(
            (Given.Now + interval, Given.Now + (2 * interval)),
            (first.GetProperty("timestamp").GetDateTimeOffset(), second.GetProperty("timestamp").GetDateTimeOffset()));
    }

    [Fact]
    public async Task States_are_counted_and_a_socket_that_goes_leaves_nothing()
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick("BTC/USD", 82_000m);
        var sockets = host.Service<PriceSockets>();
        var socket = await host.ConnectSocketAsync(PriceSocketWords.Path);
        await Eventually.TrueAsync(() => sockets[ConnectionState.Connected] == 1, "it is connected");
        await socket.SendAsync("""{"action":"subscribe","symbols":["BTC"]}""");
        await Eventually.TrueAsync(() => sockets[ConnectionState.Active] == 1, "it is active");

        await socket.DisposeAsync();

        await host.WhenEmptyAsync();
        await Eventually.TrueAsync(() => Enum.GetValues<ConnectionState>().All(state => sockets[state] == 0), "no socket is counted");
    }

    [Fact]
    public void Only_what_may_follow_a_state_does()
    {
        var life = new ConnectionLife();
        Assert.False(life.TryMove(ConnectionState.Subscribing));
        Assert.True(life.TryMove(ConnectionState.Connected));
        Assert.False(life.TryMove(ConnectionState.Active));
        Assert.True(life.TryMove(ConnectionState.Subscribing));
        Assert.True(life.TryMove(ConnectionState.Active));
        Assert.False(life.TryMove(ConnectionState.Subscribing));
        Assert.True(life.TryMove(ConnectionState.Connected));
        Assert.True(life.TryMove(ConnectionState.Disconnected));
        Assert.All(Enum.GetValues<ConnectionState>(), next => Assert.False(life.TryMove(next)));
        Assert.Equal(ConnectionState.Disconnected, life.State);
    }

    [Fact]
    public async Task A_client_that_reads_nothing_slows_nobody_and_is_ended()
    {
        var coins = AssetCatalog.All.Where(asset => asset.Class == AssetClass.Coin).Take(120).Select(asset => asset.Code).ToArray();
        await using var host = await ServingHost.StartAsync(setup => setup.Push = new PushOptions { StuckAfter = TimeSpan.FromSeconds(1) });
        host.Engine.TickAll(coins.Select(coin => Given.Price($"{coin}/USD", 1m)));
        await using var reader = await host.WatchAsync("BTC");
        var messages = coins.Chunk(6).Select(some => $$"""{"action":"subscribe","symbols":["{{string.Join("\",\"", some)}}"]}""");
        using var stuck = await StuckClient.ConnectAsync(host.Address, PriceSocketWords.Path, [.. messages]);
        await Eventually.TrueAsync(() => host.FanOut.Statistics.Connections == 2, "both are connected");

        var price = 1m;
        await Eventually.TrueAsync(
            () =>
            {
                price++;
                host.Engine.TickAll(coins.Select(coin => Given.Price($"{coin}/USD", price)));
                return host.FanOut.Statistics.Connections == 1;
            },
            "the stuck client is ended",
            TimeSpan.FromSeconds(90));

        await reader.UpdateAsync(data => data.GetProperty("BTC").GetProperty("price").GetDecimal() == price);
    }
}
