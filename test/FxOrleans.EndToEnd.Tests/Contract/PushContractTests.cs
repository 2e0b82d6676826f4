using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using FxOrleans.Testing;
using FxOrleans.Testing.SignalR;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>The hub and the socket of a real host.</summary>
[Collection(DemoCollection.Name)]
public sealed class PushContractTests(DemoSilo demo)
{
    private Uri Hub => new($"ws://{demo.Silo.Address.Authority}/hubs/rates");

    [Fact]
    public async Task The_hub_sends_the_current_price_and_then_changes_until_unsubscribed()
    {
        await using var client = await HubClient.ConnectAsync(Hub);
        var ticks = client.On("ticks");

        var answer = (await client.InvokeAsync("Subscribe", (object)(string[])["USD/EUR", "EUR/GBP", "USD/QQQQ"])).Result!.Value;
        Assert.Equal(["EUR/GBP", "USD/EUR"], answer.GetProperty("accepted").EnumerateArray().Select(pair => pair.GetString()!).Order());
        var rejected = Assert.Single(answer.GetProperty("rejected").EnumerateArray());
        Assert.Equal(("USD/QQQQ", "invalid_currency"), (rejected.GetProperty("pair").GetString(), rejected.GetProperty("code").GetString()));

        var first = WireRate.ReadAll(await ticks.NextAsync());
        Assert.Equal(["EUR/GBP", "USD/EUR"], first.Select(rate => rate.Pair).Order());
        var known = first.Single(rate => rate.Pair == "USD/EUR");
        await ticks.FirstAsync(message => WireRate.ReadAll(message).Any(rate => rate.Pair == "USD/EUR" && rate.MayFollow(known) && rate.Sequence != known.Sequence), "a change");

        answer = (await client.InvokeAsync("Unsubscribe", (object)(string[])["USD/EUR"])).Result!.Value;
        Assert.Equal("USD/EUR", Assert.Single(answer.GetProperty("accepted").EnumerateArray()).GetString());
    }

    [Fact]
    public async Task Everything_that_is_tracked_comes_for_a_star()
    {
        await using var client = await HubClient.ConnectAsync(Hub);
        var ticks = client.On("ticks");

        var answer = (await client.InvokeAsync("Subscribe", (object)(string[])["*"])).Result!.Value;
        Assert.Equal("*", Assert.Single(answer.GetProperty("accepted").EnumerateArray()).GetString());
        var pairs = new HashSet<string>();
        await ticks.FirstAsync(
            message =>
            {
                pairs.UnionWith(WireRate.ReadAll(message).Select(rate => rate.Pair));
                return pairs.Count > 100;
            },
            "more than a hundred pairs");
    }

    [Fact]
    public async Task A_stream_gives_the_same()
    {
        await using var client = await HubClient.ConnectAsync(Hub);

        var stream = await client.StreamAsync("Stream", (string[])["USD/EUR"], null);
        var first = Assert.Single(WireRate.ReadAll(await stream.Items.NextAsync()));
        var next = Assert.Single(WireRate.ReadAll(await stream.Items.NextAsync()));
        Assert.True(next.MayFollow(first), $"{next} came after {first}.");
        await stream.CancelAsync();
        Assert.Null((await stream.Ended).Error);
    }

    [Theory]
    [InlineData("?pairs=USD/EUR,USD/GBP", JsonValueKind.Object)]
    [InlineData("?pairs=USD/EUR,USD/GBP&batch=1", JsonValueKind.Array)]
    [InlineData("", JsonValueKind.Object)]
    [InlineData("?batch=1", JsonValueKind.Array)]
    public async Task The_socket_sends_objects_or_arrays_of_what_is_asked_for(string query, JsonValueKind kind)
    {
        await using var socket = await SocketClient.ConnectAsync(new Uri($"ws://{demo.Silo.Address.Authority}/ws/rates{query}"));
        var pairs = new HashSet<string>();

        await socket.Messages.FirstAsync(
            message =>
            {
                Assert.Equal(kind, message.ValueKind);
                pairs.UnionWith(kind == JsonValueKind.Array ? WireRate.ReadAll(message).Select(rate => rate.Pair) : [WireRate.Read(message).Pair]);
                return query.Contains("pairs", StringComparison.Ordinal) ? pairs.Count == 2 : pairs.Count > 20;
            },
            "the pairs asked for");
        Assert.True(pairs.Count >= 2);
    }

    [Fact]
    public async Task A_foreign_origin_is_refused()
    {
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Origin", "https://elsewhere.example");
        socket.Options.CollectHttpResponseDetails = true;
        await Assert.ThrowsAsync<WebSocketException>(
            () => socket.ConnectAsync(new Uri($"ws://{demo.Silo.Address.Authority}/ws/rates"), CancellationToken.None));
        Assert.Equal(HttpStatusCode.Forbidden, socket.HttpStatusCode);
    }

    [Fact]
    public async Task A_plain_request_to_the_socket_is_told_what_it_speaks()
    {
        using var answer = await demo.Silo.Http.GetAsync("/ws/rates");
        Assert.Equal(HttpStatusCode.UpgradeRequired, answer.StatusCode);
    }
}
