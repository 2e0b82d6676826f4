using FxOrleans.Pricing;
using FxOrleans.Serving.Push;
using FxOrleans.Testing;

namespace FxOrleans.Serving.Tests.Streams;

/// <summary><c>/rates/stream</c> as whoever begins to read it sees it.</summary>
public sealed class RateStreamTests
{
    [Fact]
    public async Task A_snapshot_comes_first_then_each_tick()
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.TickAll([Given.Price("USD/EUR", 0.8m), Given.Price("USD/GBP", 0.4m)]);
        using var stream = await EventClient.OpenAsync(host, "/rates/stream?pairs=USD/EUR,gbp-usd");
        Assert.Equal("text/event-stream", stream.ContentType);

        var (kind, data, id) = await stream.NextAsync();
        Assert.Equal("snapshot", kind);
        Assert.Equal(["GBP/USD", "USD/EUR"], WireRate.ReadAll(data).Select(rate => rate.Pair).Order());
        Assert.NotEqual("", id);

        host.Engine.Tick("USD/EUR", 0.9m);
        var tick = await stream.NextAsync();
        Assert.Equal((await host.GetAsync("/rate?from=USD&to=EUR")).Body, tick.Data.GetRawText());
        Assert.NotEqual("", tick.Id);
    }

    [Fact]
    public async Task A_tick_says_how_many_were_left_out_before_it()
    {
        await using var host = await ServingHost.StartAsync(setup => setup.Prices = [Given.Price("USD/EUR", 0.8m)]);
        using var stream = await EventClient.OpenAsync(host);
        await stream.NextAsync();
        var seen = host.Engine.Tick("USD/EUR", 0.805m);
        Assert.Equal(0.805m, await stream.TickAsync());

        host.Engine.Publish([.. Enumerable.Range(1, 3).Select(i => Given.Price("USD/EUR", 0.8m + (i * 0.01m)) with { Epoch = seen.Epoch, Sequence = seen.Sequence + i })]);

        var (price, told) = (0m, 0L);
        for (var shown = 0; price != 0.83m; shown++)
        {
            var (_, data, _) = await stream.NextAsync();
            price = data.GetProperty("price").GetDecimal();
            told += data.TryGetProperty("skipped", out var skipped) ? skipped.GetInt64() : 0;
            Assert.Equal(price == 0.83m ? 2 - shown : told, told);
        }
    }

    [Fact]
    public async Task A_quiet_stream_gets_comments()
    {
        await using var host = await ServingHost.StartAsync(setup => setup.Prices = [Given.Price("USD/EUR", 0.8m)]);
        using var stream = await EventClient.OpenAsync(host);
        await stream.NextAsync();

        var line = stream.LineAsync();
        while (!line.IsCompleted)
        {
            host.Advance(TimeSpan.FromSeconds(1)); // Until its timer has been set and has run out.
            await Task.Yield();
        }

        Assert.StartsWith(": ", await line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_stops_ends_the_answer()
    {
        var host = await ServingHost.StartAsync(setup => setup.Prices = [Given.Price("USD/EUR", 0.8m)]);
        using var stream = await EventClient.OpenAsync(host);
        await stream.NextAsync();

        await host.DisposeAsync();

        Assert.Null(await stream.LineAsync());
    }

    [Fact]
    public async Task HEAD_has_an_end_and_holds_no_connection()
    {
        await using var host = await ServingHost.StartAsync(setup => setup.Prices = [Given.Price("USD/EUR", 0.8m)]);

        var head = await host.SendAsync(HttpMethod.Head, "/rates/stream");

        Assert.Equal((200, "text/event-stream", 0), (head.Status, head.ContentType, head.Bytes.Length));
        await host.WhenEmptyAsync();
    }

    [Fact]
    public async Task A_stream_too_many_is_told_to_come_back_later_and_one_that_ends_makes_room()
    {
        await using var host = await ServingHost.StartAsync(setup => (setup.Prices, setup.Push) = ([Given.Price("USD/EUR", 0.8m)], new PushOptions { MaxConnections = 1 }));
        using (var stream = await EventClient.OpenAsync(host))
        {
            var full = await host.GetAsync("/rates/stream");
            full.IsProblem(503, "too_many_connections");
            Assert.Equal("5", full.Headers["Retry-After"]);
        }

        await host.WhenEmptyAsync();
        using var next = await EventClient.OpenAsync(host);
        Assert.Equal("snapshot", (await next.NextAsync()).Kind);
    }

    [Theory]
    [InlineData("?pairs=", 400, "invalid_currency")]
    [InlineData("?pairs=USD/NOPE", 400, "invalid_currency")]
    [InlineData("?pairs=USD/KWD", 404, "no_price")]
    public async Task What_is_wrong_is_said(string query, int status, string code)
    {
        await using var host = await ServingHost.StartAsync(setup => setup.Prices = [Given.Price("USD/EUR", 0.8m)]);

        (await host.GetAsync($"/rates/stream{query}")).IsProblem(status, code);
    }

    [Fact]
    public async Task Another_sites_page_opens_no_stream()
    {
        await using var host = await ServingHost.StartAsync();

        (await host.GetAsync("/rates/stream", ("Origin", "https://evil.example"))).IsProblem(403, "forbidden");
    }
}
