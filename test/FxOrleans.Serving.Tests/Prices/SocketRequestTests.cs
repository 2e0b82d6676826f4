using System.Net.WebSockets;
using FxOrleans.Pricing;
using FxOrleans.PricePlatform;
using FxOrleans.Serving.Push;
using FxOrleans.Testing;

namespace FxOrleans.Serving.Tests.Prices;

/// <summary>What a client of <c>/api/ws/prices</c> may say, and what it is answered.</summary>
public sealed class SocketRequestTests
{
    [Fact]
    public async Task What_is_wrong_is_said_in_readable_words()
    {
        await using var host = await ServingHost.StartAsync();
        await using var socket = await host.ConnectSocketAsync(PriceSocketWords.Path);
        await socket.Messages.NextAsync();

        var error = await socket.AskAsync("""{"action":"dance"}""", "error");

        Assert.Equal("\"'dance' is none of subscribe, unsubscribe, list and ping.\"", error.GetProperty("message").GetRawText());
    }

    [Fact]
    public async Task List_and_unsubscribe_tell_what_is_watched_and_end_it()
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.TickAll([Given.Price("BTC/USD", 82_000m), Given.Price("USD/EUR", 0.8m)]);
        await using var socket = await host.WatchAsync("BTC", "EUR", "BTC-USD");

        Assert.Equal("""["BTC","EUR","BTC-USD"]""", (await socket.AskAsync("""{"action":"list"}""", "subscriptions")).GetProperty("symbols").GetRawText());
        Assert.Equal("""["BTC","JPY"]""", (await socket.AskAsync("""{"action":"unsubscribe","symbols":["btc","JPY"]}""", "unsubscribed")).GetProperty("symbols").GetRawText());
        Assert.Equal("""["EUR","BTC-USD"]""", (await socket.AskAsync("""{"action":"list"}""", "subscriptions")).GetProperty("symbols").GetRawText());
        host.Engine.Tick("BTC/USD", 83_000m);
        var update = await socket.UpdateAsync(data => data.EnumerateObject().Any(row => row.Value.GetProperty("price").GetDecimal() == 83_000m));
        var told = update.GetProperty("data").EnumerateObject().Select(row => row.Name).ToList(); // On a busy machine EUR's first price may come with it.
        Assert.Contains("BTC-USD", told);
        Assert.DoesNotContain("BTC", told);

