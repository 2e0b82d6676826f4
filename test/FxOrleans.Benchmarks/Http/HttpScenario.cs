using FxOrleans.Load;
using FxOrleans.Load.Clients;
using FxOrleans.Load.Processes;
using FxOrleans.Load.Statistics;

namespace FxOrleans.Benchmarks.Http;

/// <summary>
/// <c>GET /rate</c> beside a bare Kestrel minimal endpoint that returns as many constant bytes, in one run: two servers, one
/// client, each in its own process; rounds in turns, so that what else the machine does hits all alike. Each round's requests
/// a second are divided by those of the bare endpoint in the same round, and the medians of these count.
/// </summary>
internal sealed class HttpScenario(Report report)
{
    private const int AnswerLength = 272;
    private const double WantedDirect = 0.9;
    private const double WantedCross = 0.8;

    public async Task RunAsync(int rounds, double seconds, int connections)
    {
        report.Line($"http: requests a second over {connections} connections; {rounds} rounds of {seconds:0.##} s for each, in turns; every pair ticks 10 times a second");
        var (client, _) = await Child.StartAsync("ready", false, "http", $"{connections}");
        await using var disposeClient = client;
        var (bare, bareAddress) = await Child.StartAsync("listening", true, "bare", $"{AnswerLength}");
        await using var disposeBare = bare;
        var (serving, servingAddress) = await Child.StartAsync("listening", true, "serving", "5");
        await using var disposeServing = serving;
        using var stop = new CancellationTokenSource();
        var ticking = TickAsync(serving, stop.Token);

        (string Name, Child Server, string Url)[] subjects =
        [
            ("bare Kestrel, minimal API", bare, $"{bareAddress}/rate?from=USD&to=EUR"),
            ("bare Kestrel, RequestDelegate", bare, $"{bareAddress}/delegate?from=USD&to=EUR"),
            ("/rate direct USD/EUR", serving, $"{servingAddress}/rate?from=USD&to=EUR"),
            ("/rate cross EUR/GBP", serving, $"{servingAddress}/rate?from=EUR&to=GBP"),
        ];
        var found = subjects.Select(_ => new List<double>()).ToArray();
        var costs = subjects.Select(_ => new List<double>()).ToArray();
        for (var round = -2; round < rounds; round++)
        {
            for (var i = 0; i < subjects.Length; i++)
            {
                // Forth and back, so that none is always first.
                var which = round % 2 == 0 ? i : subjects.Length - 1 - i;
                var cpu = subjects[which].Server.Cpu;
                var result = HttpResult.Parse(await client.AskAsync(FormattableString.Invariant($"{subjects[which].Url} 0 {seconds}"), "result"));
                if (result.Failed > 0)
                {
                    throw new InvalidOperationException($"{subjects[which].Url} failed {result.Failed} times.");
                }

                if (round >= 0)
                {
                    found[which].Add(result.PerSecond);
                    costs[which].Add((subjects[which].Server.Cpu - cpu).TotalMicroseconds / result.Answered);
                }
            }
        }

        await stop.CancelAsync();
        await ticking;
        for (var i = 0; i < subjects.Length; i++)
        {
            report.Line($"     {subjects[i].Name,-30} {Spread.Of(found[i]).Text("#,0"),-26} to bare {Spread.OfRatios(found[i], found[0]).Text(),-18} server's CPU {Spread.Of(costs[i]).Median:0.0} µs a request");
        }

        Compare("direct", found[2], found[0], WantedDirect);
        Compare("cross", found[3], found[0], WantedCross);
    }

    private void Compare(string name, List<double> values, List<double> bare, double wanted)
    {
        var ratio = Spread.OfRatios(values, bare);
        report.Speed(name, ratio.Median, wanted, atLeast: true, more: ratio.Text());
    }

    private static async Task TickAsync(Child serving, CancellationToken stop)
    {
        var first = 10L;
        while (!stop.IsCancellationRequested)
        {
            var step = Step.Soon(first, 50, 0, 1);
            first += step.Count;
            await serving.AskAsync($"step {step.Line}", "stepped");
        }
    }
}
