using System.Diagnostics;
using FxOrleans.Load.Clients;
using FxOrleans.Load.Statistics;
using FxOrleans.Testing;
using FxOrleans.Testing.Hosting;

namespace FxOrleans.Load.Scenarios;

/// <summary>
/// One node that ingests, three that serve and a redis-server, each a process: how long after the first each of the others has a
/// price; what a Redis killed again and again does to <c>GET /rate</c>; and when prices turn stale without the first. It has the
/// role <c>all</c> instead of <c>ingest</c>, so that it can be heard itself, which makes it slower rather than faster.
/// </summary>
internal sealed class NodesScenario(Report report)
{
    private const string Path = "/rate?from=USD&to=EUR";
    private const double MostMilliseconds = 100;
    private const double MostSecondsBack = 2;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Away = TimeSpan.FromMilliseconds(500);

    public async Task RunAsync(double seconds, int kills)
    {
        await using var redis = await RedisServer.StartAsync();
        var connection = $"--Redis:ConnectionString={redis.ConnectionString}";
        await using var ingest = await SiloProcess.StartAsync("--Role=all", "--Demo:Enabled=true", connection);
        var nodes = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => SiloProcess.StartAsync("--Role=serve", connection)));
        try
        {
            foreach (var node in nodes)
            {
                await Eventually.TrueAsync(async () => (await RateAsync(node))?.Status == "live", "USD/EUR is live", Patience);
            }

            report.Line($"nodes: one that ingests, {nodes.Length} that serve, one redis-server");
            await LatenessAsync(ingest, nodes, seconds);
            await KillsAsync(redis, nodes, kills);
            await AloneAsync(ingest, nodes);
        }
        finally
        {
            foreach (var node in nodes)
            {
                await node.DisposeAsync();
            }
        }
    }

    private async Task LatenessAsync(SiloProcess ingest, SiloProcess[] nodes, double seconds)
    {
        var listeners = nodes.Prepend(ingest).Select(node => new NodeListener(node.Address)).ToArray();
        await Task.WhenAll(listeners.Select(listener => listener.ListenAsync(TimeSpan.FromSeconds(seconds))));
        var first = listeners[0].Heard;
        var worst = 0.0;
        report.Line($"     {first.Count} prices; from the quote's own timestamp to the first node's frame: p50 {listeners[0].Old.Milliseconds(0.5):0.0} ms, p99 {listeners[0].Old.Milliseconds(0.99):0.0} ms");
        foreach (var listener in listeners.Skip(1))
        {
            var late = new Histogram();
            foreach (var (number, heard) in listener.Heard.Where(heard => first.ContainsKey(heard.Key)))
            {
                late.Add((long)(heard.At - first[number].At).TotalMicroseconds);
            }

            worst = Math.Max(worst, late.Milliseconds(0.99));
            report.Line($"     {late.Count} of them on a serving node, after the first: p50 {late.Milliseconds(0.5):0.0} ms, p99 {late.Milliseconds(0.99):0.0} ms, slowest {late.Milliseconds(1):0.0} ms; from the quote: p99 {listener.Old.Milliseconds(0.99):0.0} ms");
        }

        report.Speed("latest node's p99", worst, MostMilliseconds, atLeast: false, " ms");
        var different = listeners.Skip(1).Sum(listener => listener.Heard.Count(heard => first.TryGetValue(heard.Key, out var said) && said.Price != heard.Value.Price));
        report.Bound("prices that differ under one number", different, 0, atLeast: false);
    }

    private async Task KillsAsync(RedisServer redis, SiloProcess[] nodes, int kills)
    {
        using var stop = new CancellationTokenSource();
        var (asked, failed) = (0L, 0L);
        var asking = Task.WhenAll(nodes.Select(node => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                using var answer = await node.Http.GetAsync(Path);
                Interlocked.Increment(ref asked);
                Interlocked.Add(ref failed, answer.IsSuccessStatusCode ? 0 : 1);
                await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System);
            }
        })));
        var back = new List<double>();
        for (var kill = 0; kill < kills; kill++)
        {
            redis.Kill();
            await Task.Delay(Away, TimeProvider.System);
            await redis.RestartAsync();
            var (returned, clock) = (TimeProvider.System.GetUtcNow(), Stopwatch.StartNew());
            await Task.WhenAll(nodes.Select(node => Eventually.TrueAsync(async () => (await RateAsync(node))?.Timestamp > returned, "in step again", Patience)));
            back.Add(clock.Elapsed.TotalSeconds);
        }

        await stop.CancelAsync();
        await asking;
        report.Line($"     Redis killed {kills} times: {asked} rates asked for; all nodes in step {Spread.Of(back).Text()} s after its return");
        report.Bound("failed requests", failed, 0, atLeast: false);
        report.Speed("slowest return", back.Max(), MostSecondsBack, atLeast: false, " s");
    }

    // Without news each node goes on with what it has, for as long as that is true.
    private async Task AloneAsync(SiloProcess ingest, SiloProcess[] nodes)
    {
        ingest.Kill();
        var ages = new List<double>();
        foreach (var node in nodes)
        {
            await Eventually.TrueAsync(async () => (await RateAsync(node))?.Status == "stale", "USD/EUR turns stale", Patience);
            ages.Add((TimeProvider.System.GetUtcNow() - (await RateAsync(node))!.Timestamp).TotalSeconds);
        }

        report.Bound("age at which the first node calls its rate stale", ages.Min(), MaxAge.TotalSeconds, atLeast: true, " s");
        report.Speed("and the last", ages.Max(), MaxAge.TotalSeconds + 1, atLeast: false, " s");
    }

    private static async Task<WireRate?> RateAsync(SiloProcess node)
    {
        using var answer = await node.Http.GetAsync(Path);
        return answer.IsSuccessStatusCode
            ? WireRate.Read(System.Text.Json.JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync()).RootElement)
            : null;
    }
}
