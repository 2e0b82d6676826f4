using System.Globalization;
using System.Text.Json;
using FxOrleans.Serving.Push;
using FxOrleans.Testing;

namespace FxOrleans.Serving.Tests.Streams;

/// <summary>Sockets and hub connections that go on, at another node, where they ended.</summary>
public sealed class ResumeTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_comes_back_to_another_node_misses_nothing_in_order(bool hub)
    {
        var time = new FakeTime();
        var first = await StartAsync(time);
        await using var second = await StartAsync(time);
        time.Advance(TimeSpan.FromSeconds(3));
        first.Engine.Canary();
        second.Engine.Tick("USD/EUR", 0.81m);
        string last;
        await using (var stream = await OpenAsync(hub, first, null))
        {
            Assert.Equal("snapshot 0.8", Read(await stream.Messages.NextAsync(), out _));
            first.Engine.Tick("USD/EUR", 0.81m);
            Assert.Equal("ticks 0.81", Read(await stream.Messages.NextAsync(), out last));
        }

        await first.DisposeAsync();
        second.Engine.TickAll([0.82m, 0.83m, 0.84m], "USD/EUR");
        await using var again = await OpenAsync(hub, second, last);
        var got = new List<decimal>();
        while (got.Count < 4)
        {
            var message = await again.Messages.NextAsync();
            Assert.StartsWith("ticks ", Read(message, out _), StringComparison.Ordinal);
            got.AddRange(WireRate.ReadAll(message.GetProperty("prices")).Select(rate => rate.Price));
        }

        Assert.Equal([0.81m, 0.82m, 0.83m, 0.84m], got);
        second.Engine.Tick("USD/EUR", 0.85m);
        Assert.Equal("ticks 0.85", Read(await again.Messages.NextAsync(), out _));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_id_that_the_node_does_not_know_begins_with_a_snapshot(bool hub)
    {
        await using var host = await StartAsync(new FakeTime());
        await using var stream = await OpenAsync(hub, host, "USD-EUR_1_1");

        Assert.Equal("snapshot 0.8", Read(await stream.Messages.NextAsync(), out _));
    }

    [Fact]
    public async Task Of_prices_that_came_together_the_last_says_how_many_were_left_out()
    {
        await using var host = await StartAsync(new FakeTime());
        await using var stream = await OpenAsync(false, host, null);
        await stream.Messages.NextAsync();
        var seen = host.Engine.Tick("USD/EUR", 0.805m);
        await stream.Messages.NextAsync();

        host.Engine.Publish(Given.Price("USD/EUR", 0.84m) with { Epoch = seen.Epoch, Sequence = seen.Sequence + 4 });

        var price = (await stream.Messages.NextAsync()).GetProperty("prices")[0];
        Assert.Equal((0.84m, 3), (price.GetProperty("price").GetDecimal(), price.GetProperty("skipped").GetInt32()));
    }

    [Fact]
    public async Task A_quiet_stream_keeps_its_place()
    {
        await using var host = await ServingHost.StartAsync(
            setup => (setup.Prices, setup.Push) = ([Given.Price("USD/EUR", 0.8m)], new PushOptions { KeepAlive = TimeSpan.FromMilliseconds(50) }));
        await using var stream = await OpenAsync(true, host, null);
        Read(await stream.Messages.NextAsync(), out _);
        host.Engine.Tick("USD/GBP", 0.4m);

        var next = stream.Messages.NextAsync();
        await Eventually.TrueAsync(
            () =>
            {
                host.Advance(TimeSpan.FromMilliseconds(50));
                return next.IsCompleted;
            },
            "it says that nothing came");
        Assert.Equal("ticks ", Read(await next, out var id));
        Assert.NotEqual("", id);
    }

    private static Task<ServingHost> StartAsync(FakeTime time) =>
        ServingHost.StartAsync(setup => (setup.Time, setup.Prices) = (time, [Given.Price("USD/EUR", 0.8m)]));

    private static async Task<Opened> OpenAsync(bool hub, ServingHost host, string? last)
    {
        if (!hub)
        {
            var socket = await host.ConnectSocketAsync($"/ws/rates?pairs=USD/EUR&resume={last ?? "1"}");
            return new Opened(socket, socket.Messages);
        }

        var client = await host.ConnectHubAsync();
        return new Opened(client, (await client.StreamAsync("Resume", (string[])["USD/EUR"], last)).Items);
    }

    // Such as "ticks 0.81".
    private static string Read(JsonElement message, out string id)
    {
        id = message.GetProperty("id").GetString()!;
        return string.Create(CultureInfo.InvariantCulture, $"{message.GetProperty("type")} {string.Join(' ', WireRate.ReadAll(message.GetProperty("prices")).Select(rate => rate.Price))}");
    }

    private sealed class Opened(IAsyncDisposable connection, Inbox<JsonElement> messages) : IAsyncDisposable
    {
        public Inbox<JsonElement> Messages => messages;

        public ValueTask DisposeAsync() => connection.DisposeAsync();
    }
}
