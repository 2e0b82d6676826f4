using System.Net.Http.Json;
using System.Text.Json;
using FxOrleans.Testing;
using FxOrleans.Testing.Hosting;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>The host beside a Redis that gets into trouble: rates are answered all the while, and Redis is filled again.</summary>
[Slow]
public sealed class RedisTroubleTests
{
    [Fact]
    public async Task Prices_are_written_through_survive_a_killed_redis_and_refill_an_emptied_one()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var silo = await SiloProcess.StartAsync("--Demo:Enabled=true", $"--Redis:ConnectionString={redis.ConnectionString}");
        await silo.ReadyAsync();
        await WrittenAsync(redis);
        var written = JsonDocument.Parse((await redis.CommandAsync("GET", "latest_rate:USD-EUR"))!).RootElement;
        Assert.Equal("USD", written.GetProperty("from").GetString());
        Assert.Equal("-1", await redis.CommandAsync("TTL", "latest_rate:USD-EUR"));

        redis.Kill();
        await Eventually.TrueAsync(
            async () => (await silo.GetAsync("/health/ready")).GetProperty("redis").GetString() == "away", "readiness says that Redis is away");
        for (var i = 0; i < 100; i++)
        {
            await silo.GetAsync("/rate?from=USD&to=EUR");
        }

        await redis.RestartAsync();
        await WrittenAsync(redis);

