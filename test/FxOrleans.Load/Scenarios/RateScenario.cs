using FxOrleans.Load.Clients;
using FxOrleans.Load.Processes;
using FxOrleans.Load.Statistics;
using FxOrleans.Testing.Hosting;

namespace FxOrleans.Load.Scenarios;

/// <summary>
/// <c>GET /rate</c> at an even pace, all of them answered with 200; then the highest pace at which 99 % are answered within
/// 10 ms of the moment they were due, beside a bare Kestrel endpoint in the same run.
/// </summary>
internal sealed class RateScenario(Report report)
{
    private const double MostMilliseconds = 10;
    private const string Path = "/rate?from=USD&to=EUR";

    /// <summary>Against a running stack, or against the host with its demo market where <paramref name="url"/> is null.</summary>
    public async Task RunAsync(string? url, double rate, double seconds, int workers, int rounds)
    {
        var (client, _) = await Child.StartAsync("ready", false, "http", $"{workers}");
        await using var disposed = client;
        await using var own = url is null ? await SiloProcess.StartAsync("--Demo:Enabled=true") : null;
        await (own?.FilledAsync() ?? Task.CompletedTask);
        report.Line($"rate: {rate:0} requests a second for {seconds:0} s from {workers} connections at {url ?? "the host with its demo market"}");
        var ours = (url ?? own!.Address.ToString()).TrimEnd('/') + Path;
        var steady = await AskAsync(client, ours, rate, seconds);
        report.Line($"     {steady.Answered} answered, p50 {steady.P50:0.00} ms, p99 {steady.P99:0.00} ms, slowest {steady.Most:0.0} ms");
        report.Bound("failed requests", steady.Failed, 0, atLeast: false);
        report.Speed("answered a second", steady.PerSecond, 0.99 * rate, atLeast: true);

        if (rounds == 0)
        {
            return;
        }

        var (bare, bareAddress) = await Child.StartAsync("listening", true, "bare", "272");
        await using (bare)
        {
            var (mine, theirs) = (new List<double>(), new List<double>());
            for (var round = 0; round < rounds; round++)
            {
                theirs.Add(await ClimbAsync(client, bareAddress + Path, 4 * rate));
                mine.Add(await ClimbAsync(client, ours, 4 * rate));
            }

            report.Line($"     highest pace with p99 ≤ 10 ms: bare Kestrel {Spread.Of(theirs).Text("0")}, /rate {Spread.Of(mine).Text("0")}, ratio {Spread.Of(mine).Median / Math.Max(1, Spread.Of(theirs).Median):0.00}");
        }
    }

    private static async Task<HttpResult> AskAsync(Child client, string url, double rate, double seconds) =>
        HttpResult.Parse(await client.AskAsync(FormattableString.Invariant($"{url} {rate} {seconds}"), "result"));

    // Up from a pace that is kept, which may be below the first one tried; 0 when not even a sixteenth of that is.
    private static async Task<double> ClimbAsync(Child client, string url, double start)
    {
        var rate = start;
        while (!await KeepsAsync(client, url, rate))
        {
            rate /= 2;
            if (rate < start / 16)
            {
                return 0;
            }
        }

        while (await KeepsAsync(client, url, rate * 1.25))
        {
            rate *= 1.25;
        }

        return rate;
    }

    // What fails once may be another process's doing: a pace is given up after three attempts.
    private static async Task<bool> KeepsAsync(Child client, string url, double rate)
    {
        for (var attempt = 0; attempt < 3; attempt++)
        {
            if (await AskAsync(client, url, rate, 1) is { Failed: 0, P99: <= MostMilliseconds })
            {
                return true;
            }
        }

        return false;
    }
}
