using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using FxOrleans.Testing;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>What a newcomer sees: the host with the demo market and nothing else.</summary>
[Collection(DemoCollection.Name)]
public sealed class DemoMarketTests(DemoSilo demo)
{
    private static readonly string[] Majors = ["USD/EUR", "USD/GBP", "USD/JPY", "USD/CHF", "USD/CAD", "USD/AUD"];

    [Fact]
    public async Task The_majors_are_live_and_every_price_says_that_it_is_simulated()
    {
        foreach (var pair in Majors)
        {
            var path = $"/rate?from={pair[..3]}&to={pair[4..]}";
            await Eventually.TrueAsync(
                async () => (await demo.Silo.GetAsync(path)).GetProperty("status").GetString() == "live", $"{pair} is live", TimeSpan.FromSeconds(60));
            var rate = await demo.Silo.GetAsync(path);
            Assert.True(rate.GetProperty("simulated").GetBoolean());
            Assert.True(rate.GetProperty("bid").GetDecimal() <= rate.GetProperty("price").GetDecimal());
            Assert.True(rate.GetProperty("price").GetDecimal() <= rate.GetProperty("ask").GetDecimal());
            Assert.True(rate.GetProperty("sources").GetInt32() >= 2);
        }
    }

    [Fact]
    public async Task At_least_twenty_tracked_pairs_tick_and_no_sequence_goes_back()
    {
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri($"ws://{demo.Silo.Address.Authority}/ws/rates?batch=1"), CancellationToken.None);
        var ticks = new Dictionary<string, int>();
        var last = new Dictionary<string, (long Epoch, long Sequence)>();
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));

        while (ticks.Values.Count(count => count >= 3) < 20)
        {
            foreach (var rate in (await ReceiveAsync(socket, deadline.Token)).EnumerateArray())
            {
                var pair = $"{rate.GetProperty("from").GetString()}/{rate.GetProperty("to").GetString()}";
                var place = (rate.GetProperty("epoch").GetInt64(), rate.GetProperty("sequence").GetInt64());
                Assert.True(!last.TryGetValue(pair, out var before) || place.CompareTo(before) >= 0, $"{pair} went back from {before} to {place}.");
                Assert.True(rate.GetProperty("simulated").GetBoolean());
                last[pair] = place;
                ticks[pair] = ticks.GetValueOrDefault(pair) + 1;
            }
        }
    }

    [Fact]
    public async Task A_provider_told_to_misbehave_is_shown_failing_and_the_price_holds()
    {
        await Eventually.TrueAsync(async () => await StateAsync("CurrencyApi") == "ok", "CurrencyApi is ok");
        using var html = await demo.Silo.Http.PutAsJsonAsync("/demo/control/currency-api", new { mode = "html" });
        Assert.True(html.IsSuccessStatusCode, await html.Content.ReadAsStringAsync());

        await Eventually.TrueAsync(
            async () => await StateAsync("CurrencyApi") is "degraded" or "failing", "CurrencyApi is shown failing", TimeSpan.FromSeconds(60));
        var rate = await demo.Silo.GetAsync("/rate?from=USD&to=NGN");
        Assert.NotEqual("stale", rate.GetProperty("status").GetString());

        using var honest = await demo.Silo.Http.PutAsJsonAsync("/demo/control/currency-api", new { mode = "honest" });
        await Eventually.TrueAsync(async () => await StateAsync("CurrencyApi") == "ok", "CurrencyApi is ok again", TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task The_page_is_served_under_a_strict_policy()
    {
        using var page = await demo.Silo.Http.GetAsync("/");
        Assert.Equal("text/html", page.Content.Headers.ContentType?.MediaType);
        Assert.Contains("default-src 'none'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everything_that_the_description_lists_answers()
    {
        var description = await demo.Silo.GetAsync("/openapi/v1.json");
        var paths = description.GetProperty("paths").EnumerateObject().Select(path => path.Name).ToArray();
        Assert.Superset(
            new HashSet<string> { "/rate", "/rates", "/rates/latest", "/rate/explain", "/convert", "/currencies", "/providers", "/health/live", "/health/ready" },
            paths.ToHashSet());
        using var swagger = await demo.Silo.Http.GetAsync("/swagger/index.html");
        Assert.True(swagger.IsSuccessStatusCode);
    }

    private async Task<string?> StateAsync(string provider) => (await demo.Silo.GetAsync("/providers")).EnumerateArray()
        .Single(row => row.GetProperty("name").GetString() == provider).GetProperty("state").GetString();

    private static async Task<JsonElement> ReceiveAsync(ClientWebSocket socket, CancellationToken cancel)
    {
        using var message = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(), cancel);
            message.Write(buffer, 0, part.Count);
            if (part.EndOfMessage)
            {
                return JsonDocument.Parse(message.ToArray()).RootElement;
            }
        }
    }
}
