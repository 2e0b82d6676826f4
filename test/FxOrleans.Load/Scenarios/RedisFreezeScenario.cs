using System.Diagnostics;
using FxOrleans.Load.Statistics;
using FxOrleans.Testing;
using FxOrleans.Testing.Hosting;

namespace FxOrleans.Load.Scenarios;

/// <summary>
/// A host with the role <c>all</c>, one with the role <c>serve</c> and a Redis that is frozen again and again, for longer than its clients
/// wait for an answer: both processes live, answer all the while, and are in step soon after each thaw.
/// </summary>
internal sealed class RedisFreezeScenario(Report report)
{
    /// <summary>By what it is asked for.</summary>
    public const string Name = "redis-freeze";

    private const string Path = "/rate?from=USD&to=EUR";
    private const double MostSecondsBack = 2;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(20);

    /// <summary>Shorter and longer than a connection that says nothing is given up.</summary>
    private static readonly TimeSpan[] Frozen = [TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(7)];

    public async Task RunAsync(int freezes)
    {
        await using var redis = await RedisServer.StartAsync();
        var connection = $"--Redis:ConnectionString={redis.ConnectionString}";
        await using var all = await SiloProcess.StartAsync("--Role=all", "--Demo:Enabled=true", connection);
        await using var serve = await SiloProcess.StartAsync("--Role=serve", connection);
        await all.ReadyAsync();
        await serve.ReadyAsync();
        report.Line($"{Name}: Redis frozen {freezes} times, for 1.5 to 7 s");

        var back = new List<double>();
        var ended = 0;
        var failed = 0;
        for (var freeze = 0; freeze < freezes && ended == 0; freeze++)
        {
            redis.Pause();
            var until = TimeProvider.System.GetTimestamp();
            while (TimeProvider.System.GetElapsedTime(until) < Frozen[freeze % Frozen.Length])
            {
                failed += await AnswersAsync(all) && await AnswersAsync(serve) ? 0 : 1;
                await Task.Delay(LookEvery * 5, TimeProvider.System);
            }

            redis.Resume();
            var thawed = TimeProvider.System.GetUtcNow();
            var clock = Stopwatch.StartNew();
            ended = new[] { all, serve }.Count(node => node.HasEnded);
            if (ended == 0)
            {
                // What was quoted after the thaw is in Redis, and on the node that only reads it.
                await Eventually.TrueAsync(async () => await WrittenAsync(redis) > thawed && await ReadAsync(serve) > thawed, "in step again", Patience);
                back.Add(clock.Elapsed.TotalSeconds);
            }
        }

        report.Line($"     {back.Count} freezes lived through; in step again {Spread.Of(back).Text()} s after each thaw");
        report.Bound("processes that ended", ended, 0, atLeast: false);
        report.Bound("failed requests", failed, 0, atLeast: false);
        report.Bound("slowest return", back.DefaultIfEmpty(double.MaxValue).Max(), MostSecondsBack, atLeast: false, " s");
        report.Bound("exit codes other than 0 at the end", new[] { await all.StopAsync(), await serve.StopAsync() }.Count(code => code != 0), 0, atLeast: false);
    }

    private static async Task<bool> AnswersAsync(SiloProcess node)
    {
        try
        {
            using var answer = await node.Http.GetAsync(Path);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static async Task<DateTimeOffset?> ReadAsync(SiloProcess node) => (await node.GetAsync(Path)).GetProperty("timestamp").GetDateTimeOffset();

    private static async Task<DateTimeOffset?> WrittenAsync(RedisServer redis) =>
        await redis.CommandAsync("GET", "latest_rate:USD-EUR") is { } row
            ? System.Text.Json.JsonDocument.Parse(row).RootElement.GetProperty("timestamp").GetDateTimeOffset()
            : null;
}