        await socket.AskAsync("""{"action":"unsubscribe","symbols":["BTC-USD","EUR"]}""", "unsubscribed");
        await Eventually.TrueAsync(() => host.Service<PriceSockets>()[ConnectionState.Connected] == 1, "it is connected and no more");
        host.Engine.Tick("BTC/USD", 84_000m);
        host.Advance(TimeSpan.FromSeconds(30));
        await socket.AskAsync("""{"action":"ping"}""", "pong");
        Assert.Empty(socket.Messages.Drain());
    }

    [Theory]
    [InlineData("hello", "invalid_message")]
    [InlineData("", "invalid_message")]
    [InlineData("[]", "invalid_message")]
    [InlineData("7", "invalid_message")]
    [InlineData("null", "invalid_message")]
    [InlineData("{}", "invalid_message")]
    [InlineData("""{"action":7}""", "invalid_message")]
    [InlineData("""{"action":"subscribe"}""", "invalid_message")]
    [InlineData("""{"action":"subscribe","symbols":[]}""", "invalid_message")]
    [InlineData("""{"action":"subscribe","symbols":"BTC"}""", "invalid_message")]
    [InlineData("""{"action":"subscribe","symbols":["BTC",7]}""", "invalid_message")]
    [InlineData("""{"action":"subscribe","symbols":["\ud800"]}""", "invalid_message")]
    [InlineData("""{"action":"unsubscribe","symbols":null}""", "invalid_message")]
    [InlineData("""{"action":"subscribe","symbols":[[[[[[[[[["BTC"]]]]]]]]]]}""", "invalid_message")]
    [InlineData("""{"action":"buy","symbols":["BTC"]}""", "unknown_action")]
    [InlineData("""{"action":"SUBSCRIBE","symbols":["BTC"]}""", "unknown_action")]
    [InlineData("""{"action":"subscribe","symbols":["NOSUCH"]}""", "unknown_symbol")]
    [InlineData("""{"action":"subscribe","symbols":["*"]}""", "unknown_symbol")]
    [InlineData("""{"action":"subscribe","symbols":["KWD"]}""", "no_price")]
    [InlineData("""{"action":"subscribe","symbols":["USD"]}""", "no_price")]
    public async Task Every_error_has_its_code_and_leaves_the_socket_open(string message, string code)
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick("BTC/USD", 82_000m);
        await using var socket = await host.ConnectSocketAsync(PriceSocketWords.Path);

        var error = await socket.AskAsync(message, "error");

        Assert.Equal(code, error.GetProperty("code").GetString());
        Assert.False(string.IsNullOrEmpty(error.GetProperty("message").GetString()));
        await socket.AskAsync("""{"action":"ping"}""", "pong");
        Assert.Equal("[]", (await socket.AskAsync("""{"action":"list"}""", "subscriptions")).GetProperty("symbols").GetRawText());
        Assert.Empty(host.Logs.Lines);
    }

    [Fact]
    public async Task Of_a_message_with_good_and_bad_symbols_the_good_ones_are_taken()
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick("BTC/USD", 82_000m);
        await using var socket = await host.ConnectSocketAsync(PriceSocketWords.Path);

        var subscribed = await socket.AskAsync("""{"action":"subscribe","symbols":["NOSUCH","BTC","KWD"]}""", "subscribed");

        Assert.Equal("""["BTC"]""", subscribed.GetProperty("symbols").GetRawText());
        Assert.Equal("""[{"symbol":"NOSUCH","code":"unknown_symbol"},{"symbol":"KWD","code":"no_price"}]""", subscribed.GetProperty("rejected").GetRawText());
        Assert.Equal("unknown_symbol", (await socket.Messages.FirstAsync(message => message.Type() == "error", "an error")).GetProperty("code").GetString());
        await socket.UpdateAsync(data => data.TryGetProperty("BTC", out _));
    }

    [Fact]
    public async Task Subscriptions_are_bounded_and_one_that_ends_makes_room()
    {
        await using var host = await ServingHost.StartAsync(setup => setup.Push = new PushOptions { MaxSubscriptions = 2 });
        host.Engine.TickAll([Given.Price("BTC/USD", 82_000m), Given.Price("USD/EUR", 0.8m), Given.Price("USD/GBP", 0.4m)]);
        await using var socket = await host.WatchAsync("BTC", "EUR");

        var refused = await socket.AskAsync("""{"action":"subscribe","symbols":["GBP","BTC"]}""", "subscribed");
        Assert.Equal("""["BTC"]""", refused.GetProperty("symbols").GetRawText());
        Assert.Equal("too_many_subscriptions", refused.GetProperty("rejected")[0].GetProperty("code").GetString());
        Assert.Equal("too_many_subscriptions", (await socket.Messages.FirstAsync(message => message.Type() == "error", "an error")).GetProperty("code").GetString());

        await socket.AskAsync("""{"action":"unsubscribe","symbols":["BTC"]}""", "unsubscribed");
        Assert.Equal("""["GBP"]""", (await socket.AskAsync("""{"action":"subscribe","symbols":["GBP"]}""", "subscribed")).GetProperty("symbols").GetRawText());
    }

    [Fact]
    public async Task A_message_may_name_so_many_symbols_and_have_so_many_bytes()
    {
        await using var host = await ServingHost.StartAsync();
        await using var socket = await host.ConnectSocketAsync(PriceSocketWords.Path);
        var names = string.Join(',', Enumerable.Range(0, PricesSocket.MaxSymbols + 1).Select(i => $"\"S{i}\""));

        Assert.Equal("too_many_subscriptions", (await socket.AskAsync($$"""{"action":"subscribe","symbols":[{{names}}]}""", "error")).GetProperty("code").GetString());
        await socket.SendAsync(new string(' ', 40 * 1024));

        Assert.Equal(WebSocketCloseStatus.MessageTooBig, (await socket.Closed).Status);
        await host.WhenEmptyAsync();
    }
}
