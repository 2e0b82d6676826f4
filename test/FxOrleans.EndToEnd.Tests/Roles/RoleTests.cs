using System.Net;
using FxOrleans.Testing;
using FxOrleans.Testing.Hosting;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>What each role answers, and what it needs.</summary>
public sealed class RoleTests
{
    [Theory]
    [InlineData("Role is 'boss'", "--Role=boss")]
    [InlineData("Redis:ConnectionString", "--Role=ingest")]
    public async Task What_is_wrong_with_a_role_stops_the_start_and_is_named(string named, params string[] arguments)
    {
        var (exitCode, output) = await SiloProcess.RunAsync(arguments);

        Assert.Equal(2, exitCode);
        Assert.Contains(named, output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ingest_answers_health_and_providers_and_nothing_else()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var ingest = await SiloProcess.StartAsync("--Role=ingest", "--Demo:Enabled=true", $"--Redis:ConnectionString={redis.ConnectionString}");
        await ingest.ReadyAsync();

        Assert.NotEqual(0, (await ingest.GetAsync("/providers")).GetArrayLength());
        foreach (var path in (string[])["/rate?from=USD&to=EUR", "/rates?from=USD&to=EUR", "/", "/ws/rates", "/hubs/rates", "/openapi/v1.json", "/swagger/index.html"])
        {
            Assert.Equal("404 unknown_path", await ingest.ProblemAsync(path));
        }

        await Eventually.TrueAsync(async () => await redis.CommandAsync("GET", "rates") is not null, "rates holds them all", TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task Before_the_first_answer_of_a_provider_no_pair_is_said_to_have_no_price()
    {
        await using var oneFrame = await OneFrameStandIn.StartAsync(TimeProvider.System);
        oneFrame.Failure = "down";
        await using var silo = await SiloProcess.StartAsync(oneFrame.Alone());
        Assert.Equal("503 not_ready", await silo.ProblemAsync("/rate?from=USD&to=JPY"));
        Assert.Equal("503 not_ready", await silo.ProblemAsync("/rates/latest?base=USD&symbols=JPY"));
        Assert.Equal("400 invalid_currency", await silo.ProblemAsync("/rate?from=USD&to=NOPE"));

        oneFrame.Failure = null;
        await Eventually.TrueAsync(async () => (await silo.Http.GetAsync("/rate?from=USD&to=JPY")).IsSuccessStatusCode, "the price comes", TimeSpan.FromSeconds(60));
        await silo.ReadyAsync();
        Assert.Equal("404 no_price", await silo.ProblemAsync("/rate?from=AAPL&to=USD"));
    }

    [Fact]
    public async Task Serve_starts_before_redis_waits_for_it_and_outlives_it()
    {
        await using var redis = await RedisServer.StartAsync();
        redis.Kill();
        await using var node = await SiloProcess.StartAsync("--Role=serve", "--Demo:Enabled=true", "--Pricing:MaxAge=01:00:00", $"--Redis:ConnectionString={redis.ConnectionString}");
        using (var live = await node.Http.GetAsync("/health/live"))
        {
            Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        }

        foreach (var path in (string[])["/health/ready", "/rate?from=USD&to=EUR", "/rates?from=USD&to=EUR", "/rates/latest?base=USD", "/api/v1/prices/BTC", "/api/v1/prices/BTC/history?period=1d"])
        {
            Assert.Equal("503 not_ready", await node.ProblemAsync(path));
        }

        Assert.Equal(0, (await node.GetAsync("/providers")).GetArrayLength());

        await redis.RestartAsync();
        var now = TimeProvider.System.GetUtcNow().UtcDateTime.ToString("O");
        await redis.CommandAsync(
            "SET", "latest_rate:USD-EUR", $$"""{"from":"USD","to":"EUR","price":0.9,"timestamp":"{{now}}","status":"live","epoch":5,"sequence":7}""");
        await node.ReadyAsync();
        Assert.Equal("404 no_price", await node.ProblemAsync("/rate?from=USD&to=JPY"));
        Assert.Equal("404 no_price", await node.ProblemAsync("/rates?from=USD&to=JPY"));
        var rate = await node.GetAsync("/rate?from=USD&to=EUR");
        Assert.Equal((5, 7), (rate.GetProperty("epoch").GetInt64(), rate.GetProperty("sequence").GetInt64()));
        var explained = await node.GetAsync("/rate/explain?from=USD&to=EUR");
        Assert.False(explained.GetProperty("complete").GetBoolean());

        redis.Kill();
        await Eventually.TrueAsync(
            async () => (await node.GetAsync("/health/ready")).GetProperty("redis").GetString() == "away", "it is ready and says that Redis is away");
        rate = await node.GetAsync("/rate?from=USD&to=EUR");
        Assert.Equal(now[..23] + "Z", rate.GetProperty("timestamp").GetDateTimeOffset().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff") + "Z");
    }
}
