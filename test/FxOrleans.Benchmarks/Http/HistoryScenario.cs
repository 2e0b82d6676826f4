using FxOrleans.Load;
using FxOrleans.Load.Clients;
using FxOrleans.Load.Processes;
using FxOrleans.Load.Statistics;

namespace FxOrleans.Benchmarks.Http;

/// <summary>
/// A year of daily history from the cache, one request after the other, beside a bare Kestrel minimal endpoint that returns as many
/// constant bytes: two servers and one client, each in its own process; rounds in turns.
/// </summary>
internal sealed class HistoryScenario(Report report)
{
    private const string Path = "/api/v1/prices/BTC/history?period=1y";
    private const double WantedMilliseconds = 5;
    private const double WantedRatio = 0.5;

    public async Task RunAsync(int rounds, double seconds)
    {
        var (client, _) = await Child.StartAsync("ready", false, "http", "1");
        await using var disposeClient = client;
        var (serving, servingAddress) = await Child.StartAsync("listening", true, "serving", "5");
        await using var disposeServing = serving;
        using var http = new HttpClient();
        var answer = await http.GetByteArrayAsync(new Uri(servingAddress + Path));
        var (bare, bareAddress) = await Child.StartAsync("listening", true, "bare", $"{answer.Length}");
        await using var disposeBare = bare;
        report.Line($"history: a cached year, {answer.Length:#,0} bytes, over one connection; {rounds} rounds of {seconds:0.##} s for each, in turns");

        string[] urls = [$"{bareAddress}/rate", servingAddress + Path];
        var found = urls.Select(_ => new List<HttpResult>()).ToArray();
        for (var round = -2; round < rounds; round++)
        {
            for (var i = 0; i < urls.Length; i++)
            {
                var which = round % 2 == 0 ? i : urls.Length - 1 - i;
                var result = HttpResult.Parse(await client.AskAsync(FormattableString.Invariant($"{urls[which]} 0 {seconds}"), "result"));
                if (result.Failed > 0)
                {
                    throw new InvalidOperationException($"{urls[which]} failed {result.Failed} times.");
                }

                if (round >= 0)
                {
                    found[which].Add(result);
                }
            }
        }

        var ratio = Spread.OfRatios([.. found[1].Select(result => result.PerSecond)], [.. found[0].Select(result => result.PerSecond)]);
        report.Speed("requests a second to bare", ratio.Median, WantedRatio, atLeast: true, more: ratio.Text());
        report.Speed("p50", Spread.Of(found[1].Select(result => result.P50)).Median, WantedMilliseconds, atLeast: false, " ms");
        report.Speed("p99", Spread.Of(found[1].Select(result => result.P99)).Median, WantedMilliseconds, atLeast: false, " ms");
    }
}