        await redis.CommandAsync("FLUSHALL");
        await WrittenAsync(redis);
        await Eventually.TrueAsync(
            async () => (await silo.GetAsync("/health/ready")).GetProperty("redis").GetString() == "ok", "readiness says that Redis is ok");
    }

    [Fact]
    public async Task A_restarted_host_resumes_with_a_higher_epoch()
    {
        await using var redis = await RedisServer.StartAsync();
        string[] arguments = ["--Demo:Enabled=true", $"--Redis:ConnectionString={redis.ConnectionString}"];
        long before;
        await using (var first = await SiloProcess.StartAsync(arguments))
        {
            await first.ReadyAsync();
            await WrittenAsync(redis);
            before = (await first.GetAsync("/rate?from=USD&to=EUR")).GetProperty("epoch").GetInt64();
            Assert.Equal(0, await first.StopAsync());
        }

        await using var second = await SiloProcess.StartAsync(arguments);
        await second.ReadyAsync();
        await Eventually.TrueAsync(
            async () => (await second.GetAsync("/rate?from=USD&to=EUR")).GetProperty("epoch").GetInt64() > before, "the epoch is higher");
    }

    [Fact]
    public async Task A_tracked_cross_that_nobody_quotes_is_written_and_broadcast()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var silo = await SiloProcess.StartAsync(
            "--Demo:Enabled=true", $"--Redis:ConnectionString={redis.ConnectionString}", "--Pairs=USD/NGN,XAU/USD,XAU/NGN");
        await silo.ReadyAsync();

        await Eventually.TrueAsync(async () => await redis.CommandAsync("GET", "latest_rate:XAU-NGN") is not null, "XAU/NGN is written");
    }

    [Fact]
    public async Task A_tracked_cross_is_derived_again_after_a_restart()
    {
        await using var redis = await RedisServer.StartAsync();
        string[] arguments = ["--Demo:Enabled=true", $"--Redis:ConnectionString={redis.ConnectionString}", "--Pairs=USD/NGN,XAU/USD,XAU/NGN"];
        await using (var first = await SiloProcess.StartAsync(arguments))
        {
            await Eventually.TrueAsync(async () => await redis.CommandAsync("GET", "latest_rate:XAU-NGN") is not null, "XAU/NGN is written", TimeSpan.FromSeconds(60));
        }

        await using var second = await SiloProcess.StartAsync(arguments);
        await second.ReadyAsync();
        await Eventually.TrueAsync(
            async () => (await second.GetAsync("/rate?from=XAU&to=NGN")).GetProperty("via").GetArrayLength() == 1, "XAU/NGN goes through its legs");
    }

    [Fact]
    public async Task A_log_tells_of_each_change_once()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var ingest = await SiloProcess.StartAsync("--Role=ingest", "--Demo:Enabled=true", $"--Redis:ConnectionString={redis.ConnectionString}");
        await using var serve = await SiloProcess.StartAsync("--Role=serve", "--Pricing:MaxAge=00:00:05", $"--Redis:ConnectionString={redis.ConnectionString}");
        await serve.ReadyAsync();

        // A fixing, which may come first, is no older for an absence of seconds.
        await Eventually.TrueAsync(async () => await StatusAsync(serve) == "live", "USD/EUR is live on the serving node");
        var starts = (ingest.Output.Length, serve.Output.Length); // What a busy machine made them say before is another matter.
        redis.Kill();
        await Eventually.TrueAsync(async () => await StatusAsync(serve) == "stale", "Redis is away for a while");
        foreach (var (node, start) in ((SiloProcess, int)[])[(ingest, starts.Item1), (serve, starts.Item2)])
        {
            await Eventually.TrueAsync(() => Lines(node, "Redis: there is no connection (away:").Any(), "the log tells that Redis is away");

            // Shards that a busy machine keeps silent have nothing to do with Redis.
            var said = node.Output[start..];
            var warnings = said.Split('\n').Count(line => line.Contains("warn: FxOrleans", StringComparison.Ordinal) && !line.Contains("FxOrleans.Abstractions.TickStreamReader", StringComparison.Ordinal));
            Assert.True(warnings >= 1 && warnings <= 6 * Absences(node).Told, said);
        }

        await redis.RestartAsync();
        await Eventually.TrueAsync(async () => await StatusAsync(serve) != "stale", "Redis is back");
        await Eventually.TrueAsync(() => Absences(serve).Ended, "the log tells that Redis is back");
        Assert.DoesNotContain("fail:", ingest.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("fail:", serve.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redis_that_stands_still_again_and_again_ends_no_process_and_is_in_step_after_each_thaw()
    {
        await using var redis = await RedisServer.StartAsync();
        string[] hasty = ["--Redis:Deadline=00:00:00.3", "--Redis:CheckInterval=00:00:00.2", $"--Redis:ConnectionString={redis.ConnectionString}"];
        await using var all = await SiloProcess.StartAsync(["--Demo:Enabled=true", .. hasty]);
        await using var serve = await SiloProcess.StartAsync(["--Role=serve", .. hasty]);
        await all.ReadyAsync();
        await serve.ReadyAsync();
        for (var freeze = 1; freeze <= 4; freeze++)
        {
            // Noticed as slow first, and as away when its connections are given up.
            string[] seen = freeze % 2 == 0 ? ["away"] : ["slow", "away"];
            redis.Pause();
            foreach (var node in (SiloProcess[])[all, serve])
            {
                await Eventually.TrueAsync(
                    async () => Array.IndexOf(seen, (await node.GetAsync("/health/ready")).GetProperty("redis").GetString()) >= 0, $"freeze {freeze} is noticed", TimeSpan.FromSeconds(30));
            }

            redis.Resume();
            var thawed = TimeProvider.System.GetUtcNow();
            await Eventually.TrueAsync(
                async () => (await serve.GetAsync("/rate?from=USD&to=EUR")).GetProperty("timestamp").GetDateTimeOffset() > thawed, $"freeze {freeze} is over", TimeSpan.FromSeconds(60));
        }

        Assert.Equal((false, false), (all.HasEnded, serve.HasEnded));
        Assert.Equal((0, 0), (await all.StopAsync(), await serve.StopAsync()));
        Assert.DoesNotContain("fail:", serve.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_is_not_understood_stops_the_start_by_its_key_without_its_password()
    {
        var (code, output) = await SiloProcess.RunAsync("--Demo:Enabled=true", "--Redis:ConnectionString=localhost:6379,password=hunter2,with-a-comma");

        Assert.Equal(2, code);
        Assert.Contains("Redis:ConnectionString", output, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_of_a_wrong_type_is_passed_over_and_named_by_a_serving_node()
    {
        await using var redis = await RedisServer.StartAsync();
        await redis.CommandAsync("HSET", "rates", "field", "value");
        await redis.CommandAsync("LPUSH", "latest_rate:USD-GBP", "x");
        var now = TimeProvider.System.GetUtcNow().UtcDateTime.ToString("O");
        await redis.CommandAsync("SET", "latest_rate:USD-EUR", $$"""{"from":"USD","to":"EUR","price":0.9,"timestamp":"{{now}}","status":"live","epoch":5,"sequence":7}""");
        await using var serve = await SiloProcess.StartAsync("--Role=serve", "--Pricing:MaxAge=01:00:00", $"--Redis:ConnectionString={redis.ConnectionString}");
        await serve.ReadyAsync();

        JsonElement health = default;
        await Eventually.TrueAsync(
            async () => (health = await serve.GetAsync("/health/ready")).TryGetProperty("redis_wrong_keys", out var keys) && keys.GetString() == "latest_rate:USD-GBP, rates", "both keys are named");
        Assert.Equal("wrong_type", health.GetProperty("redis").GetString());
        await Eventually.TrueAsync(() => Lines(serve, "holds another type").Count() >= 2, "the log tells of both");
        Assert.Equal(2, Lines(serve, "holds another type").Count());

        await redis.CommandAsync("DEL", "rates");
        await redis.CommandAsync("DEL", "latest_rate:USD-GBP");
        await Eventually.TrueAsync(
            async () => (health = await serve.GetAsync("/health/ready")).GetProperty("redis").GetString() == "ok" && !health.TryGetProperty("redis_wrong_keys", out _), "it is seen to be well again");
    }

    // How often the log tells that Redis went away, each time once, and whether it is back. A slow machine may add to the test's own.
    private static (int Told, bool Ended) Absences(SiloProcess node)
    {
        var connected = true;
        var times = 0;
        foreach (var line in node.Output.Split('\n'))
        {
            if (line.Contains("Redis: there is no connection (away:", StringComparison.Ordinal))
            {
                Assert.True(connected, $"It is told twice: {line}");
                connected = false;
                times++;
            }

            connected |= line.Contains("Redis: connected", StringComparison.Ordinal);
        }

        return (times, connected);
    }

    private static async Task<string?> StatusAsync(SiloProcess node)
    {
        using var answer = await node.Http.GetAsync("/rate?from=USD&to=EUR");
        return answer.IsSuccessStatusCode ? (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("status").GetString() : null;
    }

    private static IEnumerable<string> Lines(SiloProcess node, string about) => node.Output.Split('\n').Where(line => line.Contains(about, StringComparison.Ordinal));

    private static Task WrittenAsync(RedisServer redis) => Eventually.TrueAsync(
        async () => await redis.CommandAsync("GET", "latest_rate:USD-EUR") is not null
            && int.Parse(await redis.CommandAsync("DBSIZE") ?? "0", System.Globalization.CultureInfo.InvariantCulture) > 100,
        "more than a hundred keys are written, latest_rate:USD-EUR among them",
        TimeSpan.FromSeconds(60));
}
