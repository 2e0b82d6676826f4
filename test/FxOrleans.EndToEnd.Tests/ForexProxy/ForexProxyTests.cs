using System.Net;
using System.Text.Json;
using FxOrleans.Testing;
using FxOrleans.Testing.Hosting;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>The Forex Proxy's way of a rate, as processes: One-Frame, refresher, Redis, two API nodes, <c>GET /rates</c>.</summary>
public sealed class ForexProxyTests : IAsyncLifetime
{
    private static readonly string[] Unanswerable =
    [
        "/rates", "/rates?from=USD", "/rates?from=USD&to=XXXX", "/rates?from=USD&to=", "/rates?from=USD&to=BTC", "/rates?from=USD&from=EUR&to=JPY",
    ];

    private RedisServer _redis = null!;
    private OneFrameStandIn _oneFrame = null!;

    public async Task InitializeAsync()
    {
        _redis = await RedisServer.StartAsync();
        _oneFrame = await OneFrameStandIn.StartAsync(TimeProvider.System);
        _oneFrame.Fixed["USDJPY"] = 0.72m;
        _oneFrame.Fixed["USDEUR"] = 0.5m;
    }

    public async Task DisposeAsync()
    {
        await _oneFrame.DisposeAsync();
        await _redis.DisposeAsync();
    }

    [Fact]
    public async Task A_rate_goes_from_one_frame_to_every_api_node_and_what_there_is_not_is_404()
    {
        await RefreshAsync();
        await using var first = await ServeAsync();
        await using var second = await ServeAsync();
        await first.ReadyAsync();
        await second.ReadyAsync();
        foreach (var node in new[] { first, second })
        {
            Assert.Equal(0.72m, await PriceAsync(node, "USD", "JPY"));
            Assert.Equal(1m, await PriceAsync(node, "JPY", "JPY"));
            Assert.Equal(1.38888888888889m, await PriceAsync(node, "JPY", "USD"));
            Assert.Equal(1.44m, await PriceAsync(node, "EUR", "JPY"));
            Assert.True((await node.GetAsync("/rate?from=EUR&to=JPY")).GetProperty("simulated").GetBoolean());
        }

        foreach (var path in Unanswerable)
        {
            Assert.StartsWith("404 ", await first.ProblemAsync(path), StringComparison.Ordinal);
        }

        JsonElement oneFrame = default;
        await Eventually.TrueAsync(
            async () => (oneFrame = (await first.GetAsync("/providers")).EnumerateArray().SingleOrDefault()) is { ValueKind: JsonValueKind.Object }
                && oneFrame.GetProperty("quotaLeft").ValueKind == JsonValueKind.Number,
            "the node knows of One-Frame");
        Assert.Equal(("OneFrame", "ok"), (oneFrame.GetProperty("name").GetString(), oneFrame.GetProperty("state").GetString()));
        Assert.Equal(999, oneFrame.GetProperty("quotaLeft").GetInt32());

        _oneFrame.Fixed["USDJPY"] = 0.18m;
        await RefreshAsync();
        foreach (var node in new[] { first, second })
        {
            await Eventually.TrueAsync(async () => await PriceAsync(node, "USD", "JPY") == 0.18m, "the node has the new rate");
            Assert.Equal(0.36m, await PriceAsync(node, "EUR", "JPY"));
        }

        Assert.Equal(2, _oneFrame.Calls.Count);
        await Eventually.TrueAsync(
            async () => (await second.GetAsync("/providers"))[0].GetProperty("quotaLeft").GetInt32() == 998, "the first run's call is not forgotten");
    }

    [Fact]
    public async Task A_refresh_that_fails_says_so_and_leaves_what_was_there()
    {
        await RefreshAsync();
        var before = await _redis.CommandAsync("GET", "rates");
        foreach (var failure in (string[])["down", """{"error":"Quota reached"}""", "<html>denied</html>"])
        {
            _oneFrame.Failure = failure;
            var (exitCode, output) = await SiloProcess.RunAsync(Arguments("refresh"));
            Assert.Equal(1, exitCode);
            Assert.Contains("Nothing was refreshed", output, StringComparison.Ordinal);
        }

        Assert.Equal(before, await _redis.CommandAsync("GET", "rates"));
    }

    [Fact]
    public async Task Without_redis_a_refresh_fails_and_spends_no_call()
    {
        _redis.Kill();

        var (exitCode, _) = await SiloProcess.RunAsync(Arguments("refresh"));

        Assert.Equal(1, exitCode);
        Assert.Empty(_oneFrame.Calls);
    }

    [Fact]
    public async Task A_foreign_refreshers_four_fields_are_served_too()
    {
        await using var node = await ServeAsync();
        var now = TimeProvider.System.GetUtcNow().UtcDateTime.ToString("O");
        await _redis.CommandAsync("SET", "rates", $$"""[{"from":"USD","to":"JPY","price":0.71,"timestamp":"{{now}}"}]""");
        await _redis.CommandAsync("PUBLISH", "rates_updated", "");

        await Eventually.TrueAsync(
            async () =>
            {
                using var answer = await node.Http.GetAsync("/rates?from=USD&to=JPY");
                return answer.StatusCode == HttpStatusCode.OK && (await node.GetAsync("/rates?from=USD&to=JPY")).GetProperty("price").GetDecimal() == 0.71m;
            },
            "the node has read it");
    }

    [Fact]
    public async Task A_refresher_that_stays_keeps_redis_filled_and_tells_of_its_health()
    {
        await using var refresher = await SiloProcess.StartAsync([.. Arguments("refresh"), "--Refresh:Every=00:00:01"]);
        await refresher.ReadyAsync();
        await Eventually.TrueAsync(() => _oneFrame.Calls.Count >= 3, "it asks again and again");

        _oneFrame.Failure = "down";
        await Eventually.TrueAsync(
            async () => (await refresher.Http.GetAsync("/health/ready")).StatusCode == HttpStatusCode.ServiceUnavailable, "it says that it cannot");
        Assert.Equal(0, await refresher.StopAsync());
    }

    private async Task RefreshAsync()
    {
        var (exitCode, output) = await SiloProcess.RunAsync(Arguments("refresh"));
        Assert.True(exitCode == 0, output);
        var rows = JsonDocument.Parse((await _redis.CommandAsync("GET", "rates"))!).RootElement.EnumerateArray().ToArray();
        Assert.All(rows, row => Assert.Superset(
            new HashSet<string> { "from", "to", "price", "timestamp", "bid", "ask" }, row.EnumerateObject().Select(field => field.Name).ToHashSet()));
    }

    private Task<SiloProcess> ServeAsync() => SiloProcess.StartAsync("--Role=serve", $"--Redis:ConnectionString={_redis.ConnectionString}");

    private string[] Arguments(string role) => [$"--Role={role}", $"--Redis:ConnectionString={_redis.ConnectionString}", .. _oneFrame.Alone()];

    private static async Task<decimal> PriceAsync(SiloProcess node, string from, string to)
    {
        var answer = await node.GetAsync($"/rates?from={from}&to={to}");
        Assert.Equal(["from", "to", "price", "timestamp"], answer.EnumerateObject().Select(field => field.Name));
        return answer.GetProperty("price").GetDecimal();
    }
}
